package org.sluis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.demo.CareSystem;

/** Free text as an author meets it: held with places and kinds, sent again with a reason, delivered; and words of danger. */
class FreeTextDoorTest {
    private static final String DOOR = "/v1/doors/rest-json/plan-coordination/de-brug";
    private static final String TYPED = "Noor leest elke week voor aan Jayden uit groep 3.";
    private static final String NAME = "goal.description[1] name=";

    private static TestGateway gateway;
    private static CareSystem care;
    private static TestTown town;
    private static int messages;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void open() throws Exception {
        care = new CareSystem(0, Files.createTempDirectory("sluis-care"), null);
        gateway = new TestGateway("sluis.delivery.workers=1", "sluis.connectors.fhir-r4.url=" + care.url());
        town = new TestTown(gateway);
        town.childWithBothParentsConsent("text-child");
    }

    @AfterAll
    static void close() throws Exception {
        gateway.close();
        care.close();
    }

    @AfterEach
    void neitherLogNorTablesRepeatWhatWasTyped() {
        for (String table : List.of("convert_from(body, 'UTF8') FROM audit_event", "refusal::text FROM refusal")) {
            assertThat(strings("SELECT " + table)).noneMatch(row -> row.contains("Jayden") || row.contains("geslagen"));
        }
    }

    @Test
    void heldAttestedAndDelivered() {
        ObjectNode plan = plan(TYPED);
        JsonNode held = problem(post(DOOR, plan, Map.of()), "free-text-to-look-at");
        assertThat(held.path("outcome").asText()).isEqualTo("hold");
        assertThat(held.path("where"))
                .singleElement()
                .extracting(JsonNode::asText)
                .isEqualTo("goal.description[1] 30-36: name");

        String again = held.path("disclosure").asText();
        HttpResponse<String> accepted = post(DOOR, plan, attest(again, NAME + "person-agrees"));
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        String disclosure = TestTown.read(accepted.body()).path("disclosure").asText();
        delivered(disclosure);
        String entry =
                strings("SELECT convert_from(body, 'UTF8') FROM audit_event WHERE kind = 'disclosure-released'")
                        .stream()
                        .filter(body -> body.contains(disclosure))
                        .findFirst()
                        .orElseThrow();
        assertThat(entry)
                .contains("\"attested\":[\"goal.description[1]:30-36:name=person-agrees\"]")
                .contains("\"replaces\":\"" + again + "\"");
    }

    @Test
    void theSameMessageAgainIsTheSameReceipt() {
        ObjectNode plan = plan(TYPED);
        Map<String, String> headers = attest(hold(plan), NAME + "person-agrees");
        String first = post(DOOR, plan, headers).body();
        assertThat(TestTown.read(post(DOOR, plan, headers).body()).path("disclosure"))
                .isEqualTo(TestTown.read(first).path("disclosure"));
    }

    /** A reason or a kind that the policy does not allow, and what no reason helps. */
    @ParameterizedTest
    @CsvSource({
        "Jayden helpt haar., name=because",
        "Zij slikt Ritalin., medication=public",
        "Zij is 999900018., bsn=public",
        "Bel 06-00000 311., phone=person-agrees"
    })
    void whatThePolicyDoesNotAllowDoesNotCount(String typed, String attested) {
        ObjectNode plan = plan(typed);
        String held = hold(plan);
        JsonNode refused =
                problem(post(DOOR, plan, attest(held, "goal.description[1] " + attested)), "attestation-not-accepted");
        assertThat(refused.path("where").path(0).asText()).isEqualTo("goal.description[1] " + attested);
    }

    @Test
    void whatIsNotAttestedToStillHolds() {
        ObjectNode plan = plan(TYPED);
        ((ObjectNode) plan.path("voice")).put("parents", "Het BSN is 999900018.");
        JsonNode left = problem(post(DOOR, plan, attest(hold(plan), NAME + "public")), "free-text-to-look-at");
        assertThat(left.path("where"))
                .singleElement()
                .extracting(JsonNode::asText)
                .isEqualTo("voice.parents[0] 11-20: bsn");
    }

