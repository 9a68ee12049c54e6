package org.sluis.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.canonical.Element;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Reason;
import org.sluis.law.ConsentFacts;
import org.sluis.law.Law;
import org.sluis.law.LawFinding;
import org.sluis.party.PartyKind;
import org.sluis.policy.pack.Pack;

/** What changes elements and never the outcome: rows of the law about elements, marks, and that nobody is identified. */
class ElementRulesTest {
    private static final List<String> SIGNAL =
            List.of("subject.givenName", "subject.postcode4", "holder.name", "holder.phone", "signal.question");
    private static final List<String> ALL = List.of("IDENT", "CONTACT", "AUTHORITY", "SIGNAL", "GOAL", "PLAN");

    @Test
    void aSecretAddressKeepsBackWhereAndNamesTheRow() {
        Decision open = Known.POINT.decide(signal(SIGNAL));
        Decision secret = Known.POINT.decide(signal(SIGNAL, "subject.addressSecret"));
        assertThat(secret.outcome()).isEqualTo(open.outcome()).isEqualTo(Outcome.PERMIT);
        assertThat(open.passing()).contains("subject.postcode4", "holder.phone");
        assertThat(secret.passing()).contains("holder.name").doesNotContain("subject.postcode4", "holder.phone");
        assertThat(secret.elements().get("holder.phone").because()).isEqualTo("law-withholds");
        assertThat(secret.elements().get("holder.phone").rule()).isEqualTo("R41");
        assertThat(secret.rows()).contains("R41");
    }

    @Test
    void whatTheLawKeepsIsNotMissed() {
        TreeMap<String, String> row = new TreeMap<>();
        row.put("AUTHORITY", "R08-holders");
        row.put("signal.question", "R99");
        DecisionPoint point = new DecisionPoint(
                Known.PACKS,
                (input, pack) -> new LawFinding(
                        Outcome.PERMIT,
                        null,
                        List.of(),
                        Known.covering(ALL).covered(),
                        Known.covering(ALL).consents(),
                        row,
                        List.of()),
                Known.LAW.digest());
        Decision decision = point.decide(signal(SIGNAL));
        assertThat(decision.mandatory()).doesNotContain("signal.question").contains("signal.urgency");
        assertThat(decision.eitherOr()).noneMatch(pair -> pair.contains("holder.name"));
        assertThat(Known.POINT.decide(signal(SIGNAL)).eitherOr()).contains(List.of("holder.name", "authority.absent"));
    }

    @Test
    void aGoalGoesOnlyBesideItsOwnMark() {
        DecisionInput input = Known.input(
                "care-plan-for-school",
                PartyKind.YOUTH_TEAM,
                PartyKind.SCHOOL,
                List.of("goal.description", "goal.shareWithSchool", "plan.title"),
                facts("care-plan-for-school"),
                "goal.shareWithSchool");
        Permit permit = permit(input);
        Elements left = permit.of(Elements.of(List.of(
                new Element("plan.title", 0, "x"),
                new Element("goal.description", 0, "stays"),
                new Element("goal.description", 1, "goes"),
                new Element("goal.shareWithSchool", 1, "true"),
                new Element("goal.description", 2, "stays"),
                new Element("goal.shareWithSchool", 2, "false"))));
        assertThat(left.stream().map(Element::toString)).containsExactly("plan.title[0]", "goal.description[1]");
    }

    @Test
    void marksAreControlElementsThatAreTrue() {
        assertThat(Known.POINT.marks(Elements.of(List.of(
                        new Element("goal.shareWithSchool", 0, "false"),
                        new Element("goal.shareWithSchool", 3, "true"),
                        new Element("subject.addressSecret", 0, "false"),
                        new Element("voice.parentsAgree", 0, "true"),
                        new Element("subject.localId", 0, "true")))))
                .containsExactly("goal.shareWithSchool");
    }

    @Test
    void aboutNobodyNobodyIsAsked() {
        Decision decision = Known.POINT.decide(consult("signal.question", "pupil.ageBand", "medical.diagnosis"));
        assertThat(decision.outcome()).isEqualTo(Outcome.PERMIT);
        assertThat(decision.rows()).containsExactly("090-anonymous-consultation", "A01");
        assertThat(decision.passing()).contains("signal.question", "pupil.ageBand");
        assertThat(decision.elements().get("medical.diagnosis").passes()).isFalse();
    }

    @Test
    void whateverTellsWhoItIsHoldsAnAnonymousMessageAndIsNamed() {
        for (String telling : List.of("subject.localId", "subject.givenName", "subject.gender", "holder.name")) {
            Decision decision = Known.POINT.decide(consult("signal.question", telling));
            assertThat(decision.reason()).as(telling).isEqualTo(Reason.ANONYMOUS_BUT_IDENTIFIED);
            assertThat(decision.elements()).containsOnlyKeys(telling);
        }
        Decision known = Known.POINT.decide(Known.input(
                "anonymous-consultation",
                PartyKind.SCHOOL,
                PartyKind.YOUTH_TEAM,
                List.of("signal.question"),
                Known.facts(true)));
        assertThat(known.reason()).isEqualTo(Reason.ANONYMOUS_BUT_IDENTIFIED);
    }

    @Test
    void withoutASubjectNoOtherKindOfMessageIsPermitted() {
        for (Pack pack : Known.PACKS.all().stream().map(Policy::pack).toList()) {
            if (!pack.anonymous()) {
                Decision decision = Known.POINT.decide(Known.input(
                        pack.purpose().value(),
                        pack.disclosers().get(0),
                        pack.recipients().get(0),
                        List.copyOf(Known.DICTIONARY.profile(pack.profile()).orElseThrow()),
                        ConsentFacts.nobody(Known.DAY)));
                assertThat(decision.reason()).as(pack.id()).isEqualTo(Reason.SUBJECT_UNKNOWN);
            }
        }
    }

    @Test
    void aRowAboutAnElementThatDoesNotExistStopsTheStart(@TempDir Path copy) throws IOException {
        for (String file : List.of("law.yaml", "65-element.yaml")) {
            String text = Files.readString(Known.FOLDER.resolve("law/nl").resolve(file));
            Files.writeString(copy.resolve(file), text.replace("subject.postcode4", "subject.postcod"));
        }
        Law law = Law.load(copy);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DecisionPoint.of(Known.PACKS, law))
                .withMessage("65-element.yaml:3: row R41 withholds subject.postcod, "
                        + "which is no element or category of the dictionary");
    }

    private static DecisionInput signal(List<String> present, String... marks) {
        return Known.input("signal", PartyKind.SCHOOL, PartyKind.YOUTH_TEAM, present, facts("signal"), marks);
    }

    private static DecisionInput consult(String... present) {
        return Known.input(
                "anonymous-consultation",
                PartyKind.SCHOOL,
                PartyKind.YOUTH_TEAM,
                List.of(present),
                ConsentFacts.nobody(Known.DAY));
    }

    private static ConsentFacts facts(String purpose) {
        return Known.facts(
                true, Known.consent(1, Known.MOTHER, purpose, ALL), Known.consent(2, Known.FATHER, purpose, ALL));
    }

    private static Permit permit(DecisionInput input) {
        return new Permit(null, KeptDecision.of(Known.POINT, input), (kind, reason) -> false);
    }
}
