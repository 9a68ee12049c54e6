package org.sluis.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.party.Reception;

/** An ordinary server at an address of its own gets what the mapping wrote, here SOAP, and no more than that. */
class PlainDeliveryTest {
    private static final String BRUG = "de-brug";

    private static Path tokens;
    private static TestGateway gateway;
    private static TestTown town;
    private static WireMockServer server;

    @BeforeAll
    static void open() throws Exception {
        tokens = Files.createTempDirectory("sluis-tokens");
        gateway = new TestGateway("sluis.delivery.workers=1", "sluis.recipients.tokens=" + tokens);
        town = new TestTown(gateway);
        server = new WireMockServer(0);
        server.start();
    }

    @AfterAll
    static void close() {
        gateway.close();
        server.stop();
    }

    @BeforeEach
    void empty() throws Exception {
        server.resetAll();
        Files.deleteIfExists(tokens.resolve(BRUG));
    }

    @Test
    void getsSoapWithTheDisclosuresIdAndItsToken() throws Exception {
        Files.writeString(tokens.resolve(BRUG), "of-the-brug\n");
        server.stubFor(post("/soap").willReturn(aResponse().withStatus(200).withBody("<anything/>")));
        receives("/soap");

        String disclosure = accept("plain-soap");

        assertThat(end(disclosure)).isEqualTo("delivered");
        LoggedRequest taken =
                server.findAll(postRequestedFor(urlEqualTo("/soap"))).get(0);
        assertThat(taken.getHeader("Content-Type"))
                .isEqualTo("application/soap+xml;charset=UTF-8;action=\"https://sluis.example/soap/care/1/Tell\"");
        assertThat(taken.getHeader("Idempotency-Key")).isEqualTo(disclosure);
        assertThat(taken.getHeader("Authorization")).isEqualTo("Bearer of-the-brug");
        assertThat(taken.getBodyAsString())
                .contains("<c:FamilyName>Veldkamp</c:FamilyName>", "<c:Goal ")
                .doesNotContain("plain-soap", "bsn");
    }

    @Test
    void isTriedAgainWhereItIsNotTheTimeUnderTheSameId() {
        server.stubFor(post("/later")
                .inScenario("later")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(503))
                .willSetStateTo("now"));
        server.stubFor(post("/later")
                .inScenario("later")
                .whenScenarioStateIs("now")
                .willReturn(aResponse().withStatus(204)));
        receives("/later");

        String disclosure = accept("plain-later");

        assertThat(end(disclosure)).isEqualTo("delivered");
        server.verify(2, postRequestedFor(urlEqualTo("/later")).withHeader("Idempotency-Key", equalTo(disclosure)));
        server.verify(2, postRequestedFor(urlEqualTo("/later")).withoutHeader("Authorization"));
    }

    @Test
    void aFaultThatSaysItIsTheMessageParksItAndNoRedirectIsFollowed() {
        server.stubFor(post("/fault")
                .willReturn(aResponse().withStatus(307).withHeader("Location", server.baseUrl() + "/elsewhere")));
        receives("/fault");

        String disclosure = accept("plain-fault");

        assertThat(end(disclosure)).isEqualTo("parked");
        server.verify(3, postRequestedFor(urlEqualTo("/fault")));
        server.verify(0, postRequestedFor(urlEqualTo("/elsewhere")));
    }

    @Test
    void isAskedForItBackAtTheSameAddress() {
        server.stubFor(post("/back").willReturn(aResponse().withStatus(204)));
        receives("/back");
        List<String> consents = town.childWithBothParentsConsent("plain-back");
        String disclosure = send("plain-back");
        assertThat(end(disclosure)).isEqualTo("delivered");

        gateway.post("de-linde-direct", "/v1/consents/" + consents.get(0) + "/withdrawal", "{}");

        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        List<LoggedRequest> recalls = List.of();
        while (recalls.isEmpty() && System.nanoTime() < until) {
            LockSupport.parkNanos(50_000_000);
            recalls = server.findAll(
                    postRequestedFor(urlEqualTo("/back")).withHeader("Content-Type", equalTo("application/fhir+json")));
        }
        assertThat(recalls).hasSize(1);
        assertThat(recalls.get(0).getBodyAsString())
                .contains("\"Task\"", disclosure)
                .doesNotContain("Veldkamp");
    }

    private static String accept(String child) {
        town.childWithBothParentsConsent(child);
        return send(child);
    }

    private static String send(String child) {
        HttpResponse<String> answer = gateway.post(
                "de-linde-direct",
                "/v1/doors/rest-json/plan-coordination/" + BRUG,
                town.plan(child, "message-" + child));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return TestTown.read(answer.body()).path("disclosure").asText();
    }

    private static String end(String disclosure) {
        return gateway.end("de-linde-direct", disclosure);
    }

    private static void receives(String path) {
        gateway.receives(BRUG, new Reception("soap-care", "tls", URI.create(server.baseUrl() + path), null));
    }
}
