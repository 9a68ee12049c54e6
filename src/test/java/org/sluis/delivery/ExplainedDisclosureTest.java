package org.sluis.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.TestGateway.TENANT;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.database.Writes;
import org.sluis.keys.KeyFolder;
import org.sluis.party.person.Officers;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.DecisionJson;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.InForce;
import org.sluis.policy.KeptDecision;
import org.sluis.policy.replay.Replay;
import org.sluis.policy.replay.Replayed.Verdict;

/** Why a disclosure was decided as it was: who is told what, and what is said when it was erased or changed. */
class ExplainedDisclosureTest {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-|\\bR[0-9]{2}\\b|[a-z]\\.[a-z]");

    private static Officers town;
    private static TestTown children;

    @BeforeAll
    static void open() {
        town = new Officers();
        children = new TestTown(town.gateway);
        town.gateway.bean(Tenants.class).all(); // their rules are in force
    }

    @AfterAll
    static void close() {
        town.close();
    }

    @Test
    void theSenderIsToldWhatGoesAndWhyInWordsAndByElement() {
        JsonNode told = explained("de-linde-direct", accepted("told"));
        assertThat(told.path("state").asText()).isEqualTo("waiting");
        assertThat(told.at("/explanation/nl").asText())
                .contains("wat de school mag delen met de jeugdhulp", "Toestemming is gevraagd aan wie het gezag heeft")
                .doesNotContainPattern(ID);
        assertThat(told.at("/explanation/en").asText())
                .contains("what the school may share with youth care")
                .doesNotContainPattern(ID);
        JsonNode decision = told.at("/decisions/0");
        assertThat(decision.path("replay").asText()).isEqualTo("same");
        assertThat(decision.path("outcome").asText()).isEqualTo("PERMIT");
        assertThat(decision.at("/elements/goal.description/passes").asBoolean()).isTrue();
        assertThat(decision.at("/elements/subject.bsn/because").asText()).isEqualTo("policy-forbids");
        assertThat(decision.path("elements"))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.fieldNames()).toIterable().isSubsetOf(Set.of("passes", "because")));
    }

    @Test
    void whoRefusedIsForPersonsWhoseRoleItIsToSeeIt() {
        children.child("refused");
        String yes = children.consent("refused", "ouder-1", "grant", TestTown.ALL);
        String no = children.consent("refused", "ouder-2", "refuse", TestTown.ALL);
        String disclosure = disclosed(403, children.plan("refused", "refused"));

        for (String client : List.of("de-linde-direct", "linde-3")) {
            JsonNode told = explained(client, disclosure);
            assertThat(told.toString())
                    .contains("consent-refused", "\"replay\":\"same\"")
                    .doesNotContain(yes, no, "R15", "trace", "rows", "consents", "ouder");
            assertThat(told.at("/explanation/nl").asText())
                    .contains("Het mag niet worden gedeeld")
                    .doesNotContain("gevraagd aan");
        }
        JsonNode whole = explained("linde-1", disclosure);
        assertThat(whole.at("/decisions/0/trace/rows").toString()).contains("R15");
        assertThat(whole.at("/decisions/0/trace/consents").findValuesAsText("consent"))
                .containsExactlyInAnyOrder(yes, no);
    }

    @Test
    void anotherPartyIsToldNothingAndEachReadingIsInTheLogFirst() {
        String disclosure = accepted("read");
        for (String other : List.of("het-anker-direct", "anker-1", "other-1")) {
            assertThat(asked(other, disclosure).statusCode()).isEqualTo(404);
        }
        assertThat(asked("linde-1", UUID.randomUUID().toString()).statusCode()).isEqualTo(404);
        assertThat(read(disclosure)).isEmpty();

        explained("de-linde-direct", disclosure);
        explained("linde-1", disclosure);
        assertThat(read(disclosure)).hasSize(2);
        assertThat(read(disclosure).get(0))
                .contains("\"whole\":\"false\"", "\"client\":\"de-linde-direct\"")
                .contains("\"subject\":");
        assertThat(read(disclosure).get(1)).contains("\"whole\":\"true\"", town.first.toString());
    }

    @Test
    void aDisclosureThatWasStoppedIsExplainedByWhatStoppedIt() {
        String disclosure = accepted("stopped");
        children.consent("stopped", "ouder-2", "refuse", TestTown.ALL);
        town.gateway.bean(Claim.class).stopUnlessPermitted(TENANT, UUID.fromString(disclosure));

        JsonNode told = explained("de-linde-direct", disclosure);
        assertThat(told.path("decisions").findValuesAsText("step")).containsExactly("accept", "clear");
        assertThat(told.path("decisions").findValuesAsText("replay")).containsExactly("same", "same");
        assertThat(told.at("/explanation/en").asText()).contains("It may not be shared.");
    }

    @Test
    void whatWasPermittedAndThenHeldIsSaidToBeHeld() {
        children.childWithBothParentsConsent("held");
        String plan = children.plan("held", "held").replaceFirst("\"phone\":\"088[^\"]*\"", "\"role2\":1");
        plan = plan.replaceFirst(",\"role2\":1", "");
        String disclosure = disclosed(422, plan);
        assertThat(explained("de-linde-direct", disclosure)
                        .at("/explanation/nl")
                        .asText())
                .contains("Toch is het niet gestuurd. De afzender kreeg als antwoord: “Een gegeven dat");
    }

    @Test
    void whatWasRefusedBeforeADecisionHasNone() {
        JsonNode told = explained("de-linde-direct", disclosed(422, "{\"messageId\": \"none\", \"unknown\": 1}"));
        assertThat(told.path("decisions")).isEmpty();
        assertThat(told.at("/explanation/nl").asText()).startsWith("Er is niets gedeeld en niets besloten");
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit_erasable", "decision"})
    void whatIsErasedIsSaidToBeErased(String table) {
        String child = "erased-" + table.replace('_', '-');
        String disclosure = accepted(child);
        int erased = town.asOwner("DELETE FROM sluis." + table
                + " WHERE event IN (SELECT event FROM sluis.outbox WHERE disclosure = '" + disclosure + "')");
        assertThat(erased).isPositive();
        JsonNode told = explained("linde-1", disclosure);
        assertThat(told.at("/decisions/0/replay").asText()).isEqualTo("erased");
        assertThat(told.at("/decisions/0/trace").isMissingNode()).isTrue();
        assertThat(told.at("/explanation/nl").asText()).contains("is gewist");
    }

    @Test
    void whatItsKeyWasDestroyedForIsErased() {
        try (TestGateway gateway = new TestGateway("sluis.delivery.workers=0")) {
            TestTown school = new TestTown(gateway);
            school.childWithBothParentsConsent("key");
            HttpResponse<String> answer = gateway.post(
                    "de-linde-direct", "/v1/doors/rest-json/plan-coordination/de-brug", school.plan("key", "key"));
            String path = "/v1/disclosures/"
                    + TestTown.read(answer.body()).path("disclosure").asText() + "/explanation";
            KeyFolder keys = gateway.bean(KeyFolder.class);
            keys.destroyEpoch(keys.currentEpoch("wrap"));
            assertThat(gateway.get("de-linde-direct", path).body()).contains("\"replay\":\"erased\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "input = replace(input, '\"capable\":true', '\"capable\":false')",
                "input = '{}'",
                "outcome = 'DENY'",
                "reason = 'consent-refused'",
                "at = at + interval '1 second'"
            })
    void whatWasChangedIsSaidToBeChanged(String change) {
        String disclosure = accepted("changed-" + Integer.toHexString(change.hashCode()));
        assertThat(town.asOwner("UPDATE sluis.decision SET " + change + " WHERE disclosure = '" + disclosure + "'"))
                .isOne();
        assertThat(explained("linde-1", disclosure).at("/decisions/0/replay").asText())
                .isEqualTo("changed");
    }

    @Test
    void saltsThatWereChangedAreSaidToBeChangedAndNotErased() {
        String disclosure = accepted("salts");
        assertThat(town.asOwner("UPDATE sluis.audit_erasable SET salts = set_byte(salts, 20, get_byte(salts, 20) # 1)"
                        + " WHERE event IN (SELECT event FROM sluis.outbox WHERE disclosure = '" + disclosure + "')"))
                .isOne();
        assertThat(explained("linde-1", disclosure).at("/decisions/0/replay").asText())
                .isEqualTo("changed");
    }

    /** Whoever owns the tables keeps the law of today under the digest of a law that nobody has. */
    @Test
    void aLawThatIsNotUnderItsOwnDigestIsNotTakenForTheLawOfThen() {
        DecisionPoint point = town.gateway.bean(InForce.class).of(TENANT);
        String gone = "1".repeat(64);
        String fits =
                rows("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'content_fits_its_digest'")
                        .get(0);
        town.asOwner("ALTER TABLE sluis.rules DROP CONSTRAINT content_fits_its_digest");
        assertThat(town.asOwner("INSERT INTO sluis.rules (tenant, digest, kind, content) SELECT tenant, '" + gone
                        + "', kind, content FROM sluis.rules WHERE tenant = '" + TENANT + "' AND digest = '"
                        + point.lawDigest() + "'"))
                .isOne();
        try {
            String input = input(accepted("law-of-then")).replace(point.lawDigest(), gone);
            assertThat(replayed(point, DecisionJson.read(input), event -> event))
                    .isEqualTo(Verdict.RULES_NOT_KEPT);
        } finally {
            town.asOwner("DELETE FROM sluis.rules WHERE digest = '" + gone + "'");
            town.asOwner("ALTER TABLE sluis.rules ADD CONSTRAINT content_fits_its_digest " + fits);
        }
    }

    @Test
    void rulesThatAreNotHereAndAnotherEngineAreSaidToBeSo() {
        DecisionPoint point = town.gateway.bean(InForce.class).of(TestGateway.TENANT);
        String input = input(accepted("elsewhere"));
        assertThat(replayed(point, DecisionJson.read(input), event -> event)).isEqualTo(Verdict.SAME);
        assertThat(replayed(point, DecisionJson.read(input.replace(point.lawDigest(), "0".repeat(64))), event -> event))
                .isEqualTo(Verdict.RULES_NOT_KEPT);
        assertThat(replayed(point, DecisionJson.read(input), event -> event.with("engine", 0)))
                .isEqualTo(Verdict.OTHER_ENGINE);
        assertThat(replayed(
                        point,
                        DecisionJson.read(input),
                        event -> event.committing("trace", "{}".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(Verdict.CHANGED);
    }

    private static Verdict replayed(DecisionPoint point, DecisionInput input, UnaryOperator<Event> otherwise) {
        KeptDecision kept = KeptDecision.of(point, input);
        UUID disclosure = UUID.randomUUID();
        return town.gateway.bean(Ledger.class).alone(TENANT, session -> {
            Event event = kept.in(Event.of(EventKind.DISCLOSURE_REFUSED, TENANT, java.time.Instant.now())
                    .with("disclosure", disclosure));
            var receipt = session.record(otherwise.apply(event));
            Writes writes = new Writes(session.connection());
            kept.write(writes, TENANT, disclosure, KeptDecision.Step.ACCEPT, receipt);
            writes.run();
            return town.gateway
                    .bean(Replay.class)
                    .of(session.connection(), TENANT, receipt.entry(), "accept")
                    .orElseThrow()
                    .verdict();
        });
    }

    private static String input(String disclosure) {
        return rows("SELECT input FROM decision WHERE disclosure = '" + disclosure + "'")
                .get(0);
    }

    private static List<String> read(String disclosure) {
        return rows("SELECT convert_from(body, 'UTF8') FROM audit_event WHERE kind = 'log-read'"
                + " AND convert_from(body, 'UTF8') LIKE '%" + disclosure + "%' ORDER BY at");
    }

    private static List<String> rows(String sql) {
        return town.gateway
                .bean(Transactions.class)
                .within(TENANT, connection -> Rows.query(connection, sql, row -> row.getString(1)));
    }

    private static JsonNode explained(String client, String disclosure) {
        HttpResponse<String> answer = asked(client, disclosure);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestTown.read(answer.body());
    }

    private static HttpResponse<String> asked(String client, String disclosure) {
        return town.gateway.get(client, "/v1/disclosures/" + disclosure + "/explanation");
    }

    private static String accepted(String child) {
        children.childWithBothParentsConsent(child);
        return disclosed(202, children.plan(child, child));
    }

    private static String disclosed(int status, String plan) {
        HttpResponse<String> answer =
                town.gateway.post("de-linde-direct", "/v1/doors/rest-json/plan-coordination/de-brug", plan);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return TestTown.read(answer.body()).path("disclosure").asText();
    }
}
