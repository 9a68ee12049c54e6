package org.sluis.policy.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.party.person.Officers;
import org.sluis.policy.pack.PackSource;

/** Over HTTP, on the real database, about a few disclosures of which everything is known. */
class SimulationTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GOES = "goal.evaluation, rule: OPTIONAL";
    private static final PackSource NARROWER = Drafts.with(Drafts.PLAN, GOES, "goal.evaluation, rule: FORBIDDEN");

    private static Officers officers;
    private static List<String> brug;
    private static String oever;
    private static String refused;
    private static String toTeam;
    private static String ofAnother;

    @BeforeAll
    static void open() {
        officers = new Officers();
        TestTown town = new TestTown(officers.gateway);
        town.childWithBothParentsConsent("s-1");
        town.consent("de-linde-direct", "s-1", "ouder-1", "grant", "jeugdhulp-oever", TestTown.ALL);
        town.consent("de-linde-direct", "s-1", "ouder-2", "grant", "jeugdhulp-oever", TestTown.ALL);
        town.child("s-2");
        brug = List.of(sent(202, "de-brug", town.plan("s-1", "m-1")), sent(202, "de-brug", town.plan("s-1", "m-2")));
        oever = sent(
                202,
                "jeugdhulp-oever",
                town.plan("s-1", "m-3").replace("\"givenName\"", "\"gender\":\"female\",\"givenName\""));
        refused = sent(403, "de-brug", town.plan("s-2", "m-4"));
        toTeam = copied(
                TestGateway.TENANT,
                brug.get(0),
                "replace(input, '\"youth-care-provider\"', '\"youth-team\"')",
                "DENY",
                "policy-missing");
        copied(TestGateway.TENANT, brug.get(0), "'{\"v\":2}'", "PERMIT", null);
        ofAnother = copied(Officers.OTHER, brug.get(0), "input", "PERMIT", null);
        String cleared = copied(TestGateway.TENANT, brug.get(0), "input", "PERMIT", null);
        assertThat(officers.asOwner("UPDATE sluis.decision SET step = 'clear' WHERE disclosure = '" + cleared + "'"))
                .as("what is decided again before it is sent came in once")
                .isEqualTo(1);
    }

    @AfterAll
    static void close() {
        officers.close();
    }

    @Test
    void whatADraftForbidsVanishesForEachRecipientWithItsCountAndItsExamples() {
        JsonNode report = report(NARROWER);
        assertThat(changes(report))
                .containsExactly(
                        "vanishes de-brug goal.evaluation 2 " + sorted(brug),
                        "vanishes jeugdhulp-oever goal.evaluation 1 " + oever);
        assertThat(report.path("decisions").asLong()).isEqualTo(5);
        assertThat(report.path("unchanged").asLong()).isEqualTo(2);
        assertThat(report.path("unreadable").asLong()).isEqualTo(1);
        assertThat(report.path("recordedOtherwise").asLong()).isZero();
        assertThat(report.at("/changes/0/policy").asText()).isEqualTo(Drafts.PLAN);
        assertThat(report.at("/drafts/0/differs").asBoolean()).isTrue();
    }

    @Test
    void whatADraftAllowsAppears() {
        assertThat(changes(report(
                        Drafts.with(Drafts.PLAN, "subject.gender, rule: FORBIDDEN", "subject.gender, rule: OPTIONAL"))))
                .containsExactly("appears jeugdhulp-oever subject.gender 1 " + oever);
    }

    @Test
    void aLaterDayClosesAndWhatStayedStaysForAnotherReason() {
        List<String> changes = changes(report(Drafts.later()));
        assertThat(changes)
                .contains(
                        "closes de-brug policy-not-in-force 2 " + sorted(brug),
                        "closes jeugdhulp-oever policy-not-in-force 1 " + oever,
                        "stays-otherwise de-brug consent-missing-holder policy-not-in-force 1 " + refused,
                        "vanishes de-brug goal.description 2 " + sorted(brug));
        assertThat(changes).noneMatch(each -> each.startsWith("opens") || each.startsWith("appears"));
    }

    @Test
    void anotherKindOfRecipientOpens() {
        List<String> changes = changes(report(Drafts.with(
                Drafts.PLAN,
                "recipient: {kind: youth-care-provider}",
                "recipient: {kind: [youth-care-provider, youth-team]}")));
        assertThat(changes)
                .contains("opens de-brug policy-missing 1 " + toTeam, "appears de-brug goal.evaluation 1 " + toTeam)
                .noneMatch(each -> each.startsWith("closes") || each.startsWith("vanishes"));
    }

    @Test
    void whatIsMissingFromAMessageWhereTheDraftRequiresItCloses() {
        assertThat(changes(report(
                        Drafts.with(Drafts.PLAN, "holder.email, rule: FORBIDDEN", "holder.email, rule: REQUIRED"))))
                .contains("closes de-brug element-mandatory-missing 2 " + sorted(brug));
    }

    @Test
    void aDraftThatIsInForceAlreadyChangesNothing() {
        JsonNode report = report(Drafts.shipped(Drafts.PLAN));
        assertThat(changes(report)).isEmpty();
        assertThat(report.at("/drafts/0/differs").asBoolean()).isFalse();
        assertThat(report.path("unchanged").asLong()).isEqualTo(5);
    }

    @Test
    void anotherTenantsDecisionsNeverAppear() {
        assertThat(report(NARROWER).toString()).contains(oever).doesNotContain(ofAnother);
    }

    @Test
    void whatIsTooLongAgoIsNotLookedAt() {
        assertThat(officers.asOwner(
                        "UPDATE sluis.decision SET at = at - interval '40 days' WHERE disclosure = '" + oever + "'"))
                .isEqualTo(1);
        try {
            assertThat(report("P30D", NARROWER).path("decisions").asLong()).isEqualTo(4);
            assertThat(report("P50D", NARROWER).path("decisions").asLong()).isEqualTo(5);
        } finally {
            officers.asOwner(
                    "UPDATE sluis.decision SET at = at + interval '40 days' WHERE disclosure = '" + oever + "'");
        }
    }

    @Test
    void theFirstMomentBelongsToThePastAndTheLastDoesNot() {
        Transactions transactions = officers.gateway.bean(Transactions.class);
        Instant at = transactions.within(TestGateway.TENANT, connection -> Rows.one(
                        connection,
                        "SELECT at FROM decision WHERE disclosure = '" + oever + "'",
                        row -> Rows.instant(row, "at"))
                .orElseThrow());
        for (Past past : List.of(
                new Past(transactions, TestGateway.TENANT, at, at.plusNanos(1000)),
                new Past(transactions, TestGateway.TENANT, at.minusNanos(1000), at.plusNanos(1000)))) {
            assertThat(past.count()).isEqualTo(1);
            assertThat(past.pieces()).containsExactly(new Past.Piece(at, at.plusNanos(1000)));
        }
        Past before = new Past(transactions, TestGateway.TENANT, at.minusNanos(1000), at);
        assertThat(before.count()).isZero();
        assertThat(before.pieces()).isEmpty();
    }

    @Test
    void onlyOfficersMay() {
        int before = officers.entries("policy-simulated").size();
        int rejected = officers.entries("policy-rejected").size();
        Officers.refused(post("linde-3", "P30D", NARROWER), 403, "role-missing", null);
        Officers.refused(post("de-linde-direct", "P30D", NARROWER), 403, "proposer-unknown", null);
        assertThat(officers.entries("policy-simulated")).hasSize(before);
        assertThat(officers.entries("policy-rejected"))
                .hasSize(rejected + 2)
                .last()
                .asString()
                .contains("proposer-unknown");
        assertThat(post("linde-2", "P30D", NARROWER).statusCode()).isEqualTo(200);
    }

    @Test
    void itIsInTheLogAndChangesNothingElse() {
        Map<String, Long> before = rows();
        report(NARROWER);
        Map<String, Long> after = rows();
        assertThat(after.remove("audit_event")).isEqualTo(before.remove("audit_event") + 1);
        List.of("audit_sequence", "audit_checkpoint", "birthday_watch").forEach(each -> {
            before.remove(each); // the sequencer and the watch for birthdays are at work
            after.remove(each);
        });
        assertThat(after).isEqualTo(before).hasSizeGreaterThan(20);
        JsonNode facts = TestTown.read(officers.entries("policy-simulated")
                        .get(officers.entries("policy-simulated").size() - 1))
                .path("facts");
        assertThat(facts.path("person").asText()).isEqualTo(officers.first.toString());
        assertThat(facts.path("drafts").toString()).isEqualTo("[\"" + NARROWER.digest() + "\"]");
        assertThat(facts.path("since").asText()).isLessThan(facts.path("until").asText());
    }

    @Test
    void whatIsNoDraftIsRefusedWithItsPlace() {
        PackSource wrong = Drafts.with(Drafts.PLAN, GOES, "goal.evaluation, rule: MAYBE");
        Officers.refused(post("linde-1", "P30D", wrong), 422, "policy-not-valid", Drafts.PLAN + "/policy.yaml:");
        Officers.refused(post("linde-1", "30", NARROWER), 422, "policy-not-valid", "/since:not-so-many-days");
        Officers.refused(post("linde-1", "P30D", NARROWER, NARROWER), 422, "policy-not-valid", "/packs:twice");
        Officers.refused(post("linde-1", "P30D"), 422, "policy-not-valid", "/packs:missing");
        Officers.refused(
                officers.gateway.post("linde-1", "/v1/simulations", "{\"since\":\"P1D\",\"packs\":[{}],\"x\":1}"),
                422,
                "policy-not-valid",
                "/:unknown-key");
        Map<String, String> files = new TreeMap<>(NARROWER.files());
        files.replaceAll((name, text) -> text.replace("id: " + Drafts.PLAN, "id: 021-the-same-way"));
        PackSource second = new PackSource("021-the-same-way", new TreeMap<>(files));
        Officers.refused(post("linde-1", "P30D", second), 422, "policy-not-valid", "021-the-same-way");
    }

    private static JsonNode report(PackSource... drafts) {
        return report("P30D", drafts);
    }

    private static JsonNode report(String since, PackSource... drafts) {
        HttpResponse<String> answer = post("linde-1", since, drafts);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        List<String> lines = answer.body().lines().toList();
        assertThat(lines.subList(0, lines.size() - 1)).isNotEmpty().allMatch(line -> line.startsWith("{\"progress\":"));
        return TestTown.read(lines.get(lines.size() - 1)).path("report");
    }

    private static HttpResponse<String> post(String client, String since, PackSource... drafts) {
        try {
            return officers.gateway.post(
                    client,
                    "/v1/simulations",
                    JSON.writeValueAsString(Map.of(
                            "since",
                            since,
                            "packs",
                            Arrays.stream(drafts)
                                    .map(each -> Map.of("id", each.id(), "files", each.files()))
                                    .toList())));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> changes(JsonNode report) {
        List<String> changes = new ArrayList<>();
        for (JsonNode each : report.path("changes")) {
            List<String> words = new ArrayList<>(
                    List.of(each.path("change").asText(), each.path("recipient").asText()));
            for (String key : List.of("element", "was", "becomes")) {
                if (each.has(key)) {
                    words.add(each.path(key).asText());
                }
            }
            words.add(each.path("count").asText());
            each.path("examples").forEach(id -> words.add(id.asText()));
            changes.add(String.join(" ", words));
        }
        return changes;
    }

    private static String sorted(List<String> ids) {
        return ids.stream()
                .map(java.util.UUID::fromString)
                .sorted()
                .map(java.util.UUID::toString)
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }

    private static String sent(int status, String recipient, String plan) {
        HttpResponse<String> answer =
                officers.gateway.post("de-linde-direct", "/v1/doors/rest-json/plan-coordination/" + recipient, plan);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return TestTown.read(answer.body()).path("disclosure").asText();
    }

    /** A decision as if it had been made: of another entry, about another disclosure. Gives the disclosure. */
    private static String copied(String tenant, String from, String input, String outcome, @Nullable String reason) {
        String id = java.util.UUID.randomUUID().toString();
        assertThat(officers.asOwner(
                        "INSERT INTO sluis.decision SELECT '" + tenant + "', (SELECT id FROM sluis.audit_event e WHERE"
                                + " e.tenant = '" + tenant
                                + "' AND NOT EXISTS (SELECT 1 FROM sluis.decision d WHERE d.event = e.id)"
                                + " LIMIT 1), '" + id + "', 'accept', at, subject, " + input + ", '" + outcome + "', "
                                + (reason == null ? "NULL" : "'" + reason + "'")
                                + "  FROM sluis.decision WHERE step = 'accept' AND"
                                + " disclosure = '" + from + "'"))
                .isEqualTo(1);
        return id;
    }

    private static Map<String, Long> rows() {
        return officers.gateway.bean(Transactions.class).within(TestGateway.TENANT, connection -> {
            Map<String, Long> rows = new TreeMap<>();
            for (String table : Rows.query(
                    connection,
                    "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = 'sluis'"
                            + " AND relkind = 'r' AND has_table_privilege(c.oid, 'SELECT')",
                    row -> row.getString(1))) {
                rows.put(
                        table,
                        Rows.query(connection, "SELECT count(*) FROM sluis." + table, row -> row.getLong(1))
                                .get(0));
            }
            return rows;
        });
    }
}
