package org.sluis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluis.canonical.ReasonTexts;
import org.sluis.law.ConsentFacts;
import org.sluis.party.PartyKind;

class ExplanationTest {
    private static final ReasonTexts REASONS = new ReasonTexts();
    private static final List<String> PRESENT = Known.agreed("subject.givenName", "subject.bsn", "level.value");

    @Test
    void saysInDutchWhatGoesWhatStaysAndWhy() {
        Explanation explanation =
                explained(Known.plan(PRESENT, List.of("IDENT"), List.of("IDENT")), Explanation.Language.NL);
        assertThat(explanation.paragraph())
                .startsWith("Dit mag worden gestuurd: van de 5 gegevens gaat er 1 mee")
                .contains("Niet mee gaat: Burgerservicenummer, want het beleid verbiedt het.")
                .contains(
                        "Niet mee gaat: Niveau, Instemming ouders met het handelingsdeel, Leerling gehoord op, want de toestemming"
                                + " dekt het niet.")
                .doesNotContain("Kenmerk");
        assertThat(explanation.lines())
                .contains(new Explanation.Line(
                        "subject.bsn",
                        "Burgerservicenummer",
                        false,
                        "020-school-plan-to-youth-care/subject.bsn",
                        "het beleid verbiedt het"))
                .noneMatch(line -> line.element().equals("goal.pairwiseId"))
                .anyMatch(line -> line.element().equals("subject.pairwiseId"))
                .first()
                .matches(Explanation.Line::passes);
    }

    @Test
    void saysTheSameInEnglish() {
        assertThat(explained(Known.plan(PRESENT, List.of("IDENT"), List.of("IDENT")), Explanation.Language.EN)
                        .paragraph())
                .startsWith("This may be sent: of the 5 elements 1 goes")
                .contains("What stays: Citizen service number, because the policy forbids it.");
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
        assertThat(nobody.paragraph())
                .contains("they are about nobody in particular")
                .doesNotContain("consent");
        assertThat(nobody.lines()).first().matches(line -> line.why().equals("the policy names it"));
    }

    @Test
    void saysWhyNothingGoes() {
        Explanation explanation = explained(Known.input(PRESENT, Known.facts(true)), Explanation.Language.EN);
        assertThat(explanation.paragraph())
                .startsWith("This cannot be sent yet. ")
                .contains("020-school-plan");
        assertThat(explanation.lines()).isEmpty();
    }

    private static Explanation explained(DecisionInput input, Explanation.Language language) {
        return Explanation.of(Known.POINT.decide(input), Known.DICTIONARY, language, REASONS);
    }
}