    @Test
    void aNameThatCameInSinceTheHoldIsNotAttestedTo() {
        String held = hold(plan(TYPED));
        ObjectNode more = plan(TYPED + " Ook met Sven.");
        problem(post(DOOR, more, attest(held, NAME + "public")), "attestation-not-accepted");
        ObjectNode elsewhere = plan("Zelfstandig werken.");
        ((ObjectNode) elsewhere.path("voice")).put("parents", "Jayden komt thuis spelen.");
        problem(post(DOOR, elsewhere, attest(held, "voice.parents[0] name=public")), "attestation-not-accepted");
        assertThat(post(DOOR, plan("Nu nog " + TYPED), attest(held, NAME + "public"))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void onlyTheSendersOwnHoldOfTheSameWayCounts() {
        ObjectNode plan = plan(TYPED);
        String unknown = "00000000-0000-4000-8000-000000000004";
        problem(post(DOOR, plan, attest(unknown, NAME + "public")), "attestation-not-accepted");
        String held = hold(plan);
        Map<String, List<String>> others = Map.of(
                "sender", List.of("het-anker", "de-linde"),
                "recipient", List.of("jeugdhulp-oever", "de-brug"),
                "purpose", List.of("plan-notice", "plan-coordination"));
        others.forEach((column, values) -> {
            set(column, values.get(0), held);
            problem(post(DOOR, plan, attest(held, NAME + "public")), "attestation-not-accepted");
            set(column, values.get(1), held);
        });
        assertThat(post(DOOR, plan, attest(held, NAME + "public")).statusCode()).isEqualTo(202);
    }

    @Test
    void aHoldAboutAnotherPupilDoesNotCount() {
        town.childWithBothParentsConsent("text-other");
        String held = hold(plan(TYPED));
        ObjectNode other = plan(TYPED);
        ((ObjectNode) other.path("pupil")).put("id", "text-other");
        problem(post(DOOR, other, attest(held, NAME + "public")), "attestation-not-accepted");
        assertThat(post(DOOR, other, attest(hold(other), NAME + "public")).statusCode())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"goal.description[1]", "x", "goal.description[1] name=Jayden heeft ja gezegd"})
    void aHeaderThatIsWrittenOtherwiseIsAProblem(String header) {
        JsonNode problem = problem(
                post(DOOR, plan(TYPED), attest("00000000-0000-4000-8000-000000000004", header)), "header-not-valid");
        assertThat(problem.path("status").asInt()).isEqualTo(400);
        assertThat(problem.path("where").path(0).asText()).isEqualTo("Sluis-Attest");
        problem(post(DOOR, plan(TYPED), Map.of("Sluis-Replaces", "the last one")), "header-not-valid");
    }

    @Test
    void wordsOfDangerAreAnsweredAtOnceWhateverConsentSays() {
        town.child("text-nothing");
        ObjectNode plan = plan("Zij vertelt dat ze thuis wordt geslagen.");
        ((ObjectNode) plan.path("pupil"))
                .put("id", "text-nothing")
                .put("birthDate", TestTown.birthDate().toString());
        JsonNode answer = problem(post(DOOR, plan, Map.of()), "danger-in-text");
        assertThat(answer.path("outcome").asText()).isEqualTo("route");
        assertThat(answer.path("where").path(0).asText()).isEqualTo("goal.description[1] 19-39: abuse");
        assertThat(answer.path("uitleg").asText())
                .contains("meldcode", "Veilig Thuis", "0800-2000", "112", "0800-0113");
        assertThat(answer.path("detail").asText()).contains("reporting code", "Veilig Thuis", "0800-2000", "0800-0113");
        String entry =
                strings("SELECT convert_from(body, 'UTF8') FROM audit_event WHERE kind = 'disclosure-refused'").stream()
                        .filter(body -> body.contains(answer.path("disclosure").asText()))
                        .findFirst()
                        .orElseThrow();
        assertThat(entry).contains("\"rows\":[\"R31\"]").doesNotContain("abuse");
    }

    @Test
    void wordsOfDangerInWhatWouldBeWithheldAreHeardToo() {
        ObjectNode plan = plan("Werkt aan rekenen.");
        ((ObjectNode) plan.path("medical")).put("diagnosis", "Zij zegt dat ze niet meer wil leven.");
        JsonNode answer = problem(post(DOOR, plan, Map.of()), "danger-in-text");
        assertThat(answer.path("where").path(0).asText()).isEqualTo("medical.diagnosis[0] 16-35: suicide");
    }

    private static ObjectNode plan(String goal) {
        ObjectNode plan = (ObjectNode) TestTown.read(town.plan("text-child", "text-" + messages++));
        ((ObjectNode) plan.path("goals").path(1)).put("description", goal);
        return plan;
    }

    private String hold(ObjectNode plan) {
        return problem(post(DOOR, plan, Map.of()), "free-text-to-look-at")
                .path("disclosure")
                .asText();
    }

    private static Map<String, String> attest(String disclosure, String... passages) {
        return Map.of("Sluis-Replaces", disclosure, "Sluis-Attest", String.join(", ", passages));
    }

    private HttpResponse<String> post(String door, ObjectNode plan, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.url().resolve(door))
                .header("Authorization", "Bearer " + gateway.token("de-linde-direct"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(plan.toString()));
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private static JsonNode problem(HttpResponse<String> answer, String code) {
        JsonNode problem = TestTown.read(answer.body());
        assertThat(problem.path("title").asText()).as(answer.body()).isEqualTo(code);
        assertThat(answer.body()).doesNotContain("Jayden", "Ritalin", "999900018", "geslagen");
        return problem;
    }

    private static void delivered(String disclosure) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        String state = "";
        while (!state.equals("delivered")) {
            assertThat(System.nanoTime()).as("still " + state).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            state = TestTown.read(gateway.get("de-linde-direct", "/v1/disclosures/" + disclosure)
                            .body())
                    .path("state")
                    .asText();
        }
    }

    /** What the hold would say had it been another's. */
    private static void set(String column, String value, String disclosure) {
        RealPostgres.asOwner(
                gateway.bean(Database.class),
                "UPDATE sluis.refusal SET " + column + " = '" + value + "' WHERE disclosure = '" + disclosure + "'");
    }

    private static List<String> strings(String sql) {
        return gateway.bean(Transactions.class)
                .within(TestGateway.TENANT, connection -> Rows.query(connection, sql, row -> row.getString(1)));
    }
}
