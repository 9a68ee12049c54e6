package org.sluis.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.audit.Ledger;
import org.sluis.canonical.PartyId;
import org.sluis.consent.Drain;
import org.sluis.consent.Withdrawals;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.demo.CareSystem;
import org.sluis.party.Caller;
import org.sluis.party.person.Officers;

/** Over real HTTP, to a FHIR server that validates: who has what was withdrawn is asked to erase it, and answers. */
class RecallTest {
    private static final String SCHOOL = "de-linde-direct";

    private static CareSystem care;
    private static Officers officers;
    private static TestTown town;
    private static int messages;

    private final Dispatcher dispatcher = officers.gateway.bean(Dispatcher.class);

    @BeforeAll
    static void open() throws Exception {
        care = new CareSystem(0, Files.createTempDirectory("sluis-recall"), null);
        officers = new Officers("sluis.delivery.workers=0", "sluis.connectors.fhir-r4.url=" + care.url());
        officers.gateway.client(TestGateway.TENANT, "brug-1", "de-brug");
        town = new TestTown(officers.gateway);
        officers.gateway.bean(Tenants.class).all();
    }

    @AfterAll
    static void close() throws Exception {
        officers.close();
        care.close();
    }

    @Test
    void whoHasItIsAskedByTheirOwnIdsAndAnswers() throws Exception {
        String consent = town.childWithBothParentsConsent("recalled-1").get(1);
        String first = delivered("recalled-1");
        String second = delivered("recalled-1");
        JsonNode answer = withdraw(consent);
        assertThat(texts(answer.path("gone"))).containsExactly(first, second);
        assertThat(answer.path("recalls")).as("one for both").hasSize(1);
        String recall = answer.at("/recalls/0").asText();
        assertThat(shown(SCHOOL, recall).path("state").asText()).isEqualTo("waiting");
        assertThat(withdraw(consent).path("recalls")).as("asked again").isEqualTo(answer.path("recalls"));

        work();
        JsonNode task = fhir("Task/" + recall);
        assertThat(task.path("status").asText()).isEqualTo("requested");
        assertThat(task.at("/code/coding/0/code").asText()).isEqualTo("erase");
        String said = task.toString();
        assertThat(said).contains("urn:uuid:" + first, "urn:uuid:" + second, "\"goal.description\"");
        String patient = task.at("/for/identifier/value").asText();
        assertThat(fhir("Patient/" + patient).at("/name/0/family").asText()).isNotEmpty();
        String plan = input(task, "plan.pairwiseId");
        assertThat(fhir("CarePlan/" + plan).at("/subject/reference").asText()).isEqualTo("Patient/" + patient);
        assertThat(fhir("Goal/" + input(task, "goal.pairwiseId")).path("id").asText())
                .isNotEmpty();
        assertThat(said)
                .as("no content, nor an id of the school's")
                .doesNotContain(
                        "recalled-1",
                        "OPP-2026-0031",
                        fhir("Patient/" + patient).at("/name/0/family").asText());

        assertThat(shown("brug-1", recall).path("state").asText()).isEqualTo("delivered");
        assertThat(open(SCHOOL)).contains(recall);
        assertThat(answered("brug-1", recall, "gone").statusCode()).isEqualTo(400);
        assertThat(answered(SCHOOL, recall, "done").statusCode()).isEqualTo(404);
        assertThat(answered("anker-1", recall, "done").statusCode()).isEqualTo(404);
        assertThat(answered("brug-1", recall, "done").statusCode()).isEqualTo(200);
        assertThat(answered("brug-1", recall, "done").statusCode())
                .as("once more")
                .isEqualTo(200);
        assertThat(shown(SCHOOL, recall).path("answer").asText()).isEqualTo("done");
        assertThat(open(SCHOOL)).doesNotContain(recall);
        assertThat(entries("recall-answered", recall)).isEqualTo(1);
        assertThat(officers.gateway.get("anker-1", "/v1/recalls/" + recall).statusCode())
                .isEqualTo(404);
        assertThat(officers.gateway.get(SCHOOL, "/v1/disclosures/" + recall).statusCode())
                .as("it is no disclosure")
                .isEqualTo(404);
    }

