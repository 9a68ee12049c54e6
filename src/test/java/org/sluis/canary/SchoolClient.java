package org.sluis.canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.sluis.TestTown;
import org.sluis.gate.Supplement;

/** What a school sends to the doors, and every answer that it gets. */
final class SchoolClient {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final StringBuilder answers = new StringBuilder();
    private final URI gateway;
    private final Supplier<String> token;
    private int messages;

    SchoolClient(URI gateway, Supplier<String> token) {
        this.gateway = gateway;
        this.token = token;
    }

    /** All of them, headers too. */
    String answers() {
        return answers.toString();
    }

    HttpResponse<String> xml(String door, String dossier, Map<String, String> beside) throws Exception {
        HttpRequest.Builder request = post(door, "application/xml", dossier);
        if (!beside.isEmpty()) {
            request.header(Supplement.HEADER, Supplement.header(beside));
        }
        return ask(request);
    }

    HttpResponse<String> json(String door, JsonNode message) throws Exception {
        return ask(post(door, "application/json", message.toString()));
    }

    private HttpRequest.Builder post(String door, String type, String body) {
        return HttpRequest.newBuilder(gateway.resolve("/v1/doors/" + door))
                .header("Content-Type", type)
                .header("Idempotency-Key", "canary-" + messages++)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /** Keeps every answer, headers too. */
    private HttpResponse<String> ask(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = http.send(
                request.header("Authorization", "Bearer " + token.get()).build(), HttpResponse.BodyHandlers.ofString());
        answers.append(answer.headers().map()).append(answer.body()).append('\n');
        return answer;
    }

    /** Gives the disclosure's id. */
    String accepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return TestTown.read(answer.body()).path("disclosure").asText();
    }

    void refused(HttpResponse<String> answer, String reason) {
        assertThat(TestTown.read(answer.body()).path("title").asText())
                .as(answer.body())
                .isEqualTo(reason);
    }

    void waitFor(String disclosure, String end) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        String state = "";
        while (!state.equals(end)) {
            assertThat(System.nanoTime()).as("still " + state).isLessThan(until);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            state = TestTown.read(ask(HttpRequest.newBuilder(gateway.resolve("/v1/disclosures/" + disclosure)))
                            .body())
                    .path("state")
                    .asText();
        }
    }
}
