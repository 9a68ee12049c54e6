package org.sluis.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.canonical.PartyId;
import org.sluis.database.Rows;
import org.sluis.database.SqlFailed;
import org.sluis.database.Transactions;
import org.sluis.policy.DecisionJson;
import org.sluis.policy.InForce;

/** What every decision saw is kept, and its entry commits to it. */
class KeptDecisionTest {
    private static TestGateway gateway;
    private static TestTown town;

    @BeforeAll
    static void open() {
        gateway = new TestGateway("sluis.delivery.workers=0");
        town = new TestTown(gateway);
        gateway.bean(Tenants.class).all(); // their rules are in force
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void aReleaseAndItsClearanceLeaveARowEach() {
        town.childWithBothParentsConsent("kept-sent");
        String disclosure = disclosed(202, town.plan("kept-sent", "kept-sent"));
        assertThat(kept(disclosure)).containsExactly("accept PERMIT null disclosure-released");

        while (gateway.bean(Claim.class).next(TestGateway.TENANT, new PartyId("de-brug"), 1) != Claim.Step.NOTHING) {
            assertThat(rows("SELECT 1 FROM outbox WHERE state = 'sending'")).isNotEmpty();
        }
        assertThat(kept(disclosure))
                .containsExactly("accept PERMIT null disclosure-released", "clear PERMIT null delivery-cleared");
        for (String input : rows("SELECT input FROM decision WHERE disclosure = '" + disclosure + "'")) {
            assertThat(new String(DecisionJson.write(DecisionJson.read(input)))).isEqualTo(input);
            assertThat(gateway.bean(InForce.class)
                            .of(TestGateway.TENANT)
                            .decide(DecisionJson.read(input))
                            .passing())
                    .contains("goal.description");
        }
    }

    @Test
    void whatADecisionRefusesLeavesARow() {
        town.child("kept-refused");
        String disclosure = disclosed(403, town.plan("kept-refused", "kept-refused"));
        assertThat(kept(disclosure)).containsExactly("accept PENDING consent-missing-holder disclosure-refused");
    }

    @Test
    void whatIsHeldAfterAPermitLeavesTheRowOfThatPermit() {
        town.childWithBothParentsConsent("kept-held");
        ObjectNode plan = (ObjectNode) TestTown.read(town.plan("kept-held", "kept-held"));
        ((ObjectNode) plan.path("contact")).remove("phone");
        String disclosure = disclosed(422, plan.toString());
        assertThat(kept(disclosure)).containsExactly("accept PERMIT null disclosure-refused");
        assertThat(rows("SELECT reason FROM refusal WHERE disclosure = '" + disclosure + "'"))
                .containsExactly("element-mandatory-missing");
    }

    @Test
    void whatFailsBeforeADecisionLeavesNone() {
        String disclosure = disclosed(422, "{\"messageId\": \"kept-none\", \"unknown\": 1}");
        assertThat(kept(disclosure)).isEmpty();
        assertThat(rows("SELECT 1 FROM refusal WHERE disclosure = '" + disclosure + "'"))
                .hasSize(1);
    }

    @Test
    void aClearanceThatStopsLeavesARow() {
        town.child("kept-stopped");
        town.consent("kept-stopped", "ouder-1", "grant", TestTown.ALL);
        town.consent("kept-stopped", "ouder-2", "grant", TestTown.ALL);
        String disclosure = disclosed(202, town.plan("kept-stopped", "kept-stopped"));
        town.consent("kept-stopped", "ouder-2", "refuse", TestTown.ALL);
        gateway.bean(Claim.class).stopUnlessPermitted(TestGateway.TENANT, UUID.fromString(disclosure));
        assertThat(kept(disclosure))
                .containsExactly(
                        "accept PERMIT null disclosure-released", "clear DENY consent-refused delivery-stopped");
    }

    @Test
    void theEntryOfEachCommitsToItAndToItsTrace() {
        town.childWithBothParentsConsent("kept-entry");
        disclosed(202, town.plan("kept-entry", "kept-entry"));
        while (gateway.bean(Claim.class).next(TestGateway.TENANT, new PartyId("de-brug"), 1) != Claim.Step.NOTHING) {
            assertThat(rows("SELECT 1 FROM outbox WHERE state = 'sending'")).isNotEmpty();
        }
        List<String> entries = rows("SELECT convert_from(body, 'UTF8') FROM audit_event e JOIN decision d"
                + " ON d.tenant = e.tenant AND d.event = e.id");
        assertThat(entries)
                .anyMatch(entry -> entry.contains("\"disclosure-released\""))
                .anyMatch(entry -> entry.contains("\"delivery-cleared\""));
        assertThat(entries).allSatisfy(entry -> {
            JsonNode read = TestTown.read(entry);
            assertThat(read.at("/commitments/decision").asText()).hasSize(64);
            assertThat(read.at("/commitments/trace").asText()).hasSize(64);
            assertThat(read.at("/facts/policy").asText()).hasSize(64);
            assertThat(read.at("/facts/law").asText()).hasSize(64);
            assertThat(read.at("/facts/engine").asText()).isEqualTo("1");
        });
        assertThat(rows("SELECT 1 FROM audit_erasable s JOIN decision d ON d.tenant = s.tenant AND d.event = s.event"
                        + " WHERE s.salts IS NOT NULL"))
                .hasSize(entries.size());
    }

    @Test
    void aDecisionThatNoEntrySpeaksOfCannotBeThere() {
        assertThatThrownBy(() -> gateway.bean(Transactions.class)
                        .within(
                                TestGateway.TENANT,
                                connection -> Rows.update(
                                        connection,
                                        "INSERT INTO decision (tenant, event, disclosure, step, at, input, outcome)"
                                                + " VALUES (?, gen_random_uuid(), gen_random_uuid(), 'accept', clock_timestamp(), '{}', 'PERMIT')",
                                        TestGateway.TENANT)))
                .isInstanceOfSatisfying(SqlFailed.class, failed -> assertThat(failed.constraint())
                        .contains("decision_tenant_event_fkey"));
    }

    @Test
    void theApplicationCannotChangeWhatADecisionSaw() {
        assertThatThrownBy(() -> gateway.bean(Transactions.class)
                        .within(
                                TestGateway.TENANT,
                                connection -> Rows.update(connection, "UPDATE decision SET outcome = 'PERMIT'")))
                .isInstanceOf(SqlFailed.class);
    }

    private static List<String> kept(String disclosure) {
        return rows(
                "SELECT d.step || ' ' || d.outcome || ' ' || coalesce(d.reason, 'null') || ' ' || e.kind FROM decision d"
                        + " JOIN audit_event e ON e.tenant = d.tenant AND e.id = d.event AND e.at = d.at WHERE d.disclosure = '"
                        + disclosure + "' ORDER BY d.at");
    }

    private static List<String> rows(String sql) {
        return gateway.bean(Transactions.class)
                .within(TestGateway.TENANT, connection -> Rows.query(connection, sql, row -> row.getString(1)));
    }

    private static String disclosed(int status, String plan) {
        HttpResponse<String> answer =
                gateway.post("de-linde-direct", "/v1/doors/rest-json/plan-coordination/de-brug", plan);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return TestTown.read(answer.body()).path("disclosure").asText();
    }
}
