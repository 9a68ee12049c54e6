package org.sluis.policy.pack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each bound of a schema is violated once: the schema refuses it and the reader does, and no bound stands there for nothing. */
class SchemaBoundsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> BOUNDS = Set.of(
            "additionalProperties",
            "const",
            "contains",
            "enum",
            "format",
            "maxItems",
            "maximum",
            "minItems",
            "minLength",
            "minProperties",
            "minimum",
            "pattern",
            "propertyNames",
            "required",
            "type",
            "uniqueItems");

    /** @param value of JSON, in the place of what stands there */
    private record Sample(String kind, String at, String value) {

        JsonNode file() throws IOException {
            JsonNode written = JSON.readTree(value);
            JsonNode file = PolicySchemaTest.file(kind);
            if (at.equals("-")) {
                return written;
            }
            JsonPointer place = JsonPointer.compile(at);
            String last = place.last().getMatchingProperty();
            JsonNode parent = file.at(place.head());
            if (parent instanceof ObjectNode keys) {
                keys.set(last, written);
            } else if (last.equals("-")) {
                ((ArrayNode) parent).add(written);
            } else {
                ((ArrayNode) parent).set(Integer.parseInt(last), written);
            }
            return file;
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsOutOfBoundsIsRefusedByTheSchemaAndByTheReader(Sample sample) throws IOException {
        JsonNode file = sample.file();
        assertThat(PolicySchemaTest.refuses(sample.kind(), file))
                .as("the schema")
                .isTrue();
        assertThat(PolicySchemaTest.faults(sample.kind(), file))
                .as("the reader")
                .isNotEmpty();
    }

    /** Without the bound something passes that is refused with it, or nothing does any more. */
    @ParameterizedTest
    @ValueSource(strings = {"policy", "agreement"})
    void eachBoundRefusesSomethingThatNoOtherDoes(String kind) throws IOException {
        List<JsonNode> refused = new ArrayList<>();
        for (Sample sample : samples().filter(each -> each.kind().equals(kind)).toList()) {
            refused.add(sample.file());
        }
        JsonNode schema = PolicySchemaTest.schema(kind + ".schema.json");
        List<String> idle = new ArrayList<>();
        List<JsonPointer> bounds = bounds(JsonPointer.empty(), schema, false);
        for (JsonPointer bound : bounds) {
            JsonNode without = schema.deepCopy();
            ((ObjectNode) without.at(bound.head())).remove(bound.last().getMatchingProperty());
            JsonSchema loose = PolicySchemaTest.validator(without);
            boolean asBefore = loose.validate(PolicySchemaTest.file(kind)).isEmpty()
                    && refused.stream().noneMatch(file -> loose.validate(file).isEmpty());
            if (asBefore) {
                idle.add(bound.toString());
            }
        }
        assertThat(idle).isEmpty();
        assertThat(bounds).hasSizeGreaterThan(70);
    }

    /** @param names whether the keys here are names of somebody's choice, no words of JSON Schema */
    private static List<JsonPointer> bounds(JsonPointer at, JsonNode node, boolean names) {
        List<JsonPointer> bounds = new ArrayList<>();
        node.properties().forEach(each -> {
            JsonPointer place = at.appendProperty(each.getKey());
            if (!names && BOUNDS.contains(each.getKey())) {
                bounds.add(place);
            }
            boolean named = !names && Set.of("properties", "$defs").contains(each.getKey());
            bounds.addAll(bounds(place, each.getValue(), named));
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            bounds.addAll(bounds(at.appendIndex(i), node.get(i), false));
        }
        return bounds;
    }

    static Stream<Sample> samples() throws IOException {
        try (InputStream lines = SchemaBoundsTest.class.getResourceAsStream("/org/sluis/policy/schema-bounds.txt")) {
            String text = new String(Objects.requireNonNull(lines).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).flatMap(line -> {
                String[] words = line.split(" ");
                return Stream.of(words).skip(2).map(value -> new Sample(words[0], words[1], value));
            });
        }
    }
}
