package org.sluis.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ElementsTest {
    private static final Element NAME = new Element("subject.givenName", 0, "Sanne");
    private static final Element SECOND = new Element("goal.description", 1, "Op tijd komen");
    private static final Element FIRST = new Element("goal.description", 0, "Samen spelen");
    private static final Element TARGET = new Element("goal.targetDate", 2, "2027-06-30");
    private final Elements elements = Elements.of(List.of(NAME, SECOND, FIRST, TARGET));

    @Test
    void findsAValueByIdAndPosition() {
        assertThat(elements.value("subject.givenName")).contains("Sanne");
        assertThat(elements.value("goal.description")).contains("Samen spelen");
        assertThat(elements.value("goal.description", 1)).contains("Op tijd komen");
        assertThat(elements.value("goal.description", 2)).isEmpty();
        assertThat(elements.value("goal.targetDate")).isEmpty();
        assertThat(elements.value("goal")).isEmpty();
    }

    @Test
    void countsTheRepeatsOfAGroup() {
        assertThat(elements.repeats("goal")).isEqualTo(3);
        assertThat(elements.repeats("subject")).isEqualTo(1);
        assertThat(elements.repeats("action")).isZero();
        assertThat(elements.repeats("go")).isZero();
    }

    @Test
    void keepsTheOrderInWhichTheyWereRead() {
        assertThat(elements.stream()).containsExactly(NAME, SECOND, FIRST, TARGET);
        assertThat(elements.ids()).containsExactly("goal.description", "goal.targetDate", "subject.givenName");
    }

    @Test
    void holdsOnlyWhatIsPermitted() {
        Elements less = elements.only(
                e -> Set.of("goal.description", "medical.diagnosis").contains(e.id()));
        assertThat(less.stream()).containsExactly(SECOND, FIRST);
        assertThat(less.value("subject.givenName")).isEmpty();
        assertThat(elements.only(e -> false).ids()).isEmpty();
    }

    @Test
    void changesWithNothingOutside() {
        List<Element> given = new ArrayList<>(List.of(NAME));
        Elements kept = Elements.of(given);
        given.add(FIRST);
        kept.ids().clear();
        Elements more = kept.with(List.of(SECOND));
        assertThat(kept.stream()).containsExactly(NAME);
        assertThat(more.stream()).containsExactly(NAME, SECOND);
    }

    @Test
    void refusesTwoValuesOfOneElementAtOnePosition() {
        Element other = new Element("subject.givenName", 0, "Daan");
        Refused refused = catchThrowableOfType(Refused.class, () -> Elements.of(List.of(NAME, other)));
        assertThat(refused.reason()).isEqualTo(Reason.ELEMENT_NOT_VALID);
        assertThat(refused.where()).containsExactly("subject.givenName[0]");
        assertThat(catchThrowableOfType(Refused.class, () -> elements.with(List.of(other))))
                .isNotNull();
    }

    @Test
    void showsNoValue() {
        assertThat(elements.toString()).isEqualTo("Elements[goal.description, goal.targetDate, subject.givenName]");
        assertThat(SECOND.toString()).isEqualTo("goal.description[1]");
    }
}
