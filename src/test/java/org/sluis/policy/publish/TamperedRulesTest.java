package org.sluis.policy.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.TestTown;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Reason;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.party.person.Officers;
import org.sluis.policy.Decision;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.DecisionJson;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.pack.PackSource;

/** Whoever owns the tables changes what was published: nothing that it governs is permitted any more. */
class TamperedRulesTest {
    private static final String PLAN = PublishingTest.PLAN;

    private static Officers officers;
    private static DecisionInput input;
    private static String digest;
    private static String content;

    @BeforeAll
    static void publish() {
        officers = new Officers();
        TestTown town = new TestTown(officers.gateway);
        town.childWithBothParentsConsent("t-1");
        PackSource shipped = PublishingTest.shipped();
        JsonNode proposal = officers.proposed(PublishingTest.propose(officers, shipped));
        Officers.inForce(
                officers.approve("linde-2", proposal, Officers.signed(proposal, officers.second, officers.secondKey)));
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
        officers.asOwner("ALTER TABLE sluis.rules DROP CONSTRAINT content_fits_its_digest");
        officers.asOwner("ALTER TABLE sluis.rule_change DROP CONSTRAINT rule_change_tenant_digest_fkey");
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE sluis.approval SET jws = left(jws, -4) || 'AAAA'",
                "UPDATE sluis.proposal SET jws = NULL",
                "UPDATE sluis.proposal SET jws = left(jws, -4) || 'AAAA' WHERE jws IS NOT NULL",
                "UPDATE sluis.approval SET approved_at = approved_at + interval '2 days'",
                "UPDATE sluis.rule_change SET purpose = 'signal' WHERE proposal IS NOT NULL",
                "UPDATE sluis.rule_change SET digest = (SELECT digest FROM sluis.rule_change WHERE version = 1 AND tenant = 'waterlee-scholen')"
                        + " WHERE proposal IS NOT NULL",
                "UPDATE sluis.rule_change SET effective_at = effective_at - interval '1 day' WHERE proposal IS NOT NULL",
                "UPDATE sluis.rule_change SET name = '010-plan-notice-to-youth-team' WHERE proposal IS NOT NULL",
                "UPDATE sluis.rule_change SET event = (SELECT event FROM sluis.rule_change WHERE version = 1 AND tenant = 'waterlee-scholen')"
                        + " WHERE proposal IS NOT NULL",
                "UPDATE sluis.rule_change SET version = version + 1 WHERE proposal IS NOT NULL",
                "DELETE FROM sluis.rule_change WHERE version = 2",
                "UPDATE sluis.person_role SET role = 'operator'",
            })
    void whatSaysThatTwoPersonsPublishedItCannotBeChanged(String change) {
        officers.asOwner("CREATE TABLE sluis.kept_rule AS TABLE sluis.rule_change");
        officers.asOwner("CREATE TABLE sluis.kept_approval AS TABLE sluis.approval");
        officers.asOwner("CREATE TABLE sluis.kept_proposal AS TABLE sluis.proposal");
        officers.asOwner("CREATE TABLE sluis.kept_role AS TABLE sluis.person_role");
        assertThat(decision().outcome()).isEqualTo(Outcome.PERMIT);
        try {
            assertThat(officers.asOwner(change)).isPositive();
            assertThat(decision().outcome()).as(change).isEqualTo(Outcome.DENY);
        } finally {
            officers.asOwner("DELETE FROM sluis.rule_change");
            officers.asOwner("UPDATE sluis.approval a SET jws = k.jws, approved_at = k.approved_at"
                    + " FROM sluis.kept_approval k WHERE k.proposal = a.proposal");
            officers.asOwner("UPDATE sluis.proposal p SET jws = k.jws FROM sluis.kept_proposal k WHERE k.id = p.id");
            officers.asOwner("UPDATE sluis.person_role r SET role = k.role FROM sluis.kept_role k"
                    + " WHERE k.person = r.person AND k.version = r.version");
            officers.asOwner("INSERT INTO sluis.rule_change SELECT * FROM sluis.kept_rule");
            officers.asOwner("DROP TABLE sluis.kept_rule, sluis.kept_approval, sluis.kept_proposal, sluis.kept_role");
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
