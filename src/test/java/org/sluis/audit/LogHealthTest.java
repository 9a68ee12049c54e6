package org.sluis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;

/** What a gateway says, over HTTP and to whoever asks the doctor, while its log takes nothing; that it comes to that is LagWatchTest's. */
class LogHealthTest {
    private static final int MALFORMED = 422;
    private static final String DOOR = "/v1/doors/rest-json/plan-coordination/jeugdhulp-oever";

    @Test
    void saysSoAndAcceptsNothingUntilItGoesOn() throws Exception {
        try (TestGateway gateway = new TestGateway("sluis.delivery.workers=0")) {
            Ledger ledger = gateway.bean(Ledger.class);
            assertTells(gateway, 200, "UP");
            assertThat(post(gateway).statusCode()).isEqualTo(MALFORMED);
            assertThat(doctor(gateway)).contains("ok       the log of the gateway that runs here accepts");
            ledger.lag(true);
            assertThat(doctor(gateway)).contains("MISSING  a log that accepts", "records nothing", "(ends with 1)");
            assertTells(gateway, 503, "DOWN");
            assertThat(post(gateway).statusCode()).isEqualTo(503);
            assertThat(post(gateway).body()).contains("log-unavailable");
            ledger.lag(false);
            assertTells(gateway, 200, "UP");
            assertThat(post(gateway).statusCode()).isEqualTo(MALFORMED);
        }
    }

    /** What {@code ./sluis doctor} says of it. */
    private static String doctor(TestGateway gateway) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("./sluis", "doctor").redirectErrorStream(true);
        builder.environment().put("SERVER_PORT", "" + gateway.url().getPort());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said + "(ends with " + process.waitFor() + ")";
    }

    private static HttpResponse<String> post(TestGateway gateway) {
        return gateway.post("de-linde-direct", DOOR, "{}");
    }

    private static void assertTells(TestGateway gateway, int status, String log)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(gateway.url().resolve("/actuator/health"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body())
                .contains("\"log\":{\"status\":\"" + log + "\"}")
                .doesNotContain("details");
    }
}
