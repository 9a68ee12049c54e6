package org.sluis.policy.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluis.TestTown;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Reason;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.party.person.Approval;
import org.sluis.party.person.Officers;
import org.sluis.policy.Decision;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.DecisionJson;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.pack.PackSource;

/** Whoever owns the tables changes what was published: nothing that it governs is permitted any more. */
class TamperedRulesTest {
    private static final List<String> TABLES =
            List.of("rule_change", "approval", "proposal", "person_role", "person_key_revocation");
    /** Whoever owns the tables can leave them out. */
    private static final List<String> CONSTRAINTS = List.of(
            "rules.content_fits_its_digest",
            "rule_change.rule_change_tenant_digest_fkey",
            "rule_change.rule_change_tenant_proposal_fkey",
            "rule_change.rule_change_check3",
            "approval.approval_tenant_proposal_proposed_by_fkey",
            "approval.approval_check",
            "proposal.proposal_check",
            "proposal.proposal_check1");

    private static Officers officers;
    private static DecisionInput input;
    private static String digest;
    private static String content;
    private static UUID proposal;
    /** What both signed. */
    private static String signed;

    @BeforeAll
    static void publish() {
        officers = new Officers();
        TestTown town = new TestTown(officers.gateway);
        town.childWithBothParentsConsent("t-1");
        PackSource shipped = PublishingTest.shipped();
        JsonNode proposed = officers.proposed(PublishingTest.propose(officers, shipped));
        Officers.inForce(
                officers.approve("linde-2", proposed, Officers.signed(proposed, officers.second, officers.secondKey)));
        proposal = UUID.fromString(proposed.path("proposal").asText());
        signed = proposed.path("digest").asText();
        digest = shipped.digest();
        content = shipped.content();
        assertThat(officers.gateway
                        .post("de-linde-direct", PublishingTest.DOOR, town.plan("t-1", "t-1"))
                        .statusCode())
                .isEqualTo(202);
        input = officers.gateway
                .bean(Transactions.class)
                .within(
                        Officers.TENANT,
                        connection -> DecisionJson.read(
                                Rows.one(connection, "SELECT decision FROM outbox", row -> row.getString(1))
                                        .orElseThrow()));
        CONSTRAINTS.forEach(each -> officers.asOwner("ALTER TABLE sluis." + each.replace(".", " DROP CONSTRAINT ")));
    }

    @AfterAll
    static void close() {
        officers.close();
    }

    @Test
    void noneOfFiveHundredMutationsOfThePackPermits() {
        assertThat(decision().outcome()).isEqualTo(Outcome.PERMIT);
        List<String> permitted = new ArrayList<>();
        for (String mutant : mutants()) {
            keep(mutant);
            if (decision().outcome() == Outcome.PERMIT) {
                permitted.add(mutant.substring(0, Math.min(200, mutant.length())));
            }
        }
        assertThat(permitted).isEmpty();
        assertThat(decision().reason()).isEqualTo(Reason.POLICY_NOT_TRUSTED);
        keep(content);
        assertThat(decision().outcome()).isEqualTo(Outcome.PERMIT);
    }

    /** @param change of what is kept of the two persons and of what they published */
    @ParameterizedTest
    @MethodSource("changes")
    void whatSaysThatTwoPersonsPublishedItCannotBeChanged(String change) {
        changed(change, Outcome.DENY);
    }