    @Test
    void itIsInTheLogBeforeItLeavesAndNoConsentWasNeeded() {
        String consent = town.childWithBothParentsConsent("recalled-2").get(0);
        delivered("recalled-2");
        String recall = withdraw(consent).at("/recalls/0").asText();
        assertThat(entries("recall-ordered", recall)).isEqualTo(1);
        assertThat(entries("recall-cleared", recall)).isZero();
        work();
        assertThat(entries("recall-cleared", recall)).isEqualTo(1);
        assertThat(entries("delivery-succeeded", recall)).isEqualTo(1);
        String entry = within(
                "SELECT convert_from(body, 'UTF8') FROM audit_event WHERE kind = 'recall-ordered' AND position('"
                        + recall + "'::bytea IN body) > 0",
                row -> row.getString(1));
        assertThat(entry)
                .contains("\"consent\":\"" + consent + "\"", "\"recipient\":\"de-brug\"")
                .doesNotContain("recalled-2");
        int refused = officers.gateway
                .post(SCHOOL, "/v1/doors/rest-json/plan-coordination/de-brug", town.plan("recalled-2", "no-more"))
                .statusCode();
        assertThat(refused).as("nothing else may go there").isGreaterThanOrEqualTo(400);
    }

    @Test
    void theSecondParentAsksNothingThatWasAskedAndARefusalTakenBackAsksNothing() {
        List<String> consents = town.childWithBothParentsConsent("recalled-3");
        delivered("recalled-3");
        JsonNode first = withdraw(consents.get(0));
        assertThat(first.path("recalls")).hasSize(1);
        assertThat(withdraw(consents.get(1)).path("recalls")).isEqualTo(first.path("recalls"));

        town.childWithBothParentsConsent("recalled-4");
        delivered("recalled-4");
        String no = town.consent("recalled-4", "ouder-1", "refuse", TestTown.ALL);
        assertThat(withdraw(no).path("recalls")).isEmpty();
    }

    @Test
    void whatMayStillBeTheirsIsNotAskedBack() {
        String consent = town.childWithBothParentsConsent("recalled-5").get(1);
        delivered("recalled-5");
        HttpResponse<String> changed = officers.gateway.post(
                SCHOOL, "/v1/subjects", """
                {"localId": "recalled-5", "birthDate": "%s", "capable": true,
                 "holders": [{"localId": "ouder-1", "kind": "112"}, {"localId": "ouder-2", "kind": "113"}],
                 "authority": {"state": "established", "source": "school-registration", "checkedOn": "%s"}}
                """.formatted(TestTown.birthDate(), LocalDate.now(ZoneOffset.UTC)));
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        JsonNode answer = withdraw(consent); // of who has no authority any more
        assertThat(answer.path("gone")).hasSize(1);
        assertThat(answer.path("recalls")).isEmpty();
    }

    @Test
    void aRecallPassesWhatIsParkedAndWhatIsNewWaitsForIt() {
        List<String> consents = town.childWithBothParentsConsent("recalled-6");
        delivered("recalled-6");
        String before = accept("recalled-6");
        String recall = withdraw(consents.get(0)).at("/recalls/0").asText();
        assertThat(state(before)).isEqualTo("stopped");
        String waits = "UPDATE sluis.outbox SET state = '%s', ciphertext = %s, wrapped_key = %s WHERE disclosure = '"
                + before + "'";
        officers.asOwner(waits.formatted("parked", "'x'", "'x'")); // as one for another purpose would be
        town.consent("recalled-6", "ouder-1", "grant", TestTown.ALL);
        String anew = accept("recalled-6");
        officers.asOwner("UPDATE sluis.outbox SET next_at = clock_timestamp() + interval '1 hour' WHERE disclosure = '"
                + recall + "'");
        work();
        assertThat(state(anew)).as("its order").isEqualTo("waiting");
        officers.asOwner("UPDATE sluis.outbox SET next_at = clock_timestamp() WHERE disclosure = '" + recall + "'");
        work();
        assertThat(state(recall)).isEqualTo("delivered");
        assertThat(state(anew)).as("behind what is parked").isEqualTo("waiting");
        officers.asOwner(waits.formatted("stopped", "NULL", "NULL"));
        work();
        assertThat(state(anew)).isEqualTo("delivered");
    }

