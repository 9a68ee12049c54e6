package org.sluis.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.Reason;

/**
 * A mapping for reading, compiled: a tree of the same shape as the messages it reads. Of XML it reads what
 * {@link XmlTree} kept of it.
 */
sealed interface ReadNode
        permits Part,
                ReadNode.Branch,
                ReadNode.Leaf,
                ReadNode.Each,
                ReadNode.MessageId,
                ReadNode.Source,
                ReadNode.Ignored {

    /** Reads a value that is there. */
    void read(JsonNode json, MessageReader message);

    /** Whether its absence is wrong. */
    boolean required();

    /** Told that there is no value. */
    default void absent(MessageReader message) {}

    /** Whether the format may hold several: a list of JSON, neighbours of one name in XML. */
    default boolean repeats() {
        return false;
    }

    /** An object of the format; anything in it that has no entry here is refused. */
    record Branch(Map<String, ReadNode> fields, List<Derived> derived) implements ReadNode {
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
                if (value != null && !message.absent(value)) {
                    field.getValue().read(value, message);
                } else {
                    field.getValue().absent(message);
                }
                message.up();
            }
            if (known < json.size()) {
                unmapped(json, message);
            }
            derived.forEach(each -> each.read(json, message));
        }

        private void unmapped(JsonNode json, MessageReader message) {
            for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (!fields.containsKey(name)) {
                    message.refuse(Reason.ELEMENT_UNMAPPED, name);
                }
            }
        }

        @Override
        public boolean required() {
            return fields.values().stream().anyMatch(ReadNode::required);
        }

        @Override
        public void absent(MessageReader message) {
            fields.forEach((name, field) -> {
                message.down(name);
                field.absent(message);
                message.up();
            });
        }
    }

    /**
     * One value of one element.
     *
     * @param codes the format's words for ours; a word for nothing says nothing
     * @param otherwise what any other word, or none, stands for
     * @param date how the format writes its date; null for ISO 8601
     */
    record Leaf(
            ElementDefinition element,
            Map<String, String> codes,
            @Nullable String otherwise,
            @Nullable DateForm date,
            boolean required)
            implements ReadNode {
        @Override
        public void read(JsonNode json, MessageReader message) {
            if (!json.isValueNode()) {
                message.refuse(Reason.ELEMENT_NOT_VALID);
                return;
            }
            String text = json.asText();
            if (!codes.isEmpty() || !element.codes().isEmpty()) {
                code(text.strip(), message);
                return;
            }
            Optional<String> value = element.type().canonical(date == null ? text : date.iso(text), element);
            value.ifPresentOrElse(v -> message.found(element, v), () -> message.refuse(Reason.ELEMENT_NOT_VALID));
        }

        private void code(String theirs, MessageReader message) {
            String ours = codes.isEmpty() && element.codes().contains(theirs) ? theirs : codes.get(theirs);
            if (ours == null) {
                ours = otherwise;
            }
            if (ours == null) {
                message.refuse(Reason.CODE_UNKNOWN);
            } else if (ours.isEmpty()) {
                absent(message);
            } else {
                message.found(element, ours);
            }
        }

        @Override
        public void absent(MessageReader message) {
            if (otherwise != null) {
                message.found(element, otherwise);
            } else if (required) {
                message.refuse(Reason.ELEMENT_MANDATORY_MISSING);
            }
        }
    }

    /** A list: one group of elements an item, the position being the item's index among those that are asked for. */
    record Each(Branch item, Condition where) implements ReadNode {
        /** Later steps look at each item beside the others. */
        private static final int MOST = 1_000;

        @Override
        public void read(JsonNode json, MessageReader message) {
            if (!json.isArray() || json.size() > MOST) {
                message.refuse(json.isArray() ? Reason.TOO_MANY_NODES : Reason.ELEMENT_NOT_VALID);
                return;
            }
            int position = 0;
            for (int i = 0; i < json.size(); i++) {
                if (message.absent(json.get(i))) {
                    position++;
                } else if (where.holds(json.get(i), message)) {
                    message.position(position++);
                    message.down(Integer.toString(i));
                    item.read(json.get(i), message);
                    message.up();
                }
            }
            message.position(0);
        }

        @Override
        public boolean required() {
            return false;
        }

        @Override
        public boolean repeats() {
            return true;
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

    /** Words, one or several, that only {@link Derived} values and conditions look at. */
    record Source() implements ReadNode {
        @Override
        public void read(JsonNode json, MessageReader message) {
            if (!json.isArray()) {
                one(json, message);
                return;
            }
            for (int i = 0; i < json.size(); i++) {
                message.down(Integer.toString(i));
                one(json.get(i), message);
                message.up();
            }
        }

        private static void one(JsonNode json, MessageReader message) {
            if (!json.isValueNode()) {
                message.refuse(Reason.ELEMENT_NOT_VALID);
            }
        }

        @Override
        public boolean required() {
            return false;
        }

        @Override
        public boolean repeats() {
            return true;
        }
    }

    /**
     * A field that is read over, whatever is in it.
     *
     * @param noticed whether a {@link Derived} value asks if it is there
     */
    record Ignored(boolean noticed) implements ReadNode {
        @Override
        public void read(JsonNode json, MessageReader message) {}

        @Override
        public boolean required() {
            return false;
        }
    }
}
