package org.sluis.policy.pack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.sluis.policy.Shipped;

/** The schema for editors says what the reader says. */
class PolicySchemaTest {

    @Test
    void knowsTheKeysTheRulesTheKindsAndTheProfilesOfTheReader() throws IOException {
        JsonNode schema = new ObjectMapper()
                .readTree(Files.readString(
                        java.nio.file.Path.of("consent-policies").resolve("policy.schema.json")));
        assertThat(names(schema.get("properties"))).containsExactlyInAnyOrder(PackReader.KEYS);
        Set<String> optional = names(schema.get("properties"));
        optional.removeAll(words(schema.get("required")));
        assertThat(optional).containsExactlyInAnyOrder("attestable", "sensitivity");
        assertThat(names(schema.at("/properties/attestable/properties")))
                .isEqualTo(Shipped.SCREEN.kinds().attestable());
        assertThat(words(schema.at("/$defs/attest/items/enum")))
                .isEqualTo(Shipped.SCREEN.kinds().reasons());
        assertThat(names(schema.at("/properties/obligations/properties")))
                .containsExactlyInAnyOrder(PackReader.OBLIGATIONS);
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