    @Test
    void whereNothingMayBeSealedItWaitsForAPersonAndNobodyGivesItUp() {
        String consent = town.childWithBothParentsConsent("recalled-7").get(0);
        delivered("recalled-7");
        String recall = withdraw(consent).at("/recalls/0").asText();
        officers.asOwner("UPDATE sluis.party SET transport = 'envelope' WHERE id = 'de-brug'");
        work();
        assertThat(state(recall)).isEqualTo("parked");
        JsonNode letter = TestTown.read(
                        officers.gateway.get("linde-3", "/v1/delivery").body())
                .at("/deadLetters/0");
        assertThat(letter.path("recall").asBoolean()).isTrue();
        assertThat(letter.path("reason").asText()).isEqualTo("recipient-without-key");
        officers.asOwner("UPDATE sluis.party SET transport = 'tls' WHERE id = 'de-brug'");
        assertThat(officers.gateway
                        .post("linde-3", "/v1/delivery/" + recall + "/requeue", "{}")
                        .statusCode())
                .isEqualTo(200);
        work();
        assertThat(state(recall)).isEqualTo("delivered");
    }

    @Test
    void itExpiresAndThenSomebodyHasToTellThem() {
        String consent = town.childWithBothParentsConsent("recalled-8").get(0);
        delivered("recalled-8");
        String recall = withdraw(consent).at("/recalls/0").asText();
        officers.asOwner("UPDATE sluis.outbox SET expires_at = clock_timestamp() WHERE disclosure = '" + recall + "'");
        work();
        JsonNode shown = shown(SCHOOL, recall);
        assertThat(shown.path("state").asText()).isEqualTo("expired");
        assertThat(shown.path("report").asText()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
        assertThat(entries("delivery-expired", recall)).isEqualTo(1);
    }

    /** The node went away between the withdrawal's commit and its answer. */
    @Test
    void aWithdrawalThatWasNeverAnsweredIsCaughtUpWith() {
        String consent = town.childWithBothParentsConsent("recalled-9").get(0);
        delivered("recalled-9");
        Withdrawals broken = new Withdrawals(
                officers.gateway.bean(Ledger.class), Clock.systemUTC(), (tenant, subject, which, at) -> {
                    throw new IllegalStateException("the node went away");
                });
        Caller school = new Caller(TestGateway.TENANT, SCHOOL, new PartyId("de-linde"));
        assertThatThrownBy(() -> broken.withdraw(school, UUID.fromString(consent)))
                .hasMessage("the node went away");
        DrainOutbox drain = (DrainOutbox) officers.gateway.bean(Drain.class);
        drain.catchUp(TestGateway.TENANT);
        assertThat(recallsBecauseOf(consent)).as("it may be under way still").isZero();
        officers.asOwner(
                "UPDATE sluis.consent_withdrawal SET withdrawn_at = withdrawn_at - interval '31 seconds' WHERE consent = '"
                        + consent + "'");
        drain.catchUp(TestGateway.TENANT);
        drain.catchUp(TestGateway.TENANT);
        assertThat(recallsBecauseOf(consent)).isEqualTo(1);
    }

    @Test
    void nobodyIsErasedWhileARecallWaits() {
        String consent = town.childWithBothParentsConsent("recalled-11").get(0);
        delivered("recalled-11");
        String recall = withdraw(consent).at("/recalls/0").asText();
        JsonNode proposal = officers.proposed(officers.gateway.post(
                "linde-1", "/v1/erasures", "{\"subject\":\"recalled-11\",\"reason\":\"unlawful\"}"));
        Officers.inForce(
                officers.approve("linde-2", proposal, Officers.signed(proposal, officers.second, officers.secondKey)));
        String erasing = "/v1/erasures/" + proposal.path("proposal").asText() + "/completion";
        Officers.refused(officers.gateway.post("linde-1", erasing, ""), 409, "recall-under-way", null);
        work();
        assertThat(state(recall)).isEqualTo("delivered");
        assertThat(officers.gateway.post("linde-1", erasing, "").statusCode()).isLessThan(300);
    }

    @Test
    void theTableTakesNoRecallWithAPayloadAndNoDisclosureWithoutADecision() {
        String consent = town.childWithBothParentsConsent("recalled-10").get(0);
        delivered("recalled-10");
        String recall = withdraw(consent).at("/recalls/0").asText();
        for (String change : List.of(
                "ciphertext = 'x', wrapped_key = 'x', key_epoch = 'x'",
                "decision = '{}'",
                "recalls = NULL, recall_what = NULL, recall_because = NULL")) {
            assertThatThrownBy(() -> officers.asOwner(
                            "UPDATE sluis.outbox SET " + change + " WHERE disclosure = '" + recall + "'"))
                    .hasStackTraceContaining("violates check constraint");
        }
        work();
    }

    private void work() {
        int rounds = 0;
        while (dispatcher.once(TestGateway.TENANT)) {
            assertThat(rounds++).isLessThan(50);
        }
    }

    private static String accept(String child) {
        HttpResponse<String> answer = officers.gateway.post(
                SCHOOL, "/v1/doors/rest-json/plan-coordination/de-brug", town.plan(child, "recall-" + messages++));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return TestTown.read(answer.body()).path("disclosure").asText();
    }

    private String delivered(String child) {
        String disclosure = accept(child);
        work();
        assertThat(state(disclosure)).isEqualTo("delivered");
        return disclosure;
    }

    private static JsonNode withdraw(String consent) {
        HttpResponse<String> answer = officers.gateway.post(SCHOOL, "/v1/consents/" + consent + "/withdrawal", "{}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestTown.read(answer.body());
    }

    private static JsonNode shown(String client, String recall) {
        HttpResponse<String> answer = officers.gateway.get(client, "/v1/recalls/" + recall);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestTown.read(answer.body());
    }

    private static List<String> open(String client) {
        return StreamSupport.stream(
                        TestTown.read(officers.gateway
                                        .get(client, "/v1/recalls")
                                        .body())
                                .path("recalls")
                                .spliterator(),
                        false)
                .map(each -> each.path("recall").asText())
                .toList();
    }

    private static HttpResponse<String> answered(String client, String recall, String answer) {
        return officers.gateway.post(client, "/v1/recalls/" + recall + "/answer", "{\"answer\":\"" + answer + "\"}");
    }

    private static JsonNode fhir(String what) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(care.url() + "/" + what))
                                .header("Accept", "application/fhir+json")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(what).isEqualTo(200);
        return TestTown.read(answer.body());
    }

    private static String input(JsonNode task, String element) {
        return StreamSupport.stream(task.path("input").spliterator(), false)
                .filter(each -> each.at("/type/coding/0/code").asText().equals(element))
                .findFirst()
                .orElseThrow()
                .at("/valueIdentifier/value")
                .asText();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String state(String row) {
        return within("SELECT state FROM outbox WHERE disclosure = '" + row + "'", found -> found.getString(1));
    }

    private static long recallsBecauseOf(String consent) {
        return within(
                "SELECT count(*) FROM outbox WHERE recall_because = '" + consent + "'", found -> found.getLong(1));
    }

    private static long entries(String kind, String recall) {
        return within(
                "SELECT count(*) FROM audit_event WHERE kind = '" + kind + "' AND position('\"recall\":\"" + recall
                        + "\"'::bytea IN body) > 0",
                found -> found.getLong(1));
    }

    private static <T> T within(String sql, Rows.RowMapper<T> mapper) {
        return officers.gateway.bean(Transactions.class).within(TestGateway.TENANT, connection -> Rows.query(
                        connection, sql, mapper)
                .get(0));
    }
}
