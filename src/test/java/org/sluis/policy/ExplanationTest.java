package org.sluis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluis.canonical.ReasonTexts;
import org.sluis.law.ConsentFacts;
import org.sluis.party.PartyKind;

class ExplanationTest {
    private static final ReasonTexts REASONS = new ReasonTexts();
    private static final String LACKING = "Zo wordt het toch niet gestuurd, want dit moet mee en ontbreekt: ";
    private static final List<String> PRESENT = Known.agreed("subject.givenName", "subject.bsn", "level.value");

    @Test
    void saysInDutchWhatGoesWhatStaysAndWhy() {
        Explanation explanation =
                explained(Known.plan(PRESENT, List.of("IDENT"), List.of("IDENT")), Explanation.Language.NL);
        assertThat(explanation.paragraph())
                .startsWith("Op 2 november 2026 is bekeken wat de school mag delen met de jeugdhulp. Het doel: het plan"
                        + " van de school delen, zodat school en hulp aan dezelfde doelen werken. De afspraken daarover"
                        + " gelden vanaf 1 augustus 2014. Toestemming is gevraagd aan wie het gezag heeft, zoals een"
                        + " ouder of voogd. Van de 5 gegevens gaat er 1 mee, over: wie het is. Niet mee gaat: niveau,"
                        + " instemming ouders met het handelingsdeel, leerling gehoord op, want daar is geen toestemming"
                        + " voor. Niet mee gaat: burgerservicenummer, want de afspraken verbieden het. "
                        + LACKING);
        assertThat(explanation.lines())
                .contains(new Explanation.Line(
                        "subject.bsn",
                        "Burgerservicenummer",
                        false,
                        "020-school-plan-to-youth-care/subject.bsn",
                        "de afspraken verbieden het"))
                .noneMatch(line -> line.element().equals("goal.pairwiseId"))
                .anyMatch(line -> line.element().equals("subject.pairwiseId"))
                .first()
                .matches(Explanation.Line::passes);
    }

    @Test
    void saysTheSameInEnglish() {
        assertThat(explained(Known.plan(PRESENT, List.of("IDENT"), List.of("IDENT")), Explanation.Language.EN)
                        .paragraph())
                .startsWith("On 2 November 2026 it was checked what the school may share with youth care.")
                .contains("Consent was asked of whoever has parental responsibility, such as a parent or guardian.")
                .contains("Of the 5 items 1 goes, about: who it is.")
                .contains("What stays: citizen service number, because the policy forbids it.");
    }

    @Test
    void saysWhatTheLawKeepsAndThatNobodyIsAsked() {
        assertThat(explained(
                                Known.input(
                                        "signal",
                                        PartyKind.SCHOOL,
                                        PartyKind.YOUTH_TEAM,
                                        List.of("subject.givenName", "subject.postcode4"),
                                        Known.facts(
                                                true,
                                                Known.consent(1, Known.MOTHER, "signal", List.of("IDENT", "CONTACT")),
                                                Known.consent(2, Known.FATHER, "signal", List.of("IDENT", "CONTACT"))),
                                        "subject.addressSecret"),
                                Explanation.Language.NL)
                        .lines())
                .contains(new Explanation.Line(
                        "subject.postcode4", "Cijfers van de postcode", false, "R41", "de wet houdt het tegen"));
        Explanation nobody = explained(
                Known.input(
                        "anonymous-consultation",
                        PartyKind.SCHOOL,
                        PartyKind.YOUTH_TEAM,
                        List.of("signal.question"),
                        ConsentFacts.nobody(Known.DAY)),
                Explanation.Language.EN);
        assertThat(nobody.paragraph()).contains("It is not about any child in particular, so no consent is needed.");
        assertThat(nobody.lines()).first().matches(line -> line.why().equals("the policy names it"));
    }

    @Test
    void saysWhyNothingGoes() {
        Explanation explanation = explained(Known.input(PRESENT, Known.facts(true)), Explanation.Language.EN);
        assertThat(explanation.paragraph())
                .contains("It cannot be shared yet. The sender was told: “The consent of those")
                .doesNotContain("020-school-plan", "Consent was asked");
        assertThat(explanation.lines()).isEmpty();
    }

    private static Explanation explained(DecisionInput input, Explanation.Language language) {
        return Explanation.of(Known.POINT, input, language, REASONS);
    }
}
