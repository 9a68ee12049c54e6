package org.sluis.canary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.ElementDefinition;

/** Every path of the mapping of rest-json at once, each with a marker: what this door can be told, and more than any policy lets pass. */
final class MarkedMessage {
    private static final Path MAPPING = Path.of("routes/connectors/rest-json/rest-json.mapping.yaml");
    private static final Dictionary DICTIONARY = Dictionary.load(Path.of("consent-policies/dictionary.yaml"));
    /** What decides or is checked against the register and the directory, and what is too short for a marker. */
    private static final Map<String, String> CONTROL = Map.of(
            "school.oin", "00000099000000001000",
            "school.brin", "99ZA00",
            "subject.addressSecret", "false",
            "subject.postcode4", "9999",
            "subject.bsn", "999900018");

    private final Markers markers;
    private final ObjectNode message = new ObjectMapper().createObjectNode();

    /** @param control values by element: of the pupil as the register has it, and of this message's id */
    MarkedMessage(String messageId, Map<String, String> control, Markers markers) throws IOException {
        this.markers = markers;
        JsonNode in = new YAMLMapper().readTree(MAPPING.toFile()).path("in");
        put(message, in.path("messageId").asText(), messageId);
        fill(in.path("elements"), message, control);
        in.path("ignored").forEach(path -> put(message, path.asText(), markers.text(path.asText())));
    }

    private void fill(JsonNode entries, ObjectNode into, Map<String, String> control) {
        for (JsonNode entry : entries) {
            if (entry.has("part")) {
                fill(entry.path("elements"), object(into, entry.path("part").asText()), control);
            } else if (entry.has("each")) {
                ArrayNode items =
                        into.withArrayProperty(entry.path("each").asText().substring(1));
                for (int i = 0; i < 2; i++) {
                    fill(entry.path("elements"), items.addObject(), control);
                }
            } else {
                put(into, entry.path("path").asText(), value(entry, control));
            }
        }
    }

    private String value(JsonNode entry, Map<String, String> control) {
        ElementDefinition element = DICTIONARY.element(entry.path("element").asText());
        String id = element.id();
        if (control.containsKey(id) || CONTROL.containsKey(id)) {
            return control.getOrDefault(id, CONTROL.getOrDefault(id, ""));
        } else if (entry.has("codes")) {
            List<String> codes = new ArrayList<>();
            entry.path("codes").fieldNames().forEachRemaining(codes::add);
            return codes.get(1);
        }
        return switch (element.type()) {
            case TEXT -> markers.text(id);
            case DATE -> markers.date(id);
            case INTEGER -> markers.count(id);
            case PHONE -> markers.phone(id);
            case CODE -> element.codes().stream().sorted().findFirst().orElseThrow();
            case BOOLEAN -> "false";
            default -> throw new IllegalStateException(id + " has a type without markers: " + element.type());
        };
    }

    private static void put(ObjectNode into, String path, String value) {
        int last = path.lastIndexOf('/');
        (last == 0 ? into : object(into, path.substring(0, last))).put(path.substring(last + 1), value);
    }

    private static ObjectNode object(ObjectNode into, String path) {
        return into.withObject(path);
    }

    ObjectNode json() {
        return message;
    }
}