    static Stream<String> changes() {
        String publication = "UPDATE sluis.rule_change SET %s WHERE proposal IS NOT NULL";
        String first = "(SELECT %s FROM sluis.rule_change WHERE version = 1 AND tenant = '" + Officers.TENANT + "')";
        return Stream.of(
                publication.formatted("purpose = 'signal'"),
                publication.formatted("digest = " + first.formatted("digest")),
                publication.formatted("effective_at = effective_at - interval '1 day'"),
                publication.formatted("name = '010-plan-notice-to-youth-team'"),
                publication.formatted("event = " + first.formatted("event")),
                publication.formatted("version = version + 1"),
                "DELETE FROM sluis.rule_change WHERE version = 2",
                "UPDATE sluis.proposal SET jws = NULL WHERE jws IS NOT NULL",
                proposal("jws = left(jws, -4) || 'AAAA'"),
                proposal("proposed_by = '" + officers.operator + "'"),
                proposal("party = 'het-anker'"),
                proposal("content = content || ' '"),
                proposal("kind = 'reopening'"),
                proposal("proposed_at = proposed_at - interval '1 hour'"),
                proposal("proposed_at = proposed_at + interval '1 hour'"),
                approval("jws = left(jws, -4) || 'AAAA'"),
                approval("approved_at = approved_at + interval '2 days'"),
                approval("approved_at = approved_at - interval '1 hour'"),
                approval("jws = '" + second(UUID.randomUUID(), signed, officers.second) + "'"),
                approval("jws = '" + second(proposal, digest, officers.second) + "'"),
                approval("jws = '" + second(proposal, signed, officers.first) + "'"),
                proposal("digest = '" + digest + "'") + ";"
                        + approval("jws = '" + second(proposal, digest, officers.second) + "'"),
                approval("jws = '"
                        + new Approval(proposal, signed, officers.first, Instant.now()).sign(officers.firstOtherKey)
                        + "', person = '" + officers.first + "', thumbprint = '" + thumbprint(officers.firstOtherKey)
                        + "'"),
                revoked(officers.firstKey, "1 hour"),
                revoked(officers.secondKey, "1 hour"),
                ended(officers.first, "valid_from - interval '1 day'"),
                ended(officers.second, "valid_from - interval '1 day'"),
                "UPDATE sluis.person_role SET role = 'operator'");
    }

    /** A key or a role that ends afterwards takes nothing back. */
    @ParameterizedTest
    @MethodSource("laterChanges")
    void whatWasGoodAtItsMomentStaysSo(String change) {
        changed(change, Outcome.PERMIT);
    }

    static Stream<String> laterChanges() {
        return Stream.of(
                revoked(officers.firstKey, "0 hour"),
                revoked(officers.secondKey, "0 hour"),
                ended(officers.first, "statement_timestamp()"),
                ended(officers.second, "statement_timestamp()"));
    }

    private static String proposal(String set) {
        return "UPDATE sluis.proposal SET " + set + " WHERE id = '" + proposal + "'";
    }

    private static String approval(String set) {
        return "UPDATE sluis.approval SET " + set + " WHERE proposal = '" + proposal + "'";
    }

    private static String second(UUID proposal, String digest, UUID person) {
        return new Approval(proposal, digest, person, Instant.now()).sign(officers.secondKey);
    }

    private static String revoked(OctetKeyPair key, String ago) {
        return "INSERT INTO sluis.person_key_revocation SELECT tenant, thumbprint, statement_timestamp() - interval '"
                + ago + "', event FROM sluis.person_key WHERE thumbprint = '" + thumbprint(key) + "'";
    }

    /** Recorded from the start that it ends then. */
    private static String ended(UUID person, String until) {
        return "UPDATE sluis.person_role SET valid_from = valid_from - interval '2 days', valid_until = " + until
                + " WHERE person = '" + person + "'";
    }

