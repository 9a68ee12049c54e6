package org.sluis.insight.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.insight.report.InsightTown.OFFICER;
import static org.sluis.insight.report.InsightTown.ONE;
import static org.sluis.insight.report.InsightTown.REPORTS;
import static org.sluis.insight.report.InsightTown.TWO;
import static org.sluis.insight.report.InsightTown.asked;
import static org.sluis.insight.report.InsightTown.ok;
import static org.sluis.insight.report.InsightTown.today;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.TestTown;
import org.sluis.audit.LogExport;
import org.sluis.audit.proof.TlogProof;
import org.sluis.canonical.Sha256;
import org.sluis.party.person.Officers;

/** Over HTTP, with disclosures that really arrived: who may have a report, what is in it for whom, and that it is in the log. */
class InsightReportTest {
    private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private static InsightTown town;

    @BeforeAll
    static void open() {
        town = new InsightTown();
    }

    @AfterAll
    static void close() throws Exception {
        town.close();
    }

    @Test
    void tellsAParentWhatWentToWhomWhyOnWhoseConsentWhatStayedAndWhoLooked() {
        town.agreed("told");
        String disclosure = town.delivered("told", "told-1");
        ok(200, town.officers.gateway.get(OFFICER, "/v1/disclosures/" + disclosure + "/explanation"));
        ok(200, town.officers.gateway.post(OFFICER, "/v1/log/search", "{\"subject\": \"told\"}"));

        JsonNode report = town.report("told", ONE);

        assertThat(report.path("for").asText()).isEqualTo("holder");
        assertThat(report.path("zone").asText()).isEqualTo("Europe/Amsterdam");
        JsonNode shared = report.path("disclosures").path(0);
        assertThat(shared.path("disclosure").asText()).isEqualTo(disclosure);
        assertThat(shared.at("/from/name").asText()).isEqualTo("Basisschool De Linde");
        assertThat(shared.at("/to/name").asText()).isEqualTo("De Brug, jeugdhulp thuis");
        assertThat(shared.at("/purpose/name").asText()).isNotEqualTo("plan-coordination");
        assertThat(shared.at("/at").asText()).matches(".*\\+0[12]:00");
        assertThat(shared.path("state").asText()).isEqualTo("delivered");
        assertThat(shared.at("/basis/art6").asText()).contains("AVG art. 6");
        assertThat(shared.path("consents").findValuesAsText("by")).containsExactly("you", "another");
        assertThat(shared.path("consents").path(1).size()).isEqualTo(1);
        assertThat(shared.path("elements").findValuesAsText("name")).contains("Voornaam");
        assertThat(shared.path("withheld").findValuesAsText("because")).contains("policy-forbids");
        assertThat(shared.path("steps").findValuesAsText("kind"))
                .containsExactly("disclosure-released", "delivery-cleared", "delivery-succeeded");
        assertThat(report.path("statements")).hasSize(1);
        assertThat(report.path("statements").findValuesAsText("effect")).containsExactly("grant");
        assertThat(report.path("looks").findValuesAsText("what")).containsExactly("explanation", "search");
        assertThat(report.toString()).doesNotContain("Noor", TWO, "stiefouder", "\"rows\"", "medewerker");
        assertThat(ok(200, town.officers.gateway.post(OFFICER, REPORTS, asked("told", ONE, "en")))
                        .toString())
                .contains("Given name", "arrived at the recipient");
    }

