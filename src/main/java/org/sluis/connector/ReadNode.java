package org.sluis.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.Reason;

/** A mapping for reading, compiled: a tree of the same shape as the messages it reads. */
sealed interface ReadNode {

    /** Reads a value that is there. */
    void read(JsonNode json, MessageReader message);

    /** Whether its absence is wrong. */
    boolean required();

    /** An object of the format; anything in it that has no entry here is refused. */
    record Branch(Map<String, ReadNode> fields) implements ReadNode {
        @Override
        public void read(JsonNode json, MessageReader message) {
            if (!json.isObject()) {
                message.refuse(Reason.ELEMENT_NOT_VALID);
                return;
            }
            int known = 0;
            for (Map.Entry<String, ReadNode> field : fields.entrySet()) {
                JsonNode value = json.get(field.getKey());
                known += value == null ? 0 : 1;
                message.down(field.getKey());
                if (value != null && !MessageReader.absent(value)) {
                    field.getValue().read(value, message);
                } else if (field.getValue().required()) {
                    field.getValue().missing(message);
                }
                message.up();
            }
            if (known < json.size()) {
                unmapped(json, message);
            }
        }

        private void unmapped(JsonNode json, MessageReader message) {
            for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (!fields.containsKey(name)) {
                    message.down(name);
                    message.refuse(Reason.ELEMENT_UNMAPPED);
                    message.up();
                }
            }
        }

        @Override
        public boolean required() {
            return fields.values().stream().anyMatch(ReadNode::required);
        }

        @Override
        public void missing(MessageReader message) {
            fields.forEach((name, field) -> {
                if (field.required()) {
                    message.down(name);
                    field.missing(message);
                    message.up();
                }
            });
        }
    }

    /** One value of one element; with codes, the format's words for ours. */
    record Leaf(ElementDefinition element, Map<String, String> codes, boolean required) implements ReadNode {
        @Override
        public void read(JsonNode json, MessageReader message) {
            if (!json.isValueNode()) {
                message.refuse(Reason.ELEMENT_NOT_VALID);
                return;
            }
            String text = json.asText();
            if (!element.codes().isEmpty()) {
                code(text.strip(), message);
                return;
            }
            Optional<String> value = element.type().canonical(text, element);
            value.ifPresentOrElse(v -> message.found(element, v), () -> message.refuse(Reason.ELEMENT_NOT_VALID));
        }

        private void code(String theirs, MessageReader message) {
            String ours = codes.isEmpty() ? theirs : codes.get(theirs);
            if (ours == null || !element.codes().contains(ours)) {
                message.refuse(Reason.CODE_UNKNOWN);
            } else {
                message.found(element, ours);
            }
        }
    }

    /** A list: one group of elements an item, the position being the item's index. */
    record Each(ReadNode item) implements ReadNode {
        @Override
        public void read(JsonNode json, MessageReader message) {
            if (!json.isArray()) {
                message.refuse(Reason.ELEMENT_NOT_VALID);
                return;
            }
            for (int i = 0; i < json.size(); i++) {
                message.position(i);
                message.down(Integer.toString(i));
                if (!MessageReader.absent(json.get(i))) {
                    item.read(json.get(i), message);
                }
                message.up();
            }
            message.position(0);
        }

        @Override
        public boolean required() {
            return false;
        }
    }

    /** The sender's id of the message. */
    record MessageId() implements ReadNode {
        @Override
        public void read(JsonNode json, MessageReader message) {
            if (json.isValueNode() && TranslateIn.isMessageId(json.asText())) {
                message.messageId(json.asText());
            } else {
                message.refuse(Reason.ELEMENT_NOT_VALID);
            }
        }

        @Override
        public boolean required() {
            return false;
        }
    }

    /** A field that is read over, whatever is in it. */
    record Ignored() implements ReadNode {
        @Override
        public void read(JsonNode json, MessageReader message) {}

        @Override
        public boolean required() {
            return false;
        }
    }

    /** Tells that a required value is absent. */
    default void missing(MessageReader message) {
        message.refuse(Reason.ELEMENT_MANDATORY_MISSING);
    }
}
