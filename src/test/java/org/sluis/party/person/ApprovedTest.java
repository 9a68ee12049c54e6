package org.sluis.party.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sluis.party.person.Officers.OTHER;
import static org.sluis.party.person.Officers.TENANT;
import static org.sluis.party.person.Officers.inForce;
import static org.sluis.party.person.Officers.refused;

import com.nimbusds.jose.jwk.OctetKeyPair;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Rows;
import org.sluis.database.SqlFailed;
import org.sluis.database.Transactions;

/** What other rooms ask of four eyes: propose, approve over HTTP, use within a day; and what the tables hold by themselves. */
class ApprovedTest {
    private static Officers town;
    private static FourEyes fourEyes;
    private static int glasses;

    @BeforeAll
    static void open() {
        town = new Officers();
        fourEyes = town.gateway.bean(FourEyes.class);
    }

    @AfterAll
    static void close() {
        town.close();
    }

    @Test
    void twoPersonsAreFoundAgainByWhatTheyAgreedOn() {
        Map<String, Object> glass = glass();
        Proposal proposal = proposed("linde-3", glass);
        assertThat(used(proposal.digest())).isEmpty();

        approve(proposal, town.second, town.secondKey);

        Approved approved = used(FourEyes.digest(glass)).orElseThrow();
        assertThat(approved.proposal().proposedBy()).isEqualTo(town.operator);
        assertThat(approved.approver()).isEqualTo(town.second);
        assertThat(approved.proposal().party().value()).isEqualTo("de-linde");
        assertThat(used(FourEyes.digest(glass()))).isEmpty();
        assertThat(within(TENANT, ProposalKind.POLICY, proposal.digest())).isEmpty();
        assertThat(within(OTHER, ProposalKind.KEY_RELEASE, proposal.digest())).isEmpty();
    }

    @Test
    void afterADayAnApprovalCannotBeUsedAndStaysOnRecord() {
        Proposal proposal = proposed("linde-3", glass());
        // She has been an officer for days.
        assertThat(town.asOwner("UPDATE sluis.person_role SET recorded_at = recorded_at - interval '3 days',"
                        + " valid_from = valid_from - interval '3 days' WHERE person = '" + town.first + "'"))
                .isEqualTo(1);
        // Proposed a day ago but for half a minute, and signed at once: so that all of it can be a day older.
        proposed(proposal, "23 hours 59 minutes 30 seconds");
        Instant then = Instant.now().minus(Duration.ofHours(24)).plusSeconds(30);
        String jws = new Approval(proposal.id(), proposal.digest(), town.first, then).sign(town.firstKey);
        inForce(post(proposal, jws));

        proposed(proposal, "23 hours 59 minutes");
        change("approval", "approved_at = approved_at - interval '23 hours 59 minutes'", "proposal", proposal);
        assertThat(used(proposal.digest())).isPresent();
        proposed(proposal, "1 minute");
        change("approval", "approved_at = approved_at - interval '1 minute'", "proposal", proposal);

        assertThat(used(proposal.digest())).isEmpty();
        assertThat(town.gateway.get("linde-1", "/v1/proposals/" + proposal.id()).body())
                .contains("\"approvedBy\":\"" + town.first);
    }

    @Test
    void aKeyThatIsRevokedAfterwardsIsNoLongerUsed() {
        OctetKeyPair lost = Officers.key();
        town.approved("linde-2", town.enrol("linde-2", town.second, lost), town.first, town.firstKey);
        Proposal proposal = proposed("linde-3", glass());
        approve(proposal, town.second, lost);
        assertThat(used(proposal.digest())).isPresent();

        inForce(town.revoke("linde-2", town.second, lost));

        assertThat(used(proposal.digest())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "approval, jws, 'replace(jws, ''.'', ''.A'')'",
        "approval, approved_at, approved_at - interval '2 hours'",
        "proposal, kind, '''policy'''"
    })
    void aRowThatSomebodyChangedIsNoApproval(String table, String column, String to) {
        Proposal proposal = proposed("linde-3", glass());
        approve(proposal, town.second, town.secondKey);
        assertThat(used(proposal.digest())).isPresent();

        change(table, column + " = " + to, table.equals("proposal") ? "id" : "proposal", proposal);

        assertThat(used(proposal.digest())).isEmpty();
    }

