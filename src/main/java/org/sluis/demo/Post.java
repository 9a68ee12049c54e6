package org.sluis.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.sluis.client.GatewayClient;
import org.sluis.client.GatewayClient.Answer;

/** Sends the town's messages, each run under ids of its own, and follows what becomes of them. */
final class Post {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(25);
    private static final Set<String> UNDER_WAY = Set.of("waiting", "sending");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Town town;
    private final String run;

    Post(Town town, String run) {
        this.town = town;
        this.run = run;
    }

    /** The file as it goes out in this run. */
    byte[] message(String name) throws IOException {
        ObjectNode message = (ObjectNode) JSON.readTree(Files.readAllBytes(town.message(name)));
        message.put("messageId", message.path("messageId").asText() + "-" + run);
        return JSON.writeValueAsBytes(message);
    }

    Answer send(String school, String name, String recipient) throws IOException, InterruptedException {
        return town.school(school).post("v1/doors/rest-json/plan-coordination/" + recipient, message(name), Map.of());
    }

    Answer state(String school, String disclosure) throws IOException, InterruptedException {
        return town.school(school).get("v1/disclosures/" + disclosure);
    }

    /** How it ended. */
    Answer end(String school, String disclosure) throws IOException, InterruptedException {
        GatewayClient client = town.school(school);
        long until = System.nanoTime() + PATIENCE.toNanos();
        Answer answer = client.get("v1/disclosures/" + disclosure);
        while (answer.ok() && UNDER_WAY.contains(answer.text("state")) && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            answer = client.get("v1/disclosures/" + disclosure);
        }
        return answer;
    }
}
