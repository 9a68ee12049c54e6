package org.sluis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.Stu3Server;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.audit.Ledger;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;
import org.sluis.vault.Pseudonyms;

/** The FHIR doors over real HTTP: what is taken and what becomes of it, and every answer as FHIR. */
class FhirDoorTest {
    private static final String R4 = "/fhir/plan-coordination/de-brug";
    private static final String STU3 = "/fhir/stu3/plan-coordination/de-brug";
    private static final String CANARY = "kanariegeel";
    private static final List<String> TOLD =
            List.of("IDENT", "CONTACT", "SCHOOL", "AUTHORITY", "SIGNAL", "BEHAVIOUR", "VOICE", "SUPPORT", "ATTENDANCE");
    private static final FhirContext FHIR_R4 = FhirContext.forR4();

    private static FhirTown town;

    @BeforeAll
    static void open() throws Exception {
        town = new FhirTown();
        town.town.childWithBothParentsConsent("fhir-child");
    }

    @AfterAll
    static void close() {
        town.close();
    }

    @Test
    void takesATransactionAndItArrivesInStu3() {
        ObjectNode plan = town.plan("fhir-child");

        HttpResponse<String> answer = town.post(FhirTown.SCHOOL, R4, plan);

        String disclosure = FhirTown.accepted(answer);
        JsonNode response = TestTown.read(answer.body());
        assertThat(response.path("type").asText()).isEqualTo("transaction-response");
        assertThat(response.path("entry")).hasSameSizeAs(plan.path("entry"));
        assertThat(response.at("/entry/0/response/outcome/issue/0/diagnostics")
                        .asText()
                        .split("\\."))
                .hasSize(3);
        assertThat(Stu3Server.errors(Stu3Server.validator(FHIR_R4), answer.body()))
                .isEmpty();
        assertThat(town.post(FhirTown.SCHOOL, R4, plan).body()).as("once more").isEqualTo(answer.body());
        town.delivered(FhirTown.SCHOOL, disclosure);
        assertThat(town.care.taken())
                .filteredOn(bundle -> bundle.contains("Takenkaart met drie stappen"))
                .anySatisfy(bundle -> assertThat(bundle)
                        .contains("\"in-progress\"", "Noor speelt in de grote pauze")
                        .doesNotContain("fhir-child", "lifecycleStatus"));
    }

    @Test
    void takesAMessageAndAnswersItByItsId() {
        ObjectNode plan = message(town.plan("fhir-child"), "eventCoding");

        HttpResponse<String> answer = town.post(FhirTown.SCHOOL, R4 + "/$process-message", plan);

        FhirTown.accepted(answer);
        JsonNode header = TestTown.read(answer.body()).at("/entry/0/resource");
        assertThat(header.at("/response/identifier").asText()).isEqualTo("school-17");
        assertThat(header.at("/response/code").asText()).isEqualTo("ok");
        assertThat(Stu3Server.errors(Stu3Server.validator(FHIR_R4), answer.body()))
                .isEmpty();
    }

    @Test
    void takesStu3AndAnswersInStu3() {
        ObjectNode plan = stu3();
        HttpResponse<String> answer = town.post(FhirTown.SCHOOL, STU3, plan);
        FhirTown.accepted(answer);
        assertThat(Stu3Server.errors(answer.body())).isEmpty();

        ObjectNode message = message(stu3(), "event");
        HttpResponse<String> response = town.post(FhirTown.SCHOOL, STU3 + "/$process-message", message);
        FhirTown.accepted(response);
        assertThat(Stu3Server.errors(response.body())).isEmpty();

        FhirTown.resource(message, "Goal").put("status", "on-target");
        message.with("identifier").put("value", "urn:waterlee:on-target");
        assertThat(place(refused(
                        town.post(FhirTown.SCHOOL, STU3 + "/$process-message", message), 422, "element-unmapped")))
                .endsWith(".resource.status");
    }

