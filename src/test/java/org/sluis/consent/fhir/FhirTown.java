package org.sluis.consent.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.sluis.TestGateway;
import org.sluis.TestTown;

/** A school's software that speaks FHIR, over real HTTP with real tokens. */
final class FhirTown implements AutoCloseable {
    static final String LINDE = "de-linde-direct";

    final TestGateway gateway = new TestGateway("sluis.delivery.workers=0");
    final TestTown town = new TestTown(gateway);
    private final HttpClient http = HttpClient.newHttpClient();

    /** The consent of the fixtures. */
    static ObjectNode fixture() {
        return fixture("plan-coordination");
    }

    static ObjectNode fixture(String name) {
        try {
            return (ObjectNode)
                    TestTown.read(Files.readString(Path.of("test-fixtures/consents/" + name + ".fhir.json")));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** With a court's order in the place of the holder's own word. */
    static ObjectNode ordered(ObjectNode consent) {
        consent.withArray("/extension").add(TestTown.read("""
                {"url": "https://sluis.example/fhir/StructureDefinition/consent-court-order", "extension": [
                    {"url": "reference", "valueString": "C-13-2026-77"},
                    {"url": "date", "valueDate": "2026-08-20"},
                    {"url": "purpose", "valueCoding":
                        {"system": "https://sluis.example/fhir/CodeSystem/purpose", "code": "plan-coordination"}}]}"""));
        return consent;
    }

    /** The fixture with an exception, of this child and holder, in force today. */
    static ObjectNode noButToOneParty(String pupil, String holder) {
        ObjectNode today = consent(pupil, holder);
        ObjectNode consent = fixture("no-but-to-one-party");
        for (String name : List.of("patient", "performer", "dateTime")) {
            consent.set(name, today.path(name));
        }
        ((ObjectNode) consent.path("provision")).set("period", today.at("/provision/period"));
        return consent;
    }

    /** The same of this child and holder, for De Brug and every category, in force today. */
    static ObjectNode consent(String pupil, String holder) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        ObjectNode consent = fixture();
        put(consent, "/patient/identifier", "value", pupil);
        put(consent, "/performer/0/identifier", "value", holder);
        put(consent, "", "dateTime", today.minusDays(1) + "T08:00:00Z");
        put(consent, "/provision/period", "start", today.minusDays(30).toString());
        put(consent, "/provision/period", "end", today.plusDays(199).toString());
        put(consent, "/provision/actor/0/reference/identifier", "value", "de-brug");
        ArrayNode categories = (ArrayNode) consent.at("/provision/modifierExtension");
        ObjectNode first = categories.path(0).deepCopy();
        categories.removeAll();
        for (String code : TestTown.ALL) {
            ObjectNode category = first.deepCopy();
            put(category, "/valueCoding", "code", code);
            categories.add(category);
        }
        return consent;
    }

    static void put(ObjectNode consent, String at, String name, String value) {
        ((ObjectNode) consent.at(at)).put(name, value);
    }

    static void remove(ObjectNode consent, String at, String name) {
        ((ObjectNode) consent.at(at)).remove(name);
    }

    /** Records it. Gives what came back. */
    JsonNode recorded(ObjectNode consent) {
        HttpResponse<String> answer = post(LINDE, consent);
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return TestTown.read(answer.body());
    }

    HttpResponse<String> post(String client, JsonNode consent) {
        return send(request(client, "/fhir/Consent", "application/fhir+json").POST(body(consent.toString())));
    }

    HttpResponse<String> put(String client, String id, JsonNode consent) {
        return send(
                request(client, "/fhir/Consent/" + id, "application/fhir+json").PUT(body(consent.toString())));
    }

    HttpResponse<String> search(String client, String form) {
        return send(request(client, "/fhir/Consent/_search", "application/x-www-form-urlencoded")
                .POST(body(form)));
    }

    HttpResponse<String> get(String client, String path) {
        return gateway.get(client, path);
    }

    HttpRequest.Builder request(String client, String path, String type) {
        return HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + gateway.token(client))
                .header("Content-Type", type);
    }

    URI uri(String path) {
        return gateway.url().resolve(path);
    }

    static HttpRequest.BodyPublisher body(String text) {
        return HttpRequest.BodyPublishers.ofString(text);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** Each issue as its place and its code. */
    static List<String> issues(HttpResponse<String> answer) {
        JsonNode outcome = TestTown.read(answer.body());
        List<String> issues = new ArrayList<>();
        for (JsonNode issue : outcome.path("issue")) {
            issues.add(issue.at("/expression/0").asText() + " "
                    + issue.path("code").asText());
        }
        return issues;
    }

    @Override
    public void close() {
        gateway.close();
    }
}
