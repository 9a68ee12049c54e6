package org.sluis.policy.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.audit.CanonicalJson;
import org.sluis.canonical.PartyId;
import org.sluis.party.person.Approved;
import org.sluis.party.person.Proposal;
import org.sluis.party.person.ProposalKind;
import org.sluis.policy.publish.RuleChange.Kind;
import org.sluis.policy.publish.RuleChange.What;

/** A change counts where its entry and what was signed say the very same: one word else and it does not. */
class TrustTest {
    private static final UUID PROPOSAL = new UUID(7, 1);
    private static final Instant BEGINS = Instant.parse("2026-11-22T10:00:00Z");
    private static final String POLICY = "020-school-plan-to-youth-care";
    private static final String DIGEST = "ab".repeat(32);
    private static final RuleChange PUBLISHED = change(What.PUBLISHED, Kind.POLICY, POLICY, PROPOSAL);
    private static final RuleChange REOPENED = change(What.REOPENED, Kind.RECIPIENT, "de-brug", PROPOSAL);
    private static final RuleChange CLOSED = change(What.CLOSED, Kind.RECIPIENT, "de-brug", null);
    private static final String ENTRY = "{'facts':{'kind':'policy','name':'" + POLICY
            + "','purpose':'plan-coordination','digest':'" + DIGEST + "','effective':'" + BEGINS + "','proposal':'"
            + PROPOSAL + "'}}";
    private static final String OF_RECIPIENT = "{'facts':{'kind':'recipient','name':'de-brug'}}";

    @Test
    void whatSaysTheSameHolds() {
        assertThat(says("policy-published", ENTRY, PUBLISHED)).isTrue();
        assertThat(says("closed", OF_RECIPIENT, CLOSED)).isTrue();
        assertThat(says("reopened", opened(PROPOSAL), REOPENED)).isTrue();
        assertThat(Trust.speaksOf(approved(ProposalKind.POLICY, publishing(POLICY, DIGEST, null)), PUBLISHED))
                .isTrue();
        assertThat(Trust.speaksOf(approved(ProposalKind.POLICY, publishing(POLICY, DIGEST, BEGINS)), PUBLISHED))
                .isTrue();
        assertThat(Trust.speaksOf(approved(ProposalKind.REOPENING, opening("recipient", "de-brug")), REOPENED))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'kind':'policy', 'kind':'recipient'",
        "020-school, 021-school",
        "plan-coordination, signal",
        "abab, acab",
        "10:00:00, 09:00:00",
        "00000000-0000-0007-0000-000000000001, 00000000-0000-0007-0000-000000000002",
        "'{''facts''', '{''others'''",
        "'}}', '}'",
    })
    void anEntryThatSaysAnythingElseDoesNotBearItOut(String from, String to) {
        String entry = ENTRY.replaceFirst(java.util.regex.Pattern.quote(from), to);
        assertThat(entry).isNotEqualTo(ENTRY);
        assertThat(says("policy-published", entry, PUBLISHED)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"closed", "proposed", "policy-advised"})
    void anEntryOfAnotherKindDoesNotBearItOut(String kind) {
        assertThat(says(kind, ENTRY, PUBLISHED)).isFalse();
        assertThat(says(kind, opened(PROPOSAL), REOPENED)).isFalse();
    }

    @Test
    void whatAnEntrySaysOfAnotherOrOfAnotherProposalIsNotSaidOfThisOne() {
        assertThat(says("closed", OF_RECIPIENT.replace("de-brug", "het-anker"), CLOSED))
                .isFalse();
        assertThat(says("closed", OF_RECIPIENT.replace("recipient", "connector"), CLOSED))
                .isFalse();
        assertThat(says("closed", opened(PROPOSAL), CLOSED)).isFalse();
        assertThat(says("reopened", OF_RECIPIENT, REOPENED)).isFalse();
        assertThat(says("reopened", opened(new UUID(7, 2)), REOPENED)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "POLICY, 021-other, same, ",
        "POLICY, 020-school-plan-to-youth-care, other, ",
        "POLICY, 020-school-plan-to-youth-care, same, 2026-11-22T10:00:01Z",
        "PERSON_ROLE, 020-school-plan-to-youth-care, same, ",
        "REOPENING, 020-school-plan-to-youth-care, same, ",
    })
    void whatTwoSignedOfAnotherPolicyDigestMomentOrKindPublishesNothing(
            ProposalKind kind, String policy, String digest, @Nullable Instant effective) {
        Map<String, Object> content = publishing(policy, digest.equals("same") ? DIGEST : "cd".repeat(32), effective);
        assertThat(Trust.speaksOf(approved(kind, content), PUBLISHED)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "REOPENING, recipient, het-anker",
        "REOPENING, connector, de-brug",
        "POLICY, recipient, de-brug",
        "PERSON_KEY, recipient, de-brug"
    })
    void whatTwoSignedOfAnotherOpensNothing(ProposalKind kind, String what, String name) {
        assertThat(Trust.speaksOf(approved(kind, opening(what, name)), REOPENED))
                .isFalse();
    }

    private static boolean says(String kind, String entry, RuleChange change) {
        return Trust.says(kind, entry.replace('\'', '"'), change);
    }

    private static String opened(UUID proposal) {
        return OF_RECIPIENT.replace("}}", ",'proposal':'" + proposal + "'}}");
    }

    private static Map<String, Object> publishing(String policy, String digest, @Nullable Instant effective) {
        return SignedContent.publishing(policy, digest, effective);
    }

    private static Map<String, Object> opening(String kind, String name) {
        return SignedContent.reopening(kind, name);
    }

    private static RuleChange change(What what, Kind kind, String name, @Nullable UUID proposal) {
        boolean published = what == What.PUBLISHED;
        return new RuleChange(
                1,
                what,
                kind,
                name,
                published ? "plan-coordination" : null,
                published ? DIGEST : null,
                BEGINS,
                BEGINS,
                proposal,
                new UUID(8, 1));
    }

    private static Approved approved(ProposalKind kind, Map<String, Object> content) {
        String written = CanonicalJson.write(content);
        Proposal proposal =
                new Proposal(PROPOSAL, kind, written, DIGEST, new PartyId("de-linde"), new UUID(9, 1), BEGINS, BEGINS);
        return new Approved(proposal, new UUID(9, 2), "thumbprint", "jws", BEGINS);
    }
}