    @Test
    void careAnswersAboutAPupilByTheIdThatItWasGiven() throws Exception {
        String id = told("fhir-answered");
        for (String connector : List.of("fhir-r4", "fhir-stu3")) {
            ObjectNode ack = FhirTown.message(connector + "/from-care-acknowledgement/in.json");
            about(ack, id);
            String door = (connector.equals("fhir-r4") ? "/fhir/" : "/fhir/stu3/") + "signal-acknowledgement/de-linde";
            town.delivered("jeugdteam-direct", FhirTown.accepted(town.post("jeugdteam-direct", door, ack)));
            assertThat(town.care.taken())
                    .filteredOn(bundle -> bundle.contains("acknowledgement-"))
                    .isNotEmpty()
                    .allSatisfy(
                            bundle -> assertThat(bundle).contains("Team Noord").doesNotContain(id, "Read over"));
            refused(town.post("de-brug-direct", door, ack), 403, "not-entitled");
            about(ack, "0".repeat(40));
            ack.with("identifier").put("value", "urn:waterlee:nobody-" + connector);
            refused(town.post("jeugdteam-direct", door, ack), 403, "subject-unknown");
        }
    }

    @Test
    void theExamplesOfThePageAreWhatHappens() throws Exception {
        String page = Files.readString(Path.of("docs/fhir.md"));
        ObjectNode ack = example(page, 0);
        String door = "/fhir/signal-acknowledgement/de-linde";
        assertThat(page).contains("$SLUIS" + door + "\"", "$SLUIS/fhir/plan-coordination/de-linde/Task/$RECALL");
        about(ack, told("fhir-page"));
        FhirTown.accepted(town.post("jeugdteam-direct", door, ack));

        ack.with("identifier").put("value", "urn:waterlee:page");
        FhirTown.resource(ack, "Patient").putArray("telecom").addObject().put("value", "0880000301");
        HttpResponse<String> answer = town.post("jeugdteam-direct", door, ack);
        assertThat(answer.statusCode()).isEqualTo(422);
        ObjectNode outcome = (ObjectNode) TestTown.read(answer.body());
        outcome.remove("id");
        assertThat(outcome).isEqualTo(example(page, 1));
    }

    private static ObjectNode example(String page, int which) throws Exception {
        return (ObjectNode)
                FhirTown.JSON.readTree(page.split("```json\n", -1)[which + 1].split("```", 2)[0]);
    }

    private static void about(ObjectNode message, String id) {
        ((ObjectNode) FhirTown.resource(message, "Patient").at("/identifier/0")).put("value", id);
    }

    /** The youth team was told of this child, and may answer. Gives the id that it knows the child by. */
    private static String told(String child) throws Exception {
        town.town.child(child);
        String team = "jeugdteam-waterlee";
        for (String holder : List.of("ouder-1", "ouder-2")) {
            town.town.consent(FhirTown.SCHOOL, child, holder, "grant", "signal", team, TOLD);
            List<String> answered = List.of("IDENT", "CONTACT", "SIGNAL", "CARE_INV");
            town.town.consentTo(
                    FhirTown.SCHOOL, child, holder, "grant", "signal-acknowledgement", team, "de-linde", answered);
        }
        ObjectNode signal = (ObjectNode)
                FhirTown.JSON.readTree(Files.readAllBytes(Path.of("test-fixtures/disclosures/signal-noor.json")));
        signal.put("messageId", "signal-" + child);
        ((ObjectNode) signal.path("pupil"))
                .put("id", child)
                .put("birthDate", TestTown.birthDate().toString());
        HttpResponse<String> told =
                town.gateway.post(FhirTown.SCHOOL, "/v1/doors/rest-json/signal/" + team, signal.toString());
        assertThat(told.statusCode()).as(told.body()).isEqualTo(202);
        town.delivered(
                FhirTown.SCHOOL, TestTown.read(told.body()).path("disclosure").asText());
        String id =
                new Pseudonyms(town.gateway.bean(KeyFolder.class), TestGateway.TENANT, team).ofPupil("de-linde", child);
        assertThat(town.care.taken()).anyMatch(bundle -> bundle.contains(id));
        return id;
    }

