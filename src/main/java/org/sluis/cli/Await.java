package org.sluis.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.sluis.client.GatewayClient;
import org.sluis.client.GatewayClient.Answer;

/** Follows a disclosure to its end. */
final class Await {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Set<String> UNDER_WAY = Set.of("waiting", "sending");

    private Await() {}

    /** The last answer of the gateway: of the end, or of how it stands after a minute. */
    static Answer end(GatewayClient gateway, String disclosure) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        Answer answer = gateway.get("v1/disclosures/" + disclosure);
        while (answer.ok() && UNDER_WAY.contains(answer.text("state")) && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            answer = gateway.get("v1/disclosures/" + disclosure);
        }
        return answer;
    }
}
