package org.sluis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;

/** The door as a school's software meets it: real HTTP, real tokens, and a recorded answer to everything. */
class DoorTest {
    private static final String HUGE = "{\"value\":1e1000000}";
    private static final String CHILD = "door-child";
    private static final String DOOR = "/v1/doors/rest-json/plan-coordination/de-brug";
    /** Put wherever a sender could write a word; no answer and no entry may repeat it. */
    private static final String CANARY = "kanariegeel";

    private static TestGateway gateway;
    private static TestTown town;
    private static int messages;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void open() {
        gateway = new TestGateway("sluis.delivery.workers=0");
        town = new TestTown(gateway);
        town.childWithBothParentsConsent(CHILD);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void saysToComeBackWhileTheRoutesDoNotRun() {
        CamelContext routes = gateway.bean(CamelContext.class);
        routes.suspend();
        try {
            HttpResponse<String> answer = gateway.post("de-linde-direct", DOOR, HUGE);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(TestTown.read(answer.body()).path("title").asText()).isEqualTo("gateway-not-ready");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        } finally {
            routes.resume();
        }
        assertThat(gateway.post("de-linde-direct", DOOR, HUGE).statusCode()).isEqualTo(400);
    }

    @AfterEach
    void noEntryRepeatsWhatWasSent() {
        for (String tenant : List.of(TestGateway.TENANT, org.sluis.audit.Ledger.NOBODY)) {
            assertThat(count(
                            tenant,
                            "SELECT count(*) FROM audit_event WHERE position('" + CANARY
                                    + "' IN convert_from(body, 'UTF8')) > 0"))
                    .isZero();
        }
    }

    @Test
    void takesAPlanAndPromisesItsPlaceInTheLog() {
        HttpResponse<String> accepted = post(request(DOOR, plan()));
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        JsonNode answer = TestTown.read(accepted.body());
        assertThat(answer.path("state").asText()).isEqualTo("waiting");
        assertThat(answer.path("receipt").asText().split("\\.")).hasSize(3);
        HttpResponse<String> state = gateway.get(
                "de-linde-direct",
                "/v1/disclosures/" + answer.path("disclosure").asText());
        assertThat(TestTown.read(state.body()).path("state").asText()).isEqualTo("waiting");
    }

    @Test
    void answersInItsOwnFormatWhateverTheSenderAsksFor() {
        assertThat(post(request(DOOR, plan()).header("Accept", "application/xml"))
                        .statusCode())
                .isEqualTo(202);
        refused(request(DOOR, "").header("Accept", "application/xml"), 400, "body-empty");
    }

    @Test
    void isDescribedForIntegrators() {
        JsonNode paths = TestTown.read(
                        gateway.get("de-linde-direct", "/v1/openapi").body())
                .path("paths");
        JsonNode door =
                paths.path("/v1/doors/{connector}/{purpose}/{recipient}").path("post");
        assertThat(door.path("responses").fieldNames()).toIterable().contains("202", "4XX", "503");
        assertThat(door.path("requestBody").path("required").asBoolean()).isTrue();
        assertThat(paths.fieldNames())
                .toIterable()
                .contains("/v1/disclosures/{id}", "/v1/consents", "/v1/consents/{id}/withdrawal", "/v1/subjects");
    }

    @Test
    void opensForPostOnly() {
        HttpResponse<String> answer = gateway.get("de-linde-direct", DOOR);
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void asksWhoIsThere() {
        HttpRequest.Builder nobody = HttpRequest.newBuilder(gateway.url().resolve(DOOR))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(plan().toString()));
        assertThat(refused(nobody, 401, "not-authenticated").headers().firstValue("WWW-Authenticate"))
                .contains("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "Bearer kanariegeel", "Basic a2FuYXJpZWdlZWw6eA==", "Bearer a.b.c"})
    void doesNotTakeAnythingForAToken(String authorization) {
        HttpRequest.Builder somebody = HttpRequest.newBuilder(gateway.url().resolve(DOOR))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(plan().toString()));
        refused(somebody, 401, "not-authenticated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/doors/rest-json/plan-notice/de-brug",
                "/v1/doors/rest-json/geen-doel/de-brug",
                "/v1/doors/rest-json/plan-coordination/jeugdteam-waterlee",
                "/v1/doors/rest-json/plan-coordination/onbekend",
                "/v1/doors/fhir-r4/plan-coordination/de-brug"
            })
    void opensForWhatTheSenderIsEntitledToOnly(String door) {
        refused(request(door, plan()), 403, "not-entitled");
    }

    @Test
    void refusesANameThatIsNone() {
        refused(request("/v1/doors/rest-json/Plan%20Kanariegeel/de-brug", plan()), 400, "name-not-valid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"messageId\": \"m\",\\n  \"pupil\": kanariegeel}|'line 2, column '",
                "{\"messageId\": \"kanariegeel\"|'line 1, column '",
                "{\"a\": 1} kanariegeel|'line 1, column '",
                "[\"kanariegeel\"]|'line 1, column 1'",
                "{\"kanariegeel\": 1, \"kanariegeel\": 2}|'line 1, column '"
            })
    void saysWhereTheJsonIsWrong(String body, String place) {
        String json = body.replace("\\n", "\n");
        String reason = json.contains(": 2") ? "duplicate-key" : "not-well-formed";
        HttpResponse<String> refused = refused(request(DOOR, json), 400, reason);
        assertThat(where(refused)).singleElement().asString().startsWith(place);
    }

    @Test
    void pointsAtAFieldThatItDoesNotKnow() {
        ObjectNode plan = plan();
        ((ObjectNode) plan.path("goals").path(1)).put("mood", CANARY);
        HttpResponse<String> refused = refused(request(DOOR, plan), 422, "element-unmapped");
        assertThat(where(refused)).containsExactly("/goals/1/mood");
    }

    @Test
    void refusesABodyOneByteTooLarge() {
        byte[] body = plan().toString().getBytes(StandardCharsets.UTF_8);
        byte[] largest = Arrays.copyOf(body, 2 * 1024 * 1024);
        Arrays.fill(largest, body.length, largest.length, (byte) ' ');
        assertThat(post(request(DOOR, largest)).statusCode()).isEqualTo(202);
        byte[] larger = Arrays.copyOf(largest, largest.length + 1);
        larger[largest.length] = ' ';
        refused(request(DOOR, larger), 413, "body-too-large");
    }

    @Test
    void refusesACompressedBody() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(plan().toString().getBytes(StandardCharsets.UTF_8));
        }
        refused(
                request(DOOR, compressed.toByteArray()).header("Content-Encoding", "gzip"),
                415,
                "content-encoding-refused");
    }