    @Test
    void aRecallIsAnsweredWithItsTask() {
        String consent = town.town.childWithBothParentsConsent("fhir-recalled").get(0);
        town.delivered(FhirTown.SCHOOL, FhirTown.accepted(town.post(FhirTown.SCHOOL, R4, town.plan("fhir-recalled"))));
        HttpResponse<String> withdrawn =
                town.gateway.post(FhirTown.SCHOOL, "/v1/consents/" + consent + "/withdrawal", "{}");
        String recall = TestTown.read(withdrawn.body()).at("/recalls/0").asText();
        ObjectNode task = FhirTown.JSON.createObjectNode();
        task.put("resourceType", "Task").put("id", recall).put("status", "completed");
        String base = "/fhir/stu3/plan-coordination/de-linde/Task/";

        refused(put(FhirTown.SCHOOL, base + recall, task), 404, "not-found");
        refused(put("oever-direct", base + recall, task), 404, "not-found");
        refused(put("de-brug-direct", "/fhir/plan-notice/de-linde/Task/" + recall, task), 404, "not-found");
        refused(put("de-brug-direct", base + "another", task), 422, "element-not-valid");
        refused(
                put("de-brug-direct", base + recall, task.deepCopy().put("status", "in-progress")),
                422,
                "element-not-valid");
        refused(put("de-brug-direct", base + recall, task.deepCopy().put("status", "rejected")), 422, "code-unknown");
        HttpResponse<String> taken = put("de-brug-direct", base + recall, task);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        assertThat(answerOf(recall)).isEqualTo("done");
        task.put("status", "rejected")
                .putObject("statusReason")
                .putArray("coding")
                .addObject()
                .put("system", "https://sluis.example/fhir/CodeSystem/recall")
                .put("code", "kept");
        assertThat(put("de-brug-direct", "/fhir/plan-coordination/de-linde/Task/" + recall, task)
                        .statusCode())
                .isEqualTo(200);
        assertThat(answerOf(recall)).isEqualTo("kept");
        assertThat(town.care.refused()).as("the Task itself is valid STU3").isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                                | 400 | not-well-formed",
                "``                                               | 400 | body-empty",
                "{\"type\": \"transaction\", \"type\": \"message\"} | 400 | duplicate-key",
                "{\"value\": 1e1000000}                           | 400 | number-too-long",
                "{\"resourceType\": \"Patient\"}                  | 422 | code-unknown",
                "{\"resourceType\": \"Bundle\", \"type\": \"batch\", \"entry\": [{}]} | 422 | element-unmapped",
                "{\"resourceType\": \"Bundle\", \"type\": \"message\"} | 422 | code-unknown",
            })
    void refusesABodyInFhir(String body, int status, String code) {
        for (String door : List.of(R4, STU3)) {
            HttpResponse<String> answer =
                    town.send(town.request(FhirTown.SCHOOL, door).POST(HttpRequest.BodyPublishers.ofString(body)));
            if (door.equals(R4)) {
                refused(answer, status, code);
            } else {
                outcome(answer);
                assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 422);
            }
        }
    }

    @Test
    void refusesWhatIsNoMessageWhereMessagesCome() {
        ObjectNode plan = town.plan("fhir-child");
        refused(town.post(FhirTown.SCHOOL, R4 + "/$process-message", plan), 422, "code-unknown");
        plan.put("type", "message");
        refused(town.post(FhirTown.SCHOOL, R4 + "/$process-message", plan), 422, "element-mandatory-missing");
    }

    @Test
    void refusesInFhirWhateverIsAskedFor() {
        String plan = town.plan("fhir-child").toString();
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(plan);
        for (String door : List.of(R4, STU3)) {
            refused(
                    town.send(town.request(FhirTown.SCHOOL, door)
                            .setHeader("Authorization", "Bearer x")
                            .POST(body)),
                    401,
                    "not-authenticated");
            refused(town.send(town.request("het-anker-direct", door).POST(body)), 403, "not-entitled");
            refused(town.send(town.request(FhirTown.SCHOOL, door + "/Patient/1").GET()), 404, "not-found");
            refused(town.send(town.request(FhirTown.SCHOOL, door).GET()), 405, "method-not-allowed");
            refused(town.send(town.request(FhirTown.SCHOOL, door + "/Task/1").DELETE()), 405, "method-not-allowed");
            refused(town.send(town.request(FhirTown.SCHOOL, door + "/metadata").POST(body)), 405, "method-not-allowed");
            refused(
                    town.send(town.request(FhirTown.SCHOOL, door)
                            .header("Accept", "application/fhir+xml")
                            .POST(body)),
                    406,
                    "format-not-offered");
            refused(
                    town.send(
                            town.request(FhirTown.SCHOOL, door + "?_format=xml").POST(body)),
                    406,
                    "format-not-offered");
            refused(
                    town.send(
                            town.request(FhirTown.SCHOOL, door + "?async=true").POST(body)),
                    400,
                    "parameter-not-supported");
            refused(
                    town.send(town.request(FhirTown.SCHOOL, door)
                            .setHeader("Content-Type", "text/plain")
                            .POST(body)),
                    415,
                    "content-type-unknown");
            refused(
                    town.send(town.request(FhirTown.SCHOOL, door)
                            .setHeader("Content-Type", "application/fhir+xml")
                            .POST(HttpRequest.BodyPublishers.ofString("<Bundle/>"))),
                    415,
                    "content-type-unknown");
            refused(
                    town.send(town.request(FhirTown.SCHOOL, door)
                            .setHeader("Content-Type", "application/fhir+json; fhirVersion=1.0")
                            .POST(body)),
                    415,
                    "content-type-unknown");
            refused(
                    town.send(town.request(FhirTown.SCHOOL, door)
                            .header("Content-Encoding", "gzip")
                            .POST(body)),
                    415,
                    "content-encoding-refused");
            refused(
                    town.send(town.request(FhirTown.SCHOOL, door)
                            .POST(HttpRequest.BodyPublishers.ofString(plan + " ".repeat(2 * 1024 * 1024)))),
                    413,
                    "body-too-large");
        }
        refused(
                town.send(town.request(FhirTown.SCHOOL, "/fhir/plan-notice/de-brug")
                        .POST(body)),
                403,
                "not-entitled");
    }

    @Test
    void theAllowHeaderNamesWhatThereIs() {
        assertThat(town.send(town.request(FhirTown.SCHOOL, R4).GET()).headers().firstValue("Allow"))
                .contains("POST");
        assertThat(town.send(town.request(FhirTown.SCHOOL, STU3 + "/Task/1").GET())
                        .headers()
                        .firstValue("Allow"))
                .contains("PUT");
    }

    @Test
    void saysWhatCanBeDoneAndItIsValid() {
        HttpResponse<String> r4 =
                town.send(HttpRequest.newBuilder(town.gateway.url().resolve(R4 + "/metadata")));
        assertThat(r4.statusCode()).as(r4.body()).isEqualTo(200);
        assertThat(Stu3Server.errors(Stu3Server.validator(FHIR_R4), r4.body())).isEmpty();
        HttpResponse<String> stu3 =
                town.send(HttpRequest.newBuilder(town.gateway.url().resolve(STU3 + "/metadata")));
        assertThat(stu3.statusCode()).as(stu3.body()).isEqualTo(200);
        assertThat(Stu3Server.errors(stu3.body())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fhir/metadata", "/fhir/Consent/1"})
    void theRegisterOfConsentsIsWhereItWas(String path) {
        assertThat(town.send(town.request(FhirTown.SCHOOL, path).GET()).body())
                .containsAnyOf("SluisConsent", "not-found");
    }

    /** One word at a time, in every place where the plan has one: whatever is answered does not repeat it. */
    @Test
    void repeatsNoWordOfTheMessage() {
        List<String> places = new ArrayList<>();
        words(town.plan("fhir-child"), "", places);
        assertThat(places).hasSizeGreaterThan(150);
        List<Integer> answers = new ArrayList<>();
        for (String place : places) {
            ObjectNode plan = town.plan("fhir-child");
            int last = place.lastIndexOf('/');
            JsonNode parent = plan.at(place.substring(0, last));
            if (parent instanceof ObjectNode object) {
                object.put(place.substring(last + 1), CANARY);
                HttpResponse<String> answer = town.post(FhirTown.SCHOOL, R4, plan);
                answers.add(answer.statusCode());
                assertThat(answer.body()).as(place).doesNotContainIgnoringCase(CANARY);
                assertThat(answer.statusCode()).as(place + answer.body()).isLessThan(500);
            }
        }
        assertThat(answers).contains(202, 422);
        for (String tenant : List.of(TestGateway.TENANT, Ledger.NOBODY)) {
            String sql = "SELECT count(*) FROM audit_event WHERE position('" + CANARY
                    + "' IN convert_from(body, 'UTF8')) > 0";
            long repeated = town.gateway.bean(Transactions.class).within(tenant, connection -> Rows.one(
                            connection, sql, row -> row.getLong(1))
                    .orElseThrow());
            assertThat(repeated).as("entries that repeat a word").isZero();
        }
    }

    private static void words(JsonNode node, String place, List<String> places) {
        if (node.isObject()) {
            node.properties().forEach(field -> words(field.getValue(), place + "/" + field.getKey(), places));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                words(node.get(i), place + "/" + i, places);
            }
        } else if (node.isTextual() && !place.equals("/resourceType")) {
            places.add(place);
        }
    }

    private static ObjectNode stu3() {
        ObjectNode plan = FhirTown.message("fhir-stu3/school-plan/out.json");
        ObjectNode pupil = FhirTown.resource(plan, "Patient");
        ((ObjectNode) pupil.at("/identifier/0"))
                .put("system", "https://sluis.example/id/pupil")
                .put("value", "fhir-child");
        pupil.put("birthDate", TestTown.birthDate().toString());
        FhirTown.resource(plan, "Organization").withArray("identifier").remove(1);
        return plan;
    }

    private static ObjectNode message(ObjectNode plan, String event) {
        plan.put("type", "message");
        ObjectNode entry = FhirTown.JSON
                .createObjectNode()
                .put("fullUrl", "https://school.waterlee.example/fhir/MessageHeader/school-17");
        ObjectNode header =
                entry.putObject("resource").put("resourceType", "MessageHeader").put("id", "school-17");
        header.putObject(event)
                .put("system", "https://sluis.example/fhir/CodeSystem/message-event")
                .put("code", "disclosure");
        if (event.equals("event")) {
            header.put("timestamp", "2026-11-23T09:00:00+01:00");
        }
        header.putObject("source").put("endpoint", "https://school.waterlee.example/fhir");
        plan.withArray("entry").forEach(each -> ((ObjectNode) each).remove("request"));
        plan.withArray("entry").insert(0, entry);
        return plan;
    }

    private static HttpResponse<String> put(String client, String path, JsonNode task) {
        return town.send(town.request(client, path).PUT(HttpRequest.BodyPublishers.ofString(task.toString())));
    }

    private static String answerOf(String recall) {
        return TestTown.read(town.gateway
                        .get(FhirTown.SCHOOL, "/v1/recalls/" + recall)
                        .body())
                .path("answer")
                .asText();
    }

    private static String place(OperationOutcome outcome) {
        return outcome.getIssueFirstRep().getExpression().get(0).getValue();
    }

    private static OperationOutcome refused(HttpResponse<String> answer, int status, String code) {
        OperationOutcome outcome = outcome(answer);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(outcome.getIssueFirstRep().getDetails().getCodingFirstRep().getCode())
                .as(answer.body())
                .isEqualTo(code);
        return outcome;
    }

    /** In both languages. */
    private static OperationOutcome outcome(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(FhirTown.FHIR);
        OperationOutcome outcome = FHIR_R4.newJsonParser().parseResource(OperationOutcome.class, answer.body());
        assertThat(outcome.getIssueFirstRep().getDetails().getText()).isNotBlank();
        assertThat(outcome.getIssueFirstRep().getDiagnostics()).isNotBlank();
        return outcome;
    }
}
