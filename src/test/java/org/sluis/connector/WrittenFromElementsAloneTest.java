package org.sluis.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.sluis.canonical.Element;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.canonical.ValueType;

/**
 * Whatever subset of all elements is given, with a value of its own each: what is written holds those that were given
 * and have a place, all of them, and no other value.
 */
class WrittenFromElementsAloneTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final WriteMapping MAPPING = Fixture.CONNECTORS.out("fhir-r4");

    @Provide
    Arbitrary<List<Element>> given() {
        List<Element> all = everything();
        // A few left out at a time, so that what is required is often there.
        return Arbitraries.integers()
                .between(0, all.size() - 1)
                .set()
                .ofMaxSize(8)
                .map(left -> {
                    List<Element> kept = new ArrayList<>();
                    for (int i = 0; i < all.size(); i++) {
                        if (!left.contains(i)) {
                            kept.add(all.get(i));
                        }
                    }
                    return kept;
                });
    }

    @Property(tries = 400)
    void holdsWhatWasGivenAndNothingElse(@ForAll("given") List<Element> given) {
        String written;
        try {
            written = new String(MAPPING.render(Elements.of(given)).bytes(), UTF_8);
        } catch (Refused refused) {
            assertThat(refused.reason()).isEqualTo(Reason.RECIPIENT_PROFILE_NOT_MET);
            assertThat(refused.where())
                    .isNotEmpty()
                    .allMatch(id -> Fixture.DICTIONARY.find(id).isPresent());
            return;
        }
        for (Element element : everything()) {
            if (isCanary(element)) {
                boolean expected = given.contains(element) && MAPPING.elements().contains(element.id());
                boolean issued = Fixture.DICTIONARY.element(element.id()).type() == ValueType.PAIRWISE;
                if (!issued || !expected) {
                    assertThat(written.contains(element.value()))
                            .as(element.toString())
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Property(tries = 100)
    void theSameElementsGiveTheSameBytesInWhateverOrderTheyCome(@ForAll long seed) {
        List<Element> shuffled = new ArrayList<>(everything());
        java.util.Collections.shuffle(shuffled, new Random(seed));

        assertThat(MAPPING.render(Elements.of(shuffled)).bytes())
                .isEqualTo(MAPPING.render(Elements.of(everything())).bytes());
    }

    @net.jqwik.api.Example
    void whatMayNeverLeaveHasNoPlaceInTheTemplate() {
        assertThat(MAPPING.elements())
                .noneMatch(id -> id.startsWith("medical.")
                        || id.startsWith("swv.")
                        || id.equals("subject.bsn")
                        || Fixture.DICTIONARY.element(id).control());
    }

    @net.jqwik.api.Example
    void whateverMayBeSentHasAPlaceInIt() throws IOException {
        for (Path policy : policies()) {
            assertThat(MAPPING.elements()).as(policy.toString()).containsAll(released(YAML.readTree(policy.toFile())));
        }
        assertThat(policies()).hasSizeGreaterThanOrEqualTo(10);
    }

    private static List<Path> policies() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("consent-policies"))) {
            return folders.map(folder -> folder.resolve("policy.yaml"))
                    .filter(Files::exists)
                    .toList();
        }
    }

    /** What the lines of the policy let go, of the elements of its profile. */
    private static Set<String> released(JsonNode pack) {
        Set<String> released = new TreeSet<>();
        for (JsonNode line : pack.path("release")) {
            for (String id :
                    Fixture.DICTIONARY.profile(pack.path("profile").asText()).orElseThrow()) {
                ElementDefinition element = Fixture.DICTIONARY.element(id);
                boolean named = line.path("element").asText().equals(element.id())
                        || line.path("reason-element").asText().equals(element.id())
                        || line.path("category").asText().equals(element.category());
                if (element.control()) {
                    continue;
                }
                if (named && line.path("rule").asText().equals("FORBIDDEN")) {
                    released.remove(element.id());
                } else if (named) {
                    released.add(element.id());
                }
            }
        }
        return released;
    }

    private static boolean isCanary(Element element) {
        return element.value().startsWith("canary");
    }

    /** Every element of the dictionary, those that repeat three times. */
    private static List<Element> everything() {
        List<Element> all = new ArrayList<>();
        for (ElementDefinition element : Fixture.DICTIONARY.elements()) {
            for (int position = 0; position < (element.repeats() ? 3 : 1); position++) {
                all.add(new Element(element.id(), position, value(element, position)));
            }
        }
        return all;
    }

    private static String value(ElementDefinition element, int position) {
        return switch (element.type()) {
            case CODE -> element.codes().get(position % element.codes().size());
            case BOOLEAN -> "true";
            case INTEGER -> "7";
            case DATE -> "2015-03-14";
            default -> "canary-" + element.id().toLowerCase(java.util.Locale.ROOT) + "-" + position;
        };
    }
}
