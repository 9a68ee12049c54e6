package org.sluis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.client.EnvelopeReader;
import org.sluis.client.EnvelopeReader.NotTaken;
import org.sluis.client.PublishedKeys;
import org.sluis.gate.Supplement;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.RecipientKey;
import org.sluis.party.Reception;
import org.sluis.vault.Pseudonyms;

/** A school that told a care provider of a plan, and the care provider that sends iJw back. */
final class IjwTown implements AutoCloseable {
    private static final String OEVER = "jeugdhulp-oever";
    private static final List<String> ANSWERED = List.of("IDENT", "CONTACT", "SIGNAL", "CARE_INV");

    final TestGateway gateway;
    private final TestTown town;
    private final WireMockServer school = new WireMockServer(0);
    private final ECKey key;

    IjwTown() throws Exception {
        school.start();
        school.stubFor(WireMock.post("/in").willReturn(WireMock.aResponse().withStatus(204)));
        key = new ECKeyGenerator(Curve.P_256).keyID("de-linde-1").generate();
        gateway = new TestGateway("sluis.delivery.workers=2");
        town = new TestTown(gateway);
        receives("de-linde", "care-json", key);
        receives(OEVER, "fhir-r4", gateway.envelopes());
    }

    private void receives(String party, String connector, ECKey its) {
        RecipientKey known = RecipientKey.parse(its.toPublicJWK().toJSONString());
        gateway.receives(party, new Reception(connector, "envelope", URI.create(school.baseUrl() + "/in"), known));
    }

    /** The care provider is told of the child; the id under which it was. */
    String told(String child) {
        town.child(child);
        for (String holder : List.of("ouder-1", "ouder-2")) {
            town.consent("de-linde-direct", child, holder, "grant", OEVER, TestTown.ALL);
        }
        HttpResponse<String> plan = gateway.post(
                "de-linde-direct", "/v1/doors/rest-json/plan-coordination/" + OEVER, town.plan(child, "plan-" + child));
        assertThat(plan.statusCode()).as(plan.body()).isEqualTo(202);
        String disclosure = TestTown.read(plan.body()).path("disclosure").asText();
        assertThat(gateway.end("de-linde-direct", disclosure)).isEqualTo("delivered");
        return new Pseudonyms(gateway.bean(KeyFolder.class), TestGateway.TENANT, OEVER).ofPupil("de-linde", child);
    }

    void agreed(String child, String purpose) {
        for (String holder : List.of("ouder-1", "ouder-2")) {
            town.consentTo("de-linde-direct", child, holder, "grant", purpose, OEVER, "de-linde", ANSWERED);
        }
    }

    /** The fixture under another number. */
    static String message(String connector, String fixture, String number) throws Exception {
        Path file = Path.of("test-fixtures/connectors", connector, fixture, "in.xml");
        return Files.readString(file).replace("OE2026000412", number);
    }

    HttpResponse<String> send(String connector, String purpose, String message, @Nullable String about)
            throws Exception {
        return send("oever-direct", connector, purpose, message, about);
    }

    HttpResponse<String> send(String client, String connector, String purpose, String message, @Nullable String about)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        gateway.url().resolve("/v1/doors/" + connector + "/" + purpose + "/de-linde"))
                .header("Authorization", "Bearer " + gateway.token(client))
                .header("Content-Type", "application/xml")
                .POST(HttpRequest.BodyPublishers.ofString(message));
        if (about != null) {
            request.header(
                    Supplement.HEADER,
                    Supplement.header(Map.of("subject.addressedAs", about, "careContact.name", "Marieke de Haan")));
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What the school opened of it, once it is delivered. */
    JsonNode arrived(HttpResponse<String> accepted) throws Exception {
        String disclosure = accepted.headers().firstValue("Sluis-Disclosure").orElseThrow();
        assertThat(gateway.end("oever-direct", disclosure)).isEqualTo("delivered");
        EnvelopeReader reader = new EnvelopeReader(
                key, "de-linde", new PublishedKeys(gateway.url().resolve("/v1/keys")), Clock.systemUTC());
        for (LoggedRequest request : school.findAll(WireMock.postRequestedFor(WireMock.urlEqualTo("/in")))) {
            try {
                EnvelopeReader.Opened opened = reader.open(request.getBodyAsString());
                if (opened.disclosure().equals(disclosure)) {
                    return new ObjectMapper().readTree(opened.content());
                }
            } catch (NotTaken another) {
                continue;
            }
        }
        throw new AssertionError("did not arrive");
    }

    @Override
    public void close() {
        gateway.close();
        school.stop();
    }
}
