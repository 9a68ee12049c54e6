package org.sluis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Reason;
import org.sluis.canonical.TextSet;
import org.sluis.law.LawFinding;

class DecisionPointTest {

    @Test
    void anElementPassesWithTheRuleAndTheConsentsThatNameIt() {
        Decision decision = Known.POINT.decide(Known.plan());
        assertThat(decision.outcome()).isEqualTo(Outcome.PERMIT);
        assertThat(decision.reason()).isNull();
        assertThat(decision.rows()).startsWith("020-school-plan-to-youth-care").contains("R01");
        assertThat(decision.elements().get("goal.description"))
                .isEqualTo(new Decision.Verdict(true, "020-school-plan-to-youth-care/goal.description", null));
        assertThat(decision.consents()).containsExactly(new UUID(3, 1), new UUID(3, 2));
        assertThat(decision.elements().get("level.value").rule()).isEqualTo("020-school-plan-to-youth-care/LEARNING");
        assertThat(decision.mandatory()).contains("goal.description").doesNotContain("level.value");
        assertThat(decision.eitherOr()).contains(List.of("voice.pupil", "voice.pupilAbsent"));
        assertThat(decision.obligations()).containsEntry("pseudonymise", "true");
    }

    @Test
    void whatStaysSaysWhy() {
        Decision decision = Known.POINT.decide(Known.plan(
                Known.agreed(
                        "subject.givenName", "subject.bsn", "level.value", "attendance.overQuarter", "never.heardOf"),
                Known.ALL,
                List.of("IDENT", "PLAN")));
        assertThat(because(decision, "subject.bsn")).isEqualTo("policy-forbids");
        assertThat(because(decision, "level.value")).isEqualTo("consent-does-not-cover");
        assertThat(because(decision, "attendance.overQuarter")).isEqualTo("not-in-profile");
        assertThat(because(decision, "never.heardOf")).isEqualTo("not-in-profile");
        assertThat(because(decision, "goal.pairwiseId")).isEqualTo("consent-does-not-cover");
        assertThat(decision.elements().get("subject.pairwiseId").passes()).isTrue();
    }

    @Test
    void aControlElementIsNeitherPassedNorListed() {
        assertThat(Known.POINT.decide(Known.plan()).elements()).doesNotContainKey("subject.localId");
    }

    @Test
    void issuedElementsAloneAreNoDisclosure() {
        Decision decision = Known.POINT.decide(Known.signal(List.of("subject.localId", "subject.bsn")));
        assertThat(decision.reason()).isEqualTo(Reason.POLICY_DOES_NOT_RELEASE);
        assertThat(decision.elements().values()).noneMatch(Decision.Verdict::passes);
    }

    @Test
    void aNoOfTheLawIsTheAnswerAndItsRowsAreNamed() {
        Decision decision = Known.POINT.decide(
                Known.input(Known.PRESENT, Known.facts(true, Known.consent(1, Known.MOTHER, Known.ALL))));
        assertThat(decision.outcome()).isEqualTo(Outcome.PENDING);
        assertThat(decision.reason()).isEqualTo(Reason.CONSENT_MISSING_HOLDER);
        assertThat(decision.rows()).hasSizeGreaterThan(1);
        assertThat(decision.elements()).isEmpty();
        assertThat(decision.mandatory()).isEmpty();
    }

    @Test
    void holdsWhereTheBirthDateDiffers() {
        Decision decision = Known.POINT.decide(Known.input(Known.PRESENT, Known.facts(false)));
        assertThat(decision.outcome()).isEqualTo(Outcome.HOLD);
        assertThat(decision.reason()).isEqualTo(Reason.BIRTH_DATE_DIFFERS);
    }

    @Test
    void anErrorIsADeny() {
        DecisionPoint broken = new DecisionPoint(
                Known.PACKS,
                (input, pack) -> {
                    throw new IllegalStateException("the law is broken");
                },
                Known.LAW.digest());
        assertThat(broken.decide(Known.plan())).matches(DecisionPointTest::failed);
        DecisionPoint silent = new DecisionPoint(
                Known.PACKS,
                (input, pack) -> new LawFinding(
                        Outcome.PENDING, null, List.of(), TextSet.of(List.of()), List.of(), new TreeMap<>(), List.of()),
                Known.LAW.digest());
        assertThat(silent.decide(Known.plan())).matches(DecisionPointTest::failed);
    }

    @Test
    void anInputForOtherRulesThanThoseLoadedIsADeny() {
        DecisionPoint otherLaw =
                new DecisionPoint(Known.PACKS, (input, pack) -> Known.covering(Known.ALL), "0".repeat(64));
        assertThat(otherLaw.decide(Known.plan())).matches(DecisionPointTest::failed);
        assertThat(otherLaw.decide(otherLaw.again(
                                Known.plan(), Known.plan().facts(), Known.plan().at(), false))
                        .outcome())
                .isEqualTo(Outcome.PERMIT);
    }

    @Test
    void askedAgainItIsTheSameQuestionWithWhatIsKnownNow() {
        DecisionInput earlier = Known.plan();
        DecisionInput again =
                Known.POINT.again(earlier, Known.facts(true), earlier.at().plusSeconds(60), true);
        assertThat(again.present()).isEqualTo(earlier.present());
        assertThat(again.recipient()).isEqualTo(earlier.recipient());
        assertThat(again.facts().consents()).isEmpty();
        assertThat(again.shifted()).isTrue();
        assertThat(Known.POINT.decide(again).reason()).isEqualTo(Reason.CONSENT_MISSING_HOLDER);
    }

    @Test
    void withoutAConsentNothingIsCovered() {
        DecisionPoint point = new DecisionPoint(
                Known.PACKS,
                (input, pack) -> new LawFinding(
                        Outcome.PERMIT,
                        null,
                        List.of("R01"),
                        TextSet.of(Known.ALL),
                        List.of(),
                        new TreeMap<>(),
                        List.of()),
                Known.LAW.digest());
        assertThat(point.decide(Known.plan()).reason()).isEqualTo(Reason.POLICY_DOES_NOT_RELEASE);
    }

    private static boolean failed(Decision decision) {
        return decision.outcome() == Outcome.DENY
                && decision.reason() == Reason.DISCLOSURE_FAILED
                && decision.elements().isEmpty();
    }

    private static String because(Decision decision, String id) {
        return decision.elements().get(id).because();
    }
}
