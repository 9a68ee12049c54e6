package org.sluis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sluis.canonical.Purpose;
import org.sluis.law.ConsentFacts;
import org.sluis.party.Party;
import org.sluis.party.PartyKind;

/** What is asked is what a policy may release: not a category less, and not one more. */
class AskableTest {
    private static final Askable ASKABLE = Known.POINT.askable();
    private static final Party SCHOOL = Known.party("de-linde", PartyKind.SCHOOL);
    private static final Party TEAM = Known.party("jeugdteam-waterlee", PartyKind.YOUTH_TEAM);

    private static final ConsentFacts ABOUT = Known.facts(true);

    @Test
    void aSignalAsksForItsCategoriesAndSaysWithoutWhichNothingGoes() {
        Askable.Way signal =
                ASKABLE.way(new Purpose("signal"), SCHOOL, TEAM, ABOUT).orElseThrow();

        assertThat(signal.needed(Set.of()))
                .containsExactly("AUTHORITY", "BEHAVIOUR", "IDENT", "SCHOOL", "SIGNAL", "VOICE");
        assertThat(signal.categories(Set.of()))
                .containsAll(signal.needed(Set.of()))
                .contains("CONTACT", "SUPPORT", "ATTENDANCE", "FAMILY")
                .doesNotContain("ORIGIN", "LEARNING", "MEDICAL", "SAFETY", "CARE_INV", "SWV", "ATTACH");
        assertThat(signal.categories(Set.of("AUTHORITY"))).doesNotContain("AUTHORITY");
        assertThat(signal.needed(Set.of("holder.name"))).doesNotContain("AUTHORITY");
    }

    @Test
    void everyPolicySaysInWordsWhatItIsFor() {
        assertThat(Known.PACKS.all()).allSatisfy(policy -> {
            assertThat(policy.pack().label().nl())
                    .isNotBlank()
                    .isNotEqualTo(policy.pack().label().en());
            assertThat(policy.pack().label().en()).isNotBlank();
        });
    }

    @Test
    void theWaysBackAreThoseThatAPolicyInForceKnows() {
        List<Askable.Way> back = ASKABLE.ways(TEAM, SCHOOL, null, ABOUT);

        assertThat(back.stream().map(Askable.Way::policy))
                .contains("040-acknowledgement-to-school")
                .hasSizeGreaterThan(2);
        assertThat(ASKABLE.ways(TEAM, SCHOOL, new Purpose("signal-feedback"), ABOUT))
                .hasSize(1);
        assertThat(ASKABLE.ways(TEAM, SCHOOL, null, ConsentFacts.nobody(LocalDate.of(2010, 1, 1))))
                .isEmpty();
        assertThat(ASKABLE.way(new Purpose("anonymous-consultation"), SCHOOL, TEAM, ABOUT))
                .isEmpty();
    }

    @Test
    void whatIsClosedIsNotAskedFor() {
        Askable.Way signal =
                ASKABLE.way(new Purpose("signal"), SCHOOL, TEAM, ABOUT).orElseThrow();
        for (Shut shut : List.of(
                new Shut(Set.of(signal.policy()), Set.of(), Set.of(), false),
                new Shut(Set.of(), Set.of("jeugdteam-waterlee"), Set.of(), false),
                new Shut(Set.of(), Set.of(), Set.of(new Purpose("signal")), false),
                new Shut(Set.of(), Set.of(), Set.of(), true))) {
            assertThat(Known.POINT.but(shut).askable().way(new Purpose("signal"), SCHOOL, TEAM, ABOUT))
                    .as(shut.toString())
                    .isEmpty();
        }
    }
}
