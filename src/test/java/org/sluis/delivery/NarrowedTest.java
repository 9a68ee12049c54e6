package org.sluis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.canonical.PartyId;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.party.person.Officers;

/** What may still go, yet not all of what was rendered or not as it was rendered, does not go: it is held, and destroyed. */
class NarrowedTest {
    private static Officers officers;
    private static TestTown town;

    @BeforeAll
    static void open() {
        officers = new Officers();
        town = new TestTown(officers.gateway);
        officers.gateway.bean(Tenants.class).all(); // their rules are in force
    }

    @AfterAll
    static void close() {
        officers.close();
    }

    @Test
    void whatAConsentNoLongerCoversHoldsAllOfIt() {
        String disclosure = accepted("narrower");
        List<String> fewer =
                TestTown.ALL.stream().filter(each -> !each.equals("GOAL")).toList();
        town.consent("narrower", "ouder-2", "grant", fewer);
        cleared();
        held(disclosure, "narrowed-since-acceptance");
        assertThat(rows("SELECT input FROM decision WHERE step = 'clear' AND disclosure = '" + disclosure + "'"))
                .singleElement()
                .as("the decision that was made saw the narrower consent")
                .asString()
                .contains("\"SUPPORT\"");
    }

    @Test
    void whatAConsentCoversAndMoreGoes() {
        String disclosure = accepted("same");
        town.consent("same", "ouder-2", "grant", TestTown.ALL);
        cleared();
        assertThat(rows("SELECT state FROM outbox WHERE disclosure = '" + disclosure + "'"))
                .containsExactly("sending");
    }

    /** By another mapping, or with pseudonyms of another time. */
    @ParameterizedTest
    @CsvSource({"mapping_digest", "pseudonym_epoch"})
    void whatWasRenderedOtherwiseThanNowIsHeld(String column) {
        String disclosure = accepted("rendered-" + column);
        assertThat(officers.asOwner(
                        "UPDATE sluis.outbox SET " + column + " = 'another' WHERE disclosure = '" + disclosure + "'"))
                .isOne();
        cleared();
        held(disclosure, "mapping-changed-since-acceptance");
    }

    private static void held(String disclosure, String reason) {
        assertThat(rows("SELECT state || ' ' || reason || ' ' || coalesce(length(ciphertext), 0) FROM outbox"
                        + " WHERE disclosure = '" + disclosure + "'"))
                .containsExactly("held " + reason + " 0");
        assertThat(rows("SELECT d.step || ' ' || d.outcome || ' ' || e.kind FROM decision d JOIN audit_event e"
                        + " ON e.tenant = d.tenant AND e.id = d.event WHERE d.disclosure = '" + disclosure
                        + "' ORDER BY d.at"))
                .as("what each decision saw is kept")
                .containsExactly("accept PERMIT disclosure-released", "clear PERMIT delivery-held");
    }

    private static void cleared() {
        Claim.Step step = officers.gateway.bean(Claim.class).next(TestGateway.TENANT, new PartyId("de-brug"), 1);
        assertThat(step.found()).isTrue();
    }

    private static String accepted(String child) {
        town.childWithBothParentsConsent(child);
        HttpResponse<String> answer = officers.gateway.post(
                "de-linde-direct", "/v1/doors/rest-json/plan-coordination/de-brug", town.plan(child, child));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return TestTown.read(answer.body()).path("disclosure").asText();
    }

    private static List<String> rows(String sql) {
        return officers.gateway
                .bean(Transactions.class)
                .within(TestGateway.TENANT, connection -> Rows.query(connection, sql, row -> row.getString(1)));
    }
}