    @Test
    void refusesAnotherContentType() {
        refused(request(DOOR, plan()).setHeader("Content-Type", "text/plain"), 415, "content-type-unknown");
        refused(request(DOOR, plan()).setHeader("Content-Type", CANARY), 415, "content-type-unknown");
    }

    @Test
    void refusesAByteOrderMark() {
        HttpResponse<String> refused = refused(request(DOOR, "\uFEFF" + plan()), 400, "not-utf8");
        assertThat(where(refused)).containsExactly("line 1, column 1");
    }

    @Test
    void refusesNothing() {
        refused(request(DOOR, ""), 400, "body-empty");
    }

    @Test
    void answersARepeatWithTheFirstReceipt() {
        ObjectNode plan = plan();
        HttpResponse<String> first = post(request(DOOR, plan));
        HttpResponse<String> second = post(request(DOOR, plan));
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(TestTown.read(second.body())).isEqualTo(TestTown.read(first.body()));
    }

    @Test
    void refusesAnotherMessageUnderTheSameId() {
        ObjectNode plan = plan();
        assertThat(post(request(DOOR, plan)).statusCode()).isEqualTo(202);
        ((ObjectNode) plan.path("voice")).put("parents", CANARY);
        refused(request(DOOR, plan), 409, "duplicate-with-other-content");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-18T00:00:00Z", "kanariegeel"})
    void decidesForNoOtherDayThanToday(String instant) {
        refused(request(DOOR, plan()).header("Sluis-Decide-At", instant), 400, "shift-not-allowed");
    }

    @Test
    void doesNotShowOneSchoolsDisclosureToAnother() {
        String disclosure = TestTown.read(post(request(DOOR, plan())).body())
                .path("disclosure")
                .asText();
        assertThat(gateway.get("de-linde-direct", "/v1/disclosures/" + disclosure)
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> other = gateway.get("het-anker-direct", "/v1/disclosures/" + disclosure);
        HttpResponse<String> none = gateway.get("het-anker-direct", "/v1/disclosures/" + new UUID(4, 4));
        problem(other, 404, "not-found");
        assertThat(other.body()).isEqualTo(none.body());
    }

    @Test
    void findsNoDisclosureUnderWhatIsNoId() {
        problem(gateway.get("de-linde-direct", "/v1/disclosures/" + CANARY), 404, "not-found");
    }

    @Test
    void tellsTheSenderLaterWhatItRefused() {
        town.child("door-nothing");
        ObjectNode plan = (ObjectNode) TestTown.read(town.plan("door-nothing", "door-" + messages++));
        HttpResponse<String> refused = refused(request(DOOR, plan), 403, "consent-missing-holder");
        String disclosure = TestTown.read(refused.body()).path("disclosure").asText();
        JsonNode state = TestTown.read(
                gateway.get("de-linde-direct", "/v1/disclosures/" + disclosure).body());
        assertThat(state.path("state").asText()).isEqualTo("refused");
        assertThat(state.path("reason").asText()).isEqualTo("consent-missing-holder");
    }

    /** One word at a time, in every place where the plan has one: whatever is answered does not repeat it. */
    @Test
    void repeatsNoWordOfTheMessage() {
        List<String> places = new ArrayList<>();
        strings(plan(), "", places);
        assertThat(places).hasSizeGreaterThan(50);
        List<Integer> answers = new ArrayList<>();
        for (String place : places) {
            ObjectNode plan = plan();
            int last = place.lastIndexOf('/');
            JsonNode parent = plan.at(place.substring(0, last));
            assertThat(parent).isInstanceOf(ObjectNode.class);
            ((ObjectNode) parent).put(place.substring(last + 1), CANARY);
            long before = refusals();
            HttpResponse<String> answer = post(request(DOOR, plan));
            answers.add(answer.statusCode());
            assertThat(answer.body()).as(place).doesNotContainIgnoringCase(CANARY);
            if (answer.statusCode() != 202) {
                complete(answer);
                assertThat(refusals()).as(place).isEqualTo(before + 1);
            }
        }
        assertThat(answers).contains(202, 422, 403).doesNotContain(500);
    }

    private static void strings(JsonNode node, String place, List<String> places) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> strings(field.getValue(), place + "/" + field.getKey(), places));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                strings(array.get(i), place + "/" + i, places);
            }
        } else if (node.isTextual()) {
            places.add(place);
        }
    }

    private static ObjectNode plan() {
        ObjectNode plan = (ObjectNode) TestTown.read(town.plan(CHILD, "door-" + messages++));
        ((ObjectNode) plan.path("medical")).put("diagnosis", CANARY); // read, and withheld from everybody
        return plan;
    }

    private static HttpRequest.Builder request(String door, ObjectNode plan) {
        return request(door, plan.toString());
    }

    private static HttpRequest.Builder request(String door, String body) {
        return request(door, body.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpRequest.Builder request(String door, byte[] body) {
        return HttpRequest.newBuilder(gateway.url().resolve(door))
                .header("Authorization", "Bearer " + gateway.token("de-linde-direct"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    /** A problem that is in the log, and nothing in the outbox. */
    private HttpResponse<String> refused(HttpRequest.Builder request, int status, String code) {
        long refusals = refusals();
        long waiting = count(TestGateway.TENANT, "SELECT count(*) FROM outbox");
        HttpResponse<String> answer = post(request);
        problem(answer, status, code);
        assertThat(refusals()).isEqualTo(refusals + 1);
        assertThat(count(TestGateway.TENANT, "SELECT count(*) FROM outbox")).isEqualTo(waiting);
        return answer;
    }

    private static void problem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        complete(answer);
        JsonNode problem = TestTown.read(answer.body());
        assertThat(problem.path("title").asText()).isEqualTo(code);
        assertThat(problem.path("type").asText()).endsWith("/" + code);
    }

    private static void complete(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = TestTown.read(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(answer.statusCode());
        for (String field : List.of("title", "detail", "uitleg")) {
            assertThat(problem.path(field).asText()).as(field).isNotBlank();
        }
        assertThat(answer.body()).doesNotContainIgnoringCase(CANARY);
    }

    private static List<String> where(HttpResponse<String> answer) {
        List<String> where = new ArrayList<>();
        TestTown.read(answer.body()).path("where").forEach(one -> where.add(one.asText()));
        return where;
    }

    private static long refusals() {
        String refused = "SELECT count(*) FROM audit_event WHERE kind = 'disclosure-refused'";
        return count(TestGateway.TENANT, refused) + count(org.sluis.audit.Ledger.NOBODY, refused);
    }

    private static long count(String tenant, String sql) {
        return gateway.bean(Transactions.class)
                .within(tenant, connection -> Rows.one(connection, sql, row -> row.getLong(1))
                        .orElseThrow());
    }

    private HttpResponse<String> post(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
