package org.sluis.policy.pack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluis.policy.Shipped;

/** The schema for editors says what the reader says. */
class PolicySchemaTest {
    private static final Path PACKS = Path.of("consent-policies");

    @Test
    void knowsTheKeysTheRulesTheKindsAndTheProfilesOfTheReader() throws IOException {
        JsonNode schema = schema("policy.schema.json");
        assertThat(names(schema.get("properties"))).containsExactlyInAnyOrder(PackReader.KEYS);
        Set<String> optional = names(schema.get("properties"));
        optional.removeAll(words(schema.get("required")));
        assertThat(optional).containsExactlyInAnyOrder("attestable", "conditions", "sensitivity");
        assertThat(names(schema.at("/properties/attestable/properties")))
                .isEqualTo(Shipped.SCREEN.kinds().attestable());
        assertThat(words(schema.at("/$defs/attest/items/enum")))
                .isEqualTo(Shipped.SCREEN.kinds().reasons());
        assertThat(names(schema.at("/properties/obligations/properties")))
                .containsExactlyInAnyOrder(TermsReader.OBLIGATIONS);
        assertThat(words(schema.at("/properties/obligations/properties/notify/items/enum")))
                .containsExactlyInAnyOrderElementsOf(TermsReader.NOTIFIED);
        assertThat(names(schema.at("/properties/conditions/properties"))).containsExactlyInAnyOrder(Conditions.KEYS);
        assertThat(words(schema.at("/$defs/ageBand/enum"))).containsExactlyInAnyOrderElementsOf(Conditions.AGES);
        assertThat(words(schema.at("/$defs/authorityState/enum")))
                .containsExactlyInAnyOrderElementsOf(Conditions.AUTHORITY);
        assertThat(words(schema.at("/$defs/kind/enum"))).containsExactlyInAnyOrderElementsOf(PackReader.KINDS);
        Set<String> rules = words(schema.at("/$defs/element/properties/rule/enum"));
        rules.add(schema.at("/$defs/either/properties/rule/const").asText());
        assertThat(rules)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Rule.values()).map(Rule::name).toList());
        assertThat(words(schema.at("/$defs/category/properties/rule/enum")))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Rule.values())
                        .filter(rule -> !rule.ofElementsOnly())
                        .map(Rule::name)
                        .toList());
        assertThat(words(schema.at("/properties/profile/enum")))
                .containsExactlyInAnyOrderElementsOf(Shipped.DICTIONARY.profiles());
    }

    @Test
    void knowsTheKeysAndTheWordsOfTheReaderOfAgreements() throws IOException {
        JsonNode schema = schema("agreement.schema.json");
        assertThat(names(schema.get("properties"))).containsExactlyInAnyOrder(AgreementReader.KEYS);
        assertThat(words(schema.get("required"))).containsExactlyInAnyOrder(AgreementReader.KEYS);
        assertThat(names(schema.at("/properties/parties/items/properties")))
                .containsExactlyInAnyOrder(AgreementReader.PARTY);
        assertThat(words(schema.at("/properties/parties/items/properties/kind/enum")))
                .containsExactlyInAnyOrderElementsOf(PackReader.KINDS);
        assertThat(names(schema.at("/properties/calendar/properties")))
                .containsExactlyInAnyOrder(AgreementReader.CALENDAR);
        assertThat(words(schema.at("/properties/calendar/properties/weekend/items/enum")))
                .containsExactlyInAnyOrderElementsOf(AgreementReader.DAYS);
        assertThat(words(schema.at("/properties/indicators/items/properties/measure/enum")))
                .containsExactlyInAnyOrderElementsOf(AgreementReader.MEASURES);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyShippedFileIsAsItsSchemaSays(Path file, String schema) throws IOException {
        assertThat(validator(schema).validate(new YAMLMapper().readTree(file.toFile())))
                .isEmpty();
    }

    @Test
    void aFileThatTheReaderRefusesIsNotAsItsSchemaSays() throws IOException {
        String policy = Files.readString(PACKS.resolve("030-signal-to-youth-team/policy.yaml"));
        for (String[] change : new String[][] {
            {"{kind: school}", "{kind: scool}"},
            {"{kind: school}", "{kind: school, party: de-linde}"},
            {"{kind: school}", "{}"},
            {"notify: [sender,", "notify: [everybody,"},
            {"agreement: waterlee", "agreement: Waterlee"},
            {"agreement: waterlee\n", ""},
            {"legal-basis:", "conditions: {age: [6-8]}\nlegal-basis:"},
            {"legal-basis:", "conditions: {colour: [blue]}\nlegal-basis:"}
        }) {
            assertThat(policy).contains(change[0]);
            assertThat(validator("policy.schema.json")
                            .validate(new YAMLMapper().readTree(policy.replace(change[0], change[1]))))
                    .as(change[1])
                    .isNotEmpty();
        }
    }

    static Stream<Arguments> shipped() {
        return Stream.of("policy", "agreement")
                .flatMap(kind -> paths(kind + ".yaml").stream().map(file -> Arguments.of(file, kind + ".schema.json")));
    }

    private static List<Path> paths(String name) {
        try (Stream<Path> all = Files.walk(PACKS)) {
            return all.filter(path -> path.endsWith(name)).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonSchema validator(String schema) throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema(schema));
    }

    private static JsonNode schema(String name) throws IOException {
        return new ObjectMapper().readTree(Files.readString(PACKS.resolve(name)));
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> words(JsonNode node) {
        Set<String> words = new TreeSet<>();
        node.forEach(word -> words.add(word.asText()));
        return words;
    }
}
