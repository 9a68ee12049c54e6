package org.sluis.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.canonical.Element;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.Elements;
import org.sluis.canonical.ValueType;

/** What is written as FHIR is read as FHIR: every element that has a place comes back as it was, and nothing else does. */
class FhirRoundTripTest {
    /** What comes back under another name: to whoever reads it, an id that we issued is the sender's own. */
    private static final Map<String, String> COMES_BACK_AS = Map.of(
            "subject.pairwiseId", "subject.addressedAs",
            "plan.pairwiseId", "plan.localId",
            "signal.pairwiseId", "signal.localId",
            "holder.pairwiseId", "holder.localId");

    /** What does not come back: names of resources that hold no more than links to them need. */
    private static final List<String> STAYS = List.of(
            "school.pairwiseId",
            "contact.pairwiseId",
            "care.pairwiseId",
            "careContact.pairwiseId",
            "careTeam.pairwiseId",
            "team.pairwiseId",
            "goal.pairwiseId",
            "attendance.pairwiseId");

    static Stream<Fixture> written() {
        return Fixture.with("out.json").stream()
                .filter(fixture -> fixture.connector().startsWith("fhir-"));
    }

    @ParameterizedTest
    @MethodSource("written")
    void whatIsWrittenIsRead(Fixture fixture) {
        assertThat(back(fixture.connector(), fixture.elements())).isEqualTo(expected(fixture.elements()));
    }

    /** Words that look like a label, a sentence or a separator of the format, in every place for text at once. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ouders: x",
                "Evaluatie: Eigenaar: x",
                "De ouders zijn het eens.",
                "a; b",
                "gezien: x",
                "door x",
                "x.\ny.",
                "Samen bekijken op 2027-01-01."
            })
    void noTextIsTakenForAnother(String text) {
        written().filter(fixture -> fixture.connector().equals("fhir-r4")).forEach(fixture -> {
            Elements told = Elements.of(fixture.elements().stream()
                    .map(element -> new Element(element.id(), element.position(), instead(element, text)))
                    .toList());

            assertThat(back("fhir-r4", told)).as(fixture.toString()).isEqualTo(expected(told));
        });
    }

    private static String instead(Element element, String text) {
        ElementDefinition definition = Fixture.DICTIONARY.element(element.id());
        return definition.type() == ValueType.TEXT && definition.maxLength() >= text.length() ? text : element.value();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fhir-r4", "fhir-stu3"})
    void theFixturesHaveEveryElementThatHasAPlace(String connector) {
        assertThat(written()
                        .filter(fixture -> fixture.connector().equals(connector))
                        .flatMap(fixture -> fixture.elements().ids().stream()))
                .containsAll(Fixture.CONNECTORS.out(connector).elements());
    }

    private static SortedMap<String, String> back(String connector, Elements elements) {
        byte[] written = Fixture.CONNECTORS.out(connector).render(elements).bytes();
        return values(Fixture.CONNECTORS.in(connector).read(written).elements().stream());
    }

    private static SortedMap<String, String> expected(Elements elements) {
        return values(elements.stream()
                .filter(element -> !STAYS.contains(element.id()))
                .map(element -> new Element(
                        COMES_BACK_AS.getOrDefault(element.id(), element.id()), element.position(), element.value())));
    }

    private static SortedMap<String, String> values(Stream<Element> elements) {
        SortedMap<String, String> values = new TreeMap<>();
        elements.forEach(element -> values.put(element.id() + "[" + element.position() + "]", element.value()));
        return values;
    }
}
