package org.sluis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.sluis.Stu3Server;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.party.Entitlement;
import org.sluis.party.Reception;
import org.sluis.party.Registrar;

/** A gateway whose schools and care systems may speak FHIR, R4 and STU3, and who gets STU3. */
final class FhirTown implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String SCHOOL = "de-linde-direct";
    static final String FHIR = "application/fhir+json";
    private static final Path FIXTURES = Path.of("test-fixtures/connectors");
    private static final AtomicInteger MESSAGES = new AtomicInteger();

    final Stu3Server care;
    final TestGateway gateway;
    final TestTown town;
    private final HttpClient http = HttpClient.newHttpClient();

    FhirTown() throws IOException {
        care = new Stu3Server(Files.readString(FIXTURES.resolve("fhir-stu3/school-plan/out.json")));
        gateway = new TestGateway("sluis.delivery.workers=2", "sluis.connectors.fhir-stu3.url=" + care.url());
        town = new TestTown(gateway);
        for (String connector : List.of("fhir-r4", "fhir-stu3")) {
            entitled("de-linde", "plan-coordination", "de-brug", connector);
            entitled("jeugdteam-waterlee", "signal-acknowledgement", "de-linde", connector);
            entitled("de-brug", "care-plan-for-school", "de-linde", connector);
        }
        receivesStu3("de-brug");
        receivesStu3("jeugdteam-waterlee");
        receivesStu3("de-linde");
    }

    private void entitled(String sender, String purpose, String recipient, String connector) {
        gateway.bean(Registrar.class)
                .register(new Entitlement(
                        TestGateway.TENANT,
                        new PartyId(sender),
                        new Purpose(purpose),
                        new PartyId(recipient),
                        connector,
                        LocalDate.parse("2024-08-01"),
                        LocalDate.parse("2044-08-01")));
    }

    private void receivesStu3(String party) {
        gateway.receives(party, new Reception("fhir-stu3", "tls", null, null));
    }

    /** The school's plan of the fixtures, about this child, under an id of its own. */
    ObjectNode plan(String child) {
        ObjectNode plan = message("fhir-r4/from-school-plan/in.json");
        ObjectNode pupil = resource(plan, "Patient");
        ((ObjectNode) pupil.at("/identifier/0")).put("value", child);
        pupil.put("birthDate", TestTown.birthDate().toString());
        resource(plan, "Organization").withArray("identifier").remove(1);
        return plan;
    }

    /** A message of the fixtures, under an id of its own. */
    static ObjectNode message(String file) {
        try {
            ObjectNode message = (ObjectNode) JSON.readTree(Files.readAllBytes(FIXTURES.resolve(file)));
            message.putObject("identifier")
                    .put("system", "urn:ietf:rfc:3986")
                    .put("value", "urn:waterlee:" + MESSAGES.incrementAndGet());
            return message;
        } catch (IOException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    static ObjectNode resource(JsonNode bundle, String type) {
        for (JsonNode entry : bundle.path("entry")) {
            if (entry.at("/resource/resourceType").asText().equals(type)) {
                return (ObjectNode) entry.path("resource");
            }
        }
        throw new IllegalStateException("no " + type);
    }

    HttpRequest.Builder request(String client, String path) {
        return HttpRequest.newBuilder(gateway.url().resolve(path))
                .header("Authorization", "Bearer " + gateway.token(client))
                .header("Content-Type", FHIR);
    }

    HttpResponse<String> post(String client, String path, JsonNode message) {
        return send(request(client, path).POST(HttpRequest.BodyPublishers.ofString(message.toString())));
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

    /** The disclosure that an answer names. */
    static String accepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return TestTown.read(answer.body()).at("/identifier/value").asText().substring("urn:uuid:".length());
    }

    void delivered(String client, String disclosure) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        String state = "";
        while (!state.equals("delivered") && System.nanoTime() < end) {
            LockSupport.parkNanos(50_000_000);
            state = TestTown.read(
                            gateway.get(client, "/v1/disclosures/" + disclosure).body())
                    .path("state")
                    .asText();
        }
        assertThat(care.refused()).isEmpty();
        assertThat(state).isEqualTo("delivered");
    }

    @Override
    public void close() {
        gateway.close();
        care.close();
    }
}