    @Test
    void anAccountThatIsNobodysProposesNothing() {
        for (String client : new String[] {"de-linde-direct", "klasboek", "anker-1"}) {
            assertThatThrownBy(() -> proposed(client, glass()))
                    .isInstanceOfSatisfying(
                            Refused.class, said -> assertThat(said.reason()).isEqualTo(Reason.PROPOSER_UNKNOWN));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE proposal SET digest = digest",
                "UPDATE person_role SET valid_until = now()",
                "UPDATE person_key SET x = x",
                "DELETE FROM approval",
                "DELETE FROM person_account",
                "DELETE FROM person_key_revocation",
                "INSERT INTO proposal (tenant, proposed_at) VALUES ('waterlee-scholen', now())",
                "INSERT INTO approval (tenant, approved_at) VALUES ('waterlee-scholen', now())",
                "INSERT INTO person_role (tenant, recorded_at) VALUES ('waterlee-scholen', now())",
                "INSERT INTO person_key (tenant, enrolled_at) VALUES ('waterlee-scholen', now())"
            })
    void theApplicationNeitherChangesARowNorSaysWhenItWasWritten(String sql) {
        assertThatThrownBy(() -> town.gateway.bean(Transactions.class).within(TENANT, c -> Rows.update(c, sql)))
                .isInstanceOfSatisfying(
                        SqlFailed.class, failed -> assertThat(failed.sqlState()).isEqualTo("42501"));
    }

    @Test
    void theTablesThemselvesKnowNoApprovalByWhoProposedAndNoContentOfAnotherDigest() {
        Proposal proposal = proposed("linde-3", glass());
        approve(proposal, town.second, town.secondKey);

        assertThatThrownBy(() -> change("approval", "person = proposed_by", "proposal", proposal))
                .hasMessageContaining("approval_check");
        assertThatThrownBy(() -> change("approval", "person = '" + town.first + "'", "proposal", proposal))
                .hasMessageContaining("person_thumbprint");
        assertThatThrownBy(() -> change("proposal", "content = '{}'", "id", proposal))
                .hasMessageContaining("proposal_check");
    }

    @Test
    void anApprovalThatIsTooLateToUseIsRefusedByTheDoorToo() {
        Proposal proposal = proposed("linde-3", glass());
        proposed(proposal, "25 hours");

        refused(post(proposal, town.second, town.secondKey), 403, "proposal-expired", null);
        assertThat(used(proposal.digest())).isEmpty();
    }

    private static Map<String, Object> glass() {
        return Map.of(
                "subject", UUID.nameUUIDFromBytes(new byte[] {(byte) ++glasses}).toString(), "reason", "danger");
    }

    private static Proposal proposed(String client, Map<String, Object> content) {
        return town.gateway
                .bean(Ledger.class)
                .alone(
                        TENANT,
                        session -> fourEyes.propose(session, town.caller(client), ProposalKind.KEY_RELEASE, content));
    }

    private static Optional<Approved> used(String digest) {
        return within(TENANT, ProposalKind.KEY_RELEASE, digest);
    }

    private static Optional<Approved> within(String tenant, ProposalKind kind, String digest) {
        return town.gateway
                .bean(Transactions.class)
                .within(tenant, connection -> fourEyes.approved(connection, tenant, kind, digest));
    }

    private static void approve(Proposal proposal, UUID person, OctetKeyPair key) {
        inForce(post(proposal, person, key));
    }

    private static HttpResponse<String> post(Proposal proposal, UUID person, OctetKeyPair key) {
        return post(proposal, new Approval(proposal.id(), proposal.digest(), person, Instant.now()).sign(key));
    }

    private static HttpResponse<String> post(Proposal proposal, String jws) {
        String path = "/v1/proposals/" + proposal.id() + "/approvals";
        return town.gateway.post(town.gateway.url(), "linde-1", path, "application/jose", jws);
    }

    /** So much longer ago. */
    private static void proposed(Proposal proposal, String ago) {
        String by = " - interval '" + ago + "'";
        change("proposal", "proposed_at = proposed_at" + by + ", expires_at = expires_at" + by, "id", proposal);
    }

    private static void change(String table, String set, String by, Proposal proposal) {
        assertThat(town.asOwner(
                        "UPDATE sluis." + table + " SET " + set + " WHERE " + by + " = '" + proposal.id() + "'"))
                .isEqualTo(1);
    }
}