    private static String thumbprint(OctetKeyPair key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void changed(String change, Outcome then) {
        assertThat(decision().outcome()).isEqualTo(Outcome.PERMIT);
        TABLES.forEach(table -> officers.asOwner("CREATE TABLE sluis.kept_" + table + " AS TABLE sluis." + table));
        try {
            for (String each : change.split(";", -1)) {
                assertThat(officers.asOwner(each)).isPositive();
            }
            assertThat(decision().outcome()).as(change).isEqualTo(then);
        } finally {
            TABLES.forEach(table -> officers.asOwner("DELETE FROM sluis." + table + "; INSERT INTO sluis." + table
                    + " SELECT * FROM sluis.kept_" + table + "; DROP TABLE sluis.kept_" + table));
        }
        assertThat(decision().outcome()).isEqualTo(Outcome.PERMIT);
    }

    /** Also where the log says that it was opened again. */
    @Test
    void whatWasClosedIsOpenedByTwoWhoSignAndByNothingElse() {
        officers.gateway.post("linde-3", "/v1/closings", "{\"kind\":\"recipient\",\"name\":\"de-brug\"}");
        assertThat(decision().reason()).isEqualTo(Reason.POLICY_CLOSED);
        String closing = " WHERE what = 'closed' AND name = 'de-brug'";
        String entry =
                "UPDATE sluis.audit_event SET kind = '%s' WHERE id = (SELECT event FROM sluis.rule_change WHERE name = 'de-brug')";
        officers.asOwner("ALTER TABLE sluis.audit_event DISABLE TRIGGER append_only");
        try {
            assertThat(officers.asOwner(entry.formatted("reopened"))).isOne();
            assertThat(officers.asOwner("UPDATE sluis.rule_change SET what = 'reopened'" + closing))
                    .isOne();
            assertThat(decision().reason()).isEqualTo(Reason.POLICY_CLOSED);
        } finally {
            officers.asOwner(entry.formatted("closed"));
            officers.asOwner("DELETE FROM sluis.rule_change WHERE name = 'de-brug'");
            officers.asOwner("ALTER TABLE sluis.audit_event ENABLE TRIGGER append_only");
        }
        assertThat(decision().outcome()).isEqualTo(Outcome.PERMIT);
    }

    /** Whoever owns the tables rewrites the entry in the log as well; signatures are what cannot be made. */
    @Test
    void aPackThatNobodySignedDecidesNothingThoughTheLogSaysItWasPublished() {
        PackSource wider = PublishingTest.wider();
        String says = "UPDATE sluis.audit_event SET body = convert_to(replace(convert_from(body, 'UTF8'), '%s', '%s'),"
                + " 'UTF8') WHERE kind = 'policy-published' AND id IN"
                + " (SELECT event FROM sluis.rule_change WHERE proposal IS NOT NULL)";
        String changes = "UPDATE sluis.rule_change SET digest = '%s' WHERE proposal IS NOT NULL";
        assertThat(decision().outcome()).isEqualTo(Outcome.PERMIT);
        officers.asOwner("ALTER TABLE sluis.audit_event DISABLE TRIGGER append_only");
        try {
            officers.asOwner("INSERT INTO sluis.rules (tenant, digest, kind, content) SELECT tenant, '"
                    + wider.digest() + "', kind, " + literal(wider.content()) + " FROM sluis.rules WHERE digest = '"
                    + digest + "' AND tenant = '" + Officers.TENANT + "'");
            assertThat(officers.asOwner(says.formatted(digest, wider.digest()))).isOne();
            assertThat(officers.asOwner(changes.formatted(wider.digest()))).isOne();
            assertThat(decision().reason()).isEqualTo(Reason.POLICY_NOT_TRUSTED);
        } finally {
            officers.asOwner(says.formatted(wider.digest(), digest));
            officers.asOwner(changes.formatted(digest));
            officers.asOwner("DELETE FROM sluis.rules WHERE digest = '" + wider.digest() + "'");
            officers.asOwner("ALTER TABLE sluis.audit_event ENABLE TRIGGER append_only");
        }
        assertThat(decision().outcome()).isEqualTo(Outcome.PERMIT);
    }

    /** Truncated all along, single bytes changed, and whole other things. */
    private static List<String> mutants() {
        List<String> mutants = new ArrayList<>(List.of("", " ", "{}", "[]", "null", "{\"id\":"));
        for (int i = 0; i < 250; i++) {
            mutants.add(content.substring(0, (int) ((long) content.length() * i / 250)));
        }
        Random random = new Random(20261122);
        while (mutants.size() < 500) {
            int at = random.nextInt(content.length());
            char other = (char) ('a' + random.nextInt(26));
            if (content.charAt(at) != other) {
                mutants.add(content.substring(0, at) + other + content.substring(at + 1));
            }
        }
        return mutants;
    }

    private static void keep(String text) {
        officers.asOwner("UPDATE sluis.rules SET content = " + literal(text) + " WHERE digest = '" + digest + "'");
    }

    private static String literal(String text) {
        return "convert_from(decode('" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8))
                + "', 'hex'), 'UTF8')";
    }

    /** As a node decides that looks anew. */
    private static Decision decision() {
        officers.asOwner("UPDATE sluis.epoch SET version = version + 1");
        Published published = officers.gateway.bean(Published.class);
        published.edition(Officers.TENANT);
        DecisionPoint point = published.of(Officers.TENANT);
        return point.decide(point.underThese(input));
    }
}
