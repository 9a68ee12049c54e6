package org.sluis.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import org.sluis.canonical.ElementDefinition;

/** The JSON Schema (2020-12) of what a mapping reads, derived from the mapping and the dictionary. */
final class MessageSchema {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MessageSchema() {}

    /** As it is published. @param example a whole message that is read */
    static String text(String connector, ReadMapping mapping, JsonNode example) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(of(connector, mapping, example)) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ObjectNode of(String connector, ReadMapping mapping, JsonNode example) {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "https://sluis.example/connectors/" + connector + "/" + connector + ".schema.json");
        schema.put("title", "What the connector " + connector + " reads");
        schema.put(
                "description",
                "Closed: a field that is not here is refused. null and empty text count as absent." + " Derived from "
                        + connector + ".mapping.yaml and the dictionary; do not edit.");
        schema.setAll(node(mapping.root()));
        schema.putArray("examples").add(example);
        return schema;
    }

    private static ObjectNode node(ReadNode node) {
        ObjectNode schema = JSON.createObjectNode();
        if (node instanceof ReadNode.Branch branch) {
            schema.put("type", "object");
            schema.put("additionalProperties", false);
            ArrayNode required = JSON.createArrayNode();
            ObjectNode properties = JSON.createObjectNode();
            branch.fields().forEach((name, field) -> {
                properties.set(name, field.required() ? node(field) : orAbsent(field));
                if (field.required()) {
                    required.add(name);
                }
            });
            if (!required.isEmpty()) {
                schema.set("required", required);
            }
            schema.set("properties", properties);
        } else if (node instanceof Part part) {
            if (!part.repeats()) {
                return node(part.item());
            }
            schema.put("type", "array");
            schema.set("items", orAbsent(part.item()));
        } else if (node instanceof ReadNode.Each each) {
            schema.put("type", "array");
            schema.set("items", orAbsent(each.item()));
        } else if (node instanceof ReadNode.Leaf leaf) {
            leaf(leaf, schema);
        } else if (node instanceof ReadNode.MessageId) {
            schema.put("type", "string").put("pattern", "^[!-~]{1,128}$");
            schema.put(
                    "description", "The sender's id of this message; without it the Idempotency-Key header is needed");
        } else if (node instanceof ReadNode.Source) {
            schema.put("description", "Read together with other fields");
        } else {
            schema.put("description", "Read over, whatever is in it");
        }
        return schema;
    }

    private static ObjectNode orAbsent(ReadNode node) {
        ObjectNode schema = node(node);
        if (node instanceof ReadNode.Ignored) {
            return schema;
        }
        ObjectNode either = JSON.createObjectNode();
        JsonNode description = schema.remove("description");
        if (description != null) {
            either.set("description", description);
        }
        ArrayNode choices = either.putArray("anyOf");
        choices.add(schema);
        choices.addObject().put("type", "null");
        choices.addObject().put("type", "string").put("pattern", "^\\s*$");
        return either;
    }

    private static void leaf(ReadNode.Leaf leaf, ObjectNode schema) {
        ElementDefinition element = leaf.element();
        schema.put("description", element.en() + " (" + element.id() + ")");
        if (leaf.otherwise() != null) {
            return; // it stands for any other word, and for none
        }
        if (leaf.date() != null) {
            text(schema, leaf.date().pattern());
            return;
        }
        switch (element.type()) {
            case TEXT -> {
                schema.putArray("type").add("string").add("number").add("boolean");
                schema.put("minLength", 1).put("maxLength", element.maxLength()).put("pattern", "\\S");
            }
            case CODE ->
                words(leaf.codes().isEmpty() ? element.codes() : leaf.codes().keySet(), schema);
            case DATE ->
                schema.put("type", "string")
                        .put("format", "date")
                        .put("pattern", "^\\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\\s*$");
            case BOOLEAN ->
                words(
                        leaf.codes().isEmpty()
                                ? List.of("true", "false")
                                : leaf.codes().keySet(),
                        schema);
            case INTEGER -> {
                schema.putArray("type").add("integer").add("string");
                schema.put("minimum", 0).put("maximum", 999_999).put("pattern", "^\\s*(0|[1-9][0-9]{0,5})\\s*$");
            }
            case BSN -> text(schema, "[0-9]{9}");
            case OIN -> text(schema, "000000(0[1-8]|99)[0-9]{12}");
            case BRIN -> text(schema, "[0-9]{2}[A-Za-z]{2}([0-9]{2})?");
            case AGB -> text(schema, "[0-9]{8}");
            case PHONE -> text(schema, "\\+?([ -]*[0-9]){8,15}");
            case EMAIL -> schema.put("type", "string").put("format", "email");
            case PARTIAL_DATE -> text(schema, "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?");
            case PAIRWISE -> throw new IllegalStateException("never read");
        }
    }

    /** A word that JSON can write as true, false or a number is read in that form too. */
    private static void words(Collection<String> words, ObjectNode schema) {
        ArrayNode values = schema.putArray("enum");
        words.stream()
                .filter(word -> word.equals("true") || word.equals("false"))
                .forEach(word -> values.add(word.equals("true")));
        words.stream()
                .filter(word -> word.matches("0|[1-9][0-9]{0,8}"))
                .forEach(word -> values.add(Integer.parseInt(word)));
        words.forEach(values::add);
    }

    private static void text(ObjectNode schema, String form) {
        schema.put("type", "string").put("pattern", "^\\s*" + form + "\\s*$");
    }
}