    @Test
    void everyEntryIsProvedByThePublishedKeyAndItsBytesAreNotGivenAway() throws IOException {
        town.agreed("proved");
        town.delivered("proved", "proved-1");
        JsonNode report = town.report("proved", ONE);

        List<String> keys = town.officers.gateway.bean(LogExport.class).verifierKeys();
        List<Integer> proved = new ArrayList<>();
        for (JsonNode each : report.path("evidence")) {
            TlogProof proof = TlogProof.read(each.path("proof").asText()).orElseThrow();
            byte[] leaf = HexFormat.of().parseHex(each.path("leaf").asText());
            assertThat(proof.verifies(leaf, keys)).isTrue();
            leaf[0] ^= 1;
            assertThat(proof.verifies(leaf, keys)).isFalse();
            assertThat(proof.index()).isEqualTo(each.path("entry").asLong());
            proved.add(each.path("entry").asInt());
        }
        assertThat(proved).hasSizeGreaterThanOrEqualTo(4).isSorted();
        for (String list : List.of("disclosures", "statements")) {
            report.path(list).forEach(each -> each.path("steps").forEach(step -> assertThat(proved)
                    .contains(step.path("entry").asInt())));
        }
        assertThat(report.toString()).doesNotContain("commitments", "subject-version", "facts");
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(Files.readString(Path.of("docs/insight-report.schema.json")))
                        .validate(report))
                .isEmpty();
    }

    @Test
    void nobodyLearnsWhatAnotherChose() {
        LocalDate birth = today().minusYears(13).minusDays(40);
        town.pupil("chose", birth, true);
        List<String> less = TestTown.ALL.stream()
                .filter(category -> !category.equals("LEARNING"))
                .toList();
        String one = town.says("chose", ONE, "grant", TestTown.ALL);
        String two = town.says("chose", TWO, "grant", less);
        String child = town.says("chose", null, "grant", TestTown.ALL);
        town.delivered(town.plan("chose", "chose-1", birth));
        town.says("chose", null, "refuse", TestTown.ALL);
        town.sent(
                403,
                "plan-coordination/de-brug",
                town.plan("chose", "chose-2", birth).toString());

        JsonNode first = town.report("chose", ONE);
        JsonNode second = town.report("chose", TWO);
        JsonNode youth = town.report("chose", null);

        assertThat(first.toString()).contains(one).doesNotContain(two, child);
        assertThat(second.toString()).contains(two).doesNotContain(one, child);
        assertThat(youth.toString()).contains(child).doesNotContain(one, two);
        // What is about learning stayed because of the second parent alone: that parent is told, and nobody else.
        assertThat(stayed(second)).contains("level.area=consent-does-not-cover");
        assertThat(stayed(first).toString()).contains("subject.bsn").doesNotContain("level");
        assertThat(stayed(youth).toString()).contains("subject.bsn").doesNotContain("level");
        for (JsonNode each : List.of(first, second, youth)) {
            JsonNode refused = each.path("disclosures").path(1);
            assertThat(refused.path("state").asText()).isEqualTo("not-shared");
            assertThat(refused.path("why").asText()).isEqualTo("conditions");
            assertThat(each.toString()).doesNotContain("consent-refused", "R06");
        }
        assertThat(first.path("statements").findValuesAsText("effect")).containsExactly("grant");
        assertThat(youth.path("statements").findValuesAsText("effect")).containsExactly("grant", "refuse");
    }

    private static List<String> stayed(JsonNode report) {
        List<String> stayed = new ArrayList<>();
        report.path("disclosures").forEach(shared -> shared.path("withheld")
                .forEach(kept -> stayed.add(kept.at("/element/id").asText() + "="
                        + kept.path("because").asText())));
        return stayed;
    }

    /** What one may not learn is left out so that it looks like a child to whom it never happened. */
    @Test
    void whatWouldEndangerTheChildLooksLikeNothing() {
        town.agreed("kept");
        String before = town.delivered("kept", "kept-1");
        town.endangers("kept", TWO, today().plusDays(1)); // to come: what came about before is known
        String signal = town.sent(403, "signal/jeugdteam-waterlee", town.signal("kept", "kept-2"));
        town.sent(403, "report-of-abuse/veilig-thuis-waterlee", town.signal("kept", "kept-4")); // not even routed
        town.fact("kept", "\"purpose\": \"report-of-abuse\", ", "reporting-code", "recorded", today());
        town.sent(422, "report-of-abuse/veilig-thuis-waterlee", town.signal("kept", "kept-3"));
        ok(200, town.officers.gateway.get(OFFICER, "/v1/disclosures/" + signal + "/explanation"));
        ok(200, town.officers.gateway.post(OFFICER, "/v1/log/search", "{\"subject\": \"kept\"}"));
        town.agreed("twin");
        town.delivered("twin", "twin-1");

        JsonNode kept = town.report("kept", TWO);
        JsonNode twin = town.report("twin", TWO);

        assertThat(kept.toString()).contains(before).doesNotContain(signal, "jeugdteam", "Jeugdteam", "Veilig");
        assertThat(plain(kept)).isEqualTo(plain(twin));
        JsonNode other = town.report("kept", ONE);
        assertThat(other.toString()).contains(before, signal, "Jeugdteam").doesNotContain("Veilig", "endanger");
        assertThat(other.path("looks")).hasSize(2);
    }

    @Test
    void fromTheDayOnItHoldsNothingButOnesOwnWordIsTold() {
        town.agreed("today");
        String sent = town.delivered("today", "today-1");
        town.endangers("today", TWO, today());

        JsonNode report = town.report("today", TWO);
        assertThat(report.path("disclosures")).isEmpty();
        assertThat(report.path("looks")).isEmpty();
        assertThat(report.path("statements")).hasSize(1);
        assertThat(report.toString()).doesNotContain(sent);
        assertThat(town.report("today", ONE).toString()).contains(sent);

        // For one purpose only, of everybody, and over: what is over is over, what is not counts for all of it.
        town.fact("today", "\"holder\": \"ouder-2\", ", "asking", "safe", today());
        assertThat(town.report("today", TWO).toString()).contains(sent);
        town.fact("today", "\"purpose\": \"signal\", ", "asking", "endangers", today());
        assertThat(town.report("today", TWO).toString()).doesNotContain(sent);
        assertThat(town.report("today", ONE).toString()).doesNotContain(sent);
    }

    @Test
    void ofVitalInterestAHolderIsToldWhenTheReviewSaysThatNoticeWasGiven() {
        town.professionals();
        for (String child : List.of("vital-told", "vital-kept")) {
            town.agreed(child);
            String emergency = town.emergency(child);
            String sent = town.arrived("vital-interest/jeugdteam-waterlee", town.signal(child, child));
            assertThat(town.report(child, ONE).toString()).doesNotContain(sent, "Jeugdteam");
            town.reviewed(emergency, child.equals("vital-told"));
            if (child.equals("vital-told")) {
                JsonNode shared = town.report(child, ONE).path("disclosures").path(0);
                assertThat(shared.path("disclosure").asText()).isEqualTo(sent);
                assertThat(shared.at("/basis/art6").asText()).contains("vitaal belang");
                town.endangers(child, TWO, today().plusDays(1)); // it rests on no yes of theirs
                assertThat(town.report(child, TWO).toString()).doesNotContain(sent, "Jeugdteam");
            } else {
                assertThat(town.report(child, ONE).toString()).doesNotContain(sent, "Jeugdteam");
            }
        }
    }

    @Test
    void wordsOfDangerAreToldToNobody() {
        LocalDate birth = today().minusYears(13).minusDays(40);
        town.pupil("danger", birth, true);
        ObjectNode plan = town.plan("danger", "danger-1", birth);
        ((ObjectNode) plan.path("goals").path(1)).put("description", "Zij vertelt dat ze thuis wordt geslagen.");
        String sent = town.sent(422, "plan-coordination/de-brug", plan.toString());
        ok(200, town.officers.gateway.get(OFFICER, "/v1/disclosures/" + sent + "/explanation"));
        for (String who : new String[] {ONE, TWO, null}) {
            JsonNode report = town.report("danger", who);
            assertThat(report.toString()).doesNotContain(sent, "danger-in-text", "\"explanation\"");
            assertThat(report.path("disclosures")).isEmpty();
        }
    }

    /** A text of which all that differs between two children is taken out. */
    private static String plain(JsonNode report) {
        return report.toString()
                .replaceAll("kept|twin", "child")
                .replaceAll(ID, "id")
                .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+[+][0-9:]+", "moment")
                .replaceAll("[0-9]{1,2}:[0-9]{2}\\.", "time")
                .replaceAll("\"entry\":[0-9]+", "entry")
                .replaceAll("\"leaf\":\"[0-9a-f]+\"", "leaf")
                .replaceAll("\"(proof|checkpoint)\":\"[^\"]+\"", "proof");
    }

    @Test
    void whereAnAddressIsSecretHoldersAreToldWhatRestsOnTheirOwnYesAlone() {
        town.agreed("whereabouts");
        ObjectNode plan = town.plan("whereabouts", "whereabouts-1", TestTown.birthDate());
        ((ObjectNode) plan.path("pupil")).put("addressSecret", true);
        String sent = town.delivered(plan);
        String signal = town.sent(403, "signal/jeugdteam-waterlee", town.signal("whereabouts", "whereabouts-2"));

        for (String holder : List.of(ONE, TWO)) {
            assertThat(town.report("whereabouts", holder).toString())
                    .contains(sent)
                    .doesNotContain(signal, "ddressSecret", "geheim", "law-withholds", "Gemeente");
        }
        ObjectNode open = town.plan("whereabouts", "whereabouts-3", TestTown.birthDate());
        ((ObjectNode) open.path("pupil")).put("addressSecret", false);
        town.delivered(open);
        assertThat(town.report("whereabouts", ONE).toString()).contains(signal);
        // What the newest message said can no longer be read: it may have marked it.
        town.officers.asOwner("DELETE FROM sluis.decision");
        assertThat(town.report("whereabouts", ONE).toString()).contains(sent).doesNotContain(signal);
    }

    @Test
    void fromSixteenOnTheYoungPersonAlone() {
        LocalDate birth = today().minusYears(16).minusDays(40);
        town.pupil("sixteen", birth, true);
        town.says("sixteen", null, "grant", TestTown.ALL);
        String sent = town.delivered(town.plan("sixteen", "sixteen-1", birth));

        JsonNode youth = town.report("sixteen", null);
        assertThat(youth.path("for").asText()).isEqualTo("youth");
        assertThat(youth.has("holder")).isFalse();
        assertThat(youth.toString()).contains(sent);
        assertThat(youth.path("disclosures").path(0).path("consents").findValuesAsText("by"))
                .containsExactly("you");
        for (String holder : List.of(ONE, TWO)) {
            Officers.refused(town.tryReport("sixteen", holder), 403, "insight-youth-alone", null);
        }
        // Who stands in for a youth who is not capable is not told what the youth decided alone.
        town.pupil("sixteen", birth, false);
        assertThat(town.report("sixteen", ONE).toString()).doesNotContain(sent);
        Officers.refused(town.tryReport("sixteen", null), 403, "insight-not-for-this-person", null);
    }

    @Test
    void aBirthdayMakesItAnotherReport() {
        for (int age : new int[] {11, 12, 15, 16, 18}) {
            town.pupil("age-" + age, today().minusYears(age), true);
            boolean youth = age >= 12;
            boolean holder = age < 16;
            assertThat(town.tryReport("age-" + age, null).statusCode()).isEqualTo(youth ? 200 : 403);
            assertThat(town.tryReport("age-" + age, ONE).statusCode()).isEqualTo(holder ? 200 : 403);
        }
        town.pupil("age-15-still", today().minusYears(16).plusDays(1), true);
        assertThat(town.tryReport("age-15-still", ONE).statusCode()).isEqualTo(200);
    }

    @Test
    void whereItIsNotKnownWhoMaySeeItNobodyIsTold() {
        town.agreed("unknown");
        Officers.refused(town.tryReport("unknown", "stiefouder-1"), 403, "insight-not-for-this-person", null);
        Officers.refused(town.tryReport("unknown", "ouder-9"), 400, "parameter-not-supported", "/holder:not-of");
        Officers.refused(town.tryReport("nobody", ONE), 404, "not-found", null);
        state("unknown", "under-investigation", today());
        Officers.refused(town.tryReport("unknown", ONE), 403, "authority-unknown", null);
        state("unknown", "established", today().minusDays(400));
        Officers.refused(town.tryReport("unknown", ONE), 403, "authority-unknown", null);
        state("unknown", "established", today());
        ok(200, town.tryReport("unknown", ONE));
        ok(
                200,
                town.officers.gateway.post(
                        InsightTown.SCHOOL, "/v1/subjects", "{\"localId\": \"unknown\", \"birthDate\": \"2017\"}"));
        Officers.refused(town.tryReport("unknown", ONE), 403, "birth-date-unknown", null);
        town.agreed("dead");
        town.fact("dead", "", "deceased", "yes", today());
        Officers.refused(town.tryReport("dead", ONE), 403, "insight-not-for-this-person", null);
    }

    private static void state(String localId, String state, LocalDate on) {
        ok(200, town.officers.gateway.post(InsightTown.SCHOOL, "/v1/subjects", """
                {"localId": "%s", "authority": {"state": "%s", "source": "school-registration", "checkedOn": "%s"}}
                """.formatted(localId, state, on)));
    }

    @Test
    void aReportIsInTheLogAndInTheNextReportOfTheSamePersonAlone() {
        LocalDate birth = today().minusYears(13).minusDays(40);
        town.pupil("logged", birth, true);
        town.report("logged", ONE);
        List<String> made = town.officers.entries("insight-report-made");
        JsonNode entry = TestTown.read(made.get(made.size() - 1));
        assertThat(entry.path("facts").toString())
                .isEqualTo("{\"client\":\"linde-1\",\"digest\":\"" + digest()
                        + "\",\"for\":\"holder\",\"form\":\"json\",\"language\":\"nl\",\"party\":\"de-linde\","
                        + "\"person\":\"" + town.officers.first + "\",\"row\":\"I02\"}");
        assertThat(entry.path("commitments").fieldNames()).toIterable().containsExactlyInAnyOrder("report", "holder");
        assertThat(entry.has("subject")).isTrue();
        assertThat(entry.toString()).doesNotContain("logged", "ouder");

        assertThat(town.report("logged", ONE).path("looks").findValuesAsText("what"))
                .containsExactly("report-holder");
        assertThat(town.report("logged", TWO).path("looks")).isEmpty();
        assertThat(town.report("logged", null).path("looks").findValuesAsText("what"))
                .containsExactly("report-holder", "report-holder", "report-holder");
    }

    private static String digest() {
        try {
            return Sha256.hex(Files.readAllBytes(Path.of("consent-policies/law/nl/insight/insight.yaml")));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Between looking and recording somebody puts on record that telling endangers: the report is made again. */
    @Test
    void whatChangesWhileItIsMadeCounts() throws Exception {
        town.agreed("meanwhile");
        String sent = town.delivered("meanwhile", "meanwhile-1");
        assertThat(town.report("meanwhile", TWO).toString()).contains(sent);
        CompletableFuture<JsonNode> report;
        try (Connection owner = town.owner()) {
            owner.setAutoCommit(false);
            town.statement(owner, "LOCK TABLE sluis.audit_bundle IN ACCESS EXCLUSIVE MODE");
            report = CompletableFuture.supplyAsync(() -> ok(200, town.tryReport("meanwhile", TWO)));
            town.awaitProving();
            town.endangers("meanwhile", TWO, today());
            owner.rollback();
        }
        assertThat(report.get(30, TimeUnit.SECONDS).toString())
                .contains("statements")
                .doesNotContain(sent);
    }

    @Test
    void whatCannotBeRecordedIsNotGiven() {
        town.agreed("unrecorded");
        town.officers.asOwner("REVOKE INSERT ON sluis.audit_erasable FROM sluis_app");
        try {
            assertThat(town.tryReport("unrecorded", ONE).body()).doesNotContain("preface");
        } finally {
            town.officers.asOwner("GRANT INSERT ON sluis.audit_erasable TO sluis_app");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "de-linde-direct, 403, proposer-unknown",
        "linde-3, 403, role-missing",
        "anker-1, 404, not-found",
        "other-1, 403, proposer-unknown"
    })
    void whoeverMayNotIsRefusedAndInTheLog(String client, int status, String reason) {
        town.agreed("foreign");
        String tenant = client.equals("other-1") ? Officers.OTHER : Officers.TENANT;
        int before = town.officers.entries(tenant, "insight-report-refused").size();
        int made = town.officers.entries("insight-report-made").size();
        Officers.refused(
                town.officers.gateway.post(client, REPORTS, asked("foreign", ONE, "nl")), status, reason, null);
        List<String> after = town.officers.entries(tenant, "insight-report-refused");
        assertThat(after).hasSize(before + 1);
        assertThat(after.get(before))
                .contains("\"reason\":\"" + reason + "\"", "\"for\":\"holder\"", client)
                .doesNotContain("foreign", ONE);
        assertThat(town.officers.entries("insight-report-made")).hasSize(made);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"subject\": \"told\"}|/for:missing",
                "{\"subject\": \"told\", \"for\": \"school\"}|/for:youth-or-holder",
                "{\"subject\": \"told\", \"for\": \"holder\"}|/holder:missing",
                "{\"subject\": \"told\", \"for\": \"youth\", \"holder\": \"ouder-1\"}|/holder:beside-the-youth",
                "{\"for\": \"youth\"}|/subject:missing",
                "{\"subject\": \"told\", \"for\": \"youth\", \"language\": \"fr\"}|/language:nl-or-en",
                "{\"subject\": \"told\", \"for\": \"youth\", \"whole\": true}|/:unknown-key"
            })
    void whatIsNoQuestionIsToldByItsPlace(String body, String where) {
        Officers.refused(town.officers.gateway.post(OFFICER, REPORTS, body), 400, "parameter-not-supported", where);
    }
}
