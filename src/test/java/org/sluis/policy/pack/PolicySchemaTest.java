package org.sluis.policy.pack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
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
            {"legal-basis:", "conditions: {colour: [blue]}\nlegal-basis:"},
            {"legal-basis:", "colour: blue\nlegal-basis:"},
            {"legal-basis:", "sensitivity: high\nlegal-basis:"},
            {"pseudonymise: true", "pseudonymise: false"},
            {"retain-days: 180", "retain-days: 7301"},
            {"retain-days: 180", "retain-days: 0"},
            {"respond-within-working-days: 5", "respond-within-working-days: 61"}
        }) {
            bothRefuse("policy", policy, change[0], change[1]);
        }
        String agreement = Files.readString(PACKS.resolve("agreements/waterlee/agreement.yaml"));
        for (String[] change : new String[][] {
            {"kind: municipality", "kind: school"},
            {"signal: 5", "signal: 61"},
            {"document: ", "document: a"},
            {"weekend: [saturday", "weekend: [zaterdag"},
            {"contact:", "colour: blue\ncontact:"}
        }) {
            bothRefuse("agreement", agreement, change[0], change[1]);
        }
    }

    private static void bothRefuse(String kind, String text, String from, String to) throws IOException {
        assertThat(text).contains(from);
        JsonNode changed = new YAMLMapper().readTree(text.replace(from, to));
        assertThat(refuses(kind, changed)).as("the schema: " + to).isTrue();
        assertThat(faults(kind, changed)).as("the reader: " + to).isNotEmpty();
    }

    /** At every place of both files, also those within others: the reader says itself which keys it takes. */
    @ParameterizedTest
    @CsvSource({
        "policy, '', /properties",
        "policy, /label, /properties/label/properties",
        "policy, /discloser, /$defs/party/oneOf/0/properties /$defs/party/oneOf/1/properties",
        "policy, /effective, /properties/effective/properties",
        "policy, /legal-basis, /properties/legal-basis/properties",
        "policy, /obligations, /properties/obligations/properties",
        "policy, /attestable, /properties/attestable/properties",
        "policy, /release/0, /$defs/element/properties /$defs/either/properties /$defs/category/properties",
        "agreement, '', /properties",
        "agreement, /label, /$defs/label/properties",
        "agreement, /effective, /properties/effective/properties",
        "agreement, /parties/0, /properties/parties/items/properties",
        "agreement, /calendar, /properties/calendar/properties",
        "agreement, /calendar/holidays/0, /properties/calendar/properties/holidays/items/properties",
        "agreement, /calendar/school-holidays/0, /properties/calendar/properties/school-holidays/items/properties",
        "agreement, /indicators/0, /properties/indicators/items/properties",
    })
    void aPlaceHasTheKeysThatTheReaderTakesThere(String kind, String at, String pointers) throws IOException {
        JsonNode file = file(kind);
        ((ObjectNode) file.at(at)).put("zzzzzzzzzzzz", "x");
        Set<String> said = new TreeSet<>();
        for (String pointer : pointers.split(" ")) {
            said.addAll(names(schema(kind + ".schema.json").at(pointer)));
        }
        assertThat(said).isNotEmpty();
        assertThat(refuses(kind, file)).as("the schema takes no other key").isTrue();
        assertThat(faults(kind, file))
                .filteredOn(fault -> fault.wrong().equals("nothing here is called zzzzzzzzzzzz"))
                .singleElement()
                .extracting(PackFault::instead)
                .isEqualTo("write one of " + String.join(", ", said));
    }

    /** What the one can do without the other can do without. */
    @ParameterizedTest
    @ValueSource(strings = {"policy", "agreement"})
    void whatMayBeLeftOutIsTheSameToBoth(String kind) throws IOException {
        List<String> other = new ArrayList<>();
        for (String at : objects("", file(kind))) {
            for (String key : names(file(kind).at(at))) {
                JsonNode without = file(kind);
                ((ObjectNode) without.at(at)).remove(key);
                if (refuses(kind, without) == faults(kind, without).isEmpty()) {
                    other.add(at + "/" + key);
                }
            }
        }
        // an answer that the policies promise is due within a time that is agreed: no schema sees two files
        other.remove("/response-working-days/signal");
        assertThat(other).isEmpty();
    }

    private static List<String> objects(String at, JsonNode node) {
        List<String> objects = new ArrayList<>(node.isObject() ? List.of(at) : List.of());
        names(node).forEach(name -> objects.addAll(objects(at + "/" + name, node.get(name))));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            objects.addAll(objects(at + "/" + i, node.get(i)));
        }
        return objects;
    }

    static JsonNode file(String kind) throws IOException {
        return new YAMLMapper().readTree(source().text(kind + ".yaml"));
    }

    private static PackSource source() {
        return Objects.requireNonNull(PackSource.read(PACKS, "030-signal-to-youth-team", new ArrayList<>()));
    }

    static boolean refuses(String kind, JsonNode file) throws IOException {
        return !validator(kind + ".schema.json").validate(file).isEmpty();
    }

    static List<PackFault> faults(String kind, JsonNode file) throws IOException {
        SortedMap<String, String> files = new TreeMap<>(source().files());
        files.put(kind + ".yaml", new YAMLMapper().writeValueAsString(file) + "...\n");
        List<PackFault> faults = new ArrayList<>();
        new PackReader(Shipped.SCREEN.kinds()).read(new PackSource(source().id(), files), faults);
        return faults;
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
        return validator(schema(schema));
    }

    /** As an editor asks it: formats count. */
    static JsonSchema validator(JsonNode schema) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        schema,
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());
    }

    static JsonNode schema(String name) throws IOException {
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
