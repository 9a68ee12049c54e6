package org.sluis.operation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.TestTown;

/**
 * What a collector of traces gets (OTLP over HTTP, as it is on the wire): the trace that the sender began, patterns of pages,
 * ids and codes. What a recipient gets: no trace at all.
 */
class TracingTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CHILD = "trace-child";

    private final List<String> collected = new CopyOnWriteArrayList<>();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch delivered = new CountDownLatch(1);

    @Test
    void aTraceTellsIdsAndCodesAndEndsAtTheRecipient() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            collected.add(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/fhir", exchange -> {
            exchange.getRequestHeaders().forEach((name, values) -> received.add(name + ": " + values));
            byte[] taken = "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\"}".getBytes(ISO_8859_1);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
            exchange.sendResponseHeaders(200, taken.length);
            exchange.getResponseBody().write(taken);
            exchange.close();
            delivered.countDown();
        });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        String disclosure;
        try (TestGateway gateway = new TestGateway(
                "management.otlp.tracing.endpoint=" + address + "/v1/traces",
                "management.tracing.sampling.probability=1.0",
                "sluis.connectors.fhir-r4.url=" + address + "/fhir")) {
            TestTown town = new TestTown(gateway);
            town.childWithBothParentsConsent(CHILD);
            gateway.get("de-linde-direct", "/v1/consents?subject=" + CHILD);
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create(gateway.url() + "/v1/doors/rest-json/plan-coordination/de-brug"))
                                    .header("Authorization", "Bearer " + gateway.token("de-linde-direct"))
                                    .header("Content-Type", "application/json")
                                    .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                                    .header("tracestate", "vendor=noor-veldkamp")
                                    .header("baggage", "pupil=noor-veldkamp")
                                    .POST(HttpRequest.BodyPublishers.ofString(town.plan(CHILD, "traced-1")))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            disclosure = TestTown.read(answer.body()).path("disclosure").asText();
            assertThat(delivered.await(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            server.stop(0);
        }
        String spans = String.join("", collected);
        assertThat(spans)
                .contains(new String(HexFormat.of().parseHex(TRACE), ISO_8859_1))
                .contains("/v1/doors/{connector}/{purpose}/{recipient}")
                .contains("deliver")
                .contains(disclosure);
        assertThat(spans)
                .doesNotContainIgnoringCase("veldkamp")
                .doesNotContain(CHILD)
                .doesNotContain("http.url");
        assertThat(spans.split(disclosure, -1))
                .as("told at the door and at delivery")
                .hasSizeGreaterThan(2);
        assertThat(received)
                .noneMatch(header -> header.toLowerCase(Locale.ROOT).matches("(traceparent|tracestate|baggage|b3).*"));
        assertThat(received.toString()).doesNotContain(TRACE);
    }
}
