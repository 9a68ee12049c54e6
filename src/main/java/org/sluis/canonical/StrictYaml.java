package org.sluis.canonical;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Locale;

/** Reads our own inert files: a key twice, a key that is not known or a value of another type is an error, never a guess. */
final class StrictYaml {
    private static final ObjectMapper MAPPER = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .build();

    private StrictYaml() {}

    /** @throws IllegalArgumentException with the place in the file */
    static JsonNode tree(String file, byte[] yaml) {
        try {
            return MAPPER.readTree(yaml);
        } catch (java.io.IOException wrong) {
            String message = wrong instanceof JsonProcessingException json
                    ? json.getOriginalMessage() + place(json)
                    : "cannot be read";
            throw new IllegalArgumentException(file + ": " + message, wrong);
        }
    }

    /**
     * One entry of a file.
     *
     * @param name how the entry is called in the file, for whoever has to mend it
     * @throws IllegalArgumentException naming the entry, what is wrong and what can stand there instead
     */
    static <T> T entry(String name, JsonNode node, Class<T> type) {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (UnrecognizedPropertyException unknown) {
            throw new IllegalArgumentException(
                    name + ": unknown key " + unknown.getPropertyName() + "; write one of "
                            + unknown.getKnownPropertyIds(),
                    unknown);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(name + ": " + wrong.getOriginalMessage(), wrong);
        }
    }

    private static String place(JsonProcessingException wrong) {
        return wrong.getLocation() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        " (line %d, column %d)",
                        wrong.getLocation().getLineNr(),
                        wrong.getLocation().getColumnNr());
    }
}
