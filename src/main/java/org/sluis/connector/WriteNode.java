package org.sluis.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.ValueType;

/** A template, compiled. It knows the elements it was given and its own constants; there is nothing else it could write. */
sealed interface WriteNode {

    /** The node, or null where what it names is absent. */
    @Nullable
    JsonNode write(MessageWriter message);

    /** Whether it yields several items of the list it stands in. */
    default boolean several() {
        return false;
    }

    /** Written as it stands in the file. */
    record Constant(JsonNode value) implements WriteNode {
        @Override
        public JsonNode write(MessageWriter message) {
            return value;
        }
    }

    /** One element, in the type the dictionary gives it. */
    record Value(int slot, ValueType type) implements WriteNode {
        @Override
        public @Nullable JsonNode write(MessageWriter message) {
            String value = message.value(slot);
            if (value == null) {
                return null;
            }
            message.wrote(slot);
            return switch (type) {
                case BOOLEAN -> BooleanNode.valueOf(value.equals("true"));
                case INTEGER -> IntNode.valueOf(Integer.parseInt(value));
                default -> TextNode.valueOf(value);
            };
        }
    }

    /** One element, in the recipient's words. */
    record Coded(int slot, Map<String, String> codes) implements WriteNode {
        @Override
        public @Nullable JsonNode write(MessageWriter message) {
            String value = message.value(slot);
            if (value == null) {
                return null;
            }
            String word = codes.get(value);
            if (word == null) {
                throw new IllegalStateException("a value that is none of the dictionary's codes");
            }
            message.wrote(slot);
            return TextNode.valueOf(word);
        }
    }

    /** Constants and elements in one text: constants.get(0), slots[0], constants.get(1), … Absent when one of them is. */
    record Text(List<String> constants, int[] slots) implements WriteNode {
        @Override
        public @Nullable JsonNode write(MessageWriter message) {
            StringBuilder text = new StringBuilder(constants.get(0));
            for (int i = 0; i < slots.length; i++) {
                String value = message.value(slots[i]);
                if (value == null) {
                    return null;
                }
                text.append(value).append(constants.get(i + 1));
            }
            for (int slot : slots) {
                message.wrote(slot);
            }
            return TextNode.valueOf(text.toString());
        }
    }

    /** Those of the texts that are there, with the separator between them. */
    record Join(List<WriteNode> parts, String separator) implements WriteNode {
        @Override
        public @Nullable JsonNode write(MessageWriter message) {
            StringBuilder text = new StringBuilder();
            for (WriteNode part : parts) {
                JsonNode value = part.write(message);
                if (value != null) {
                    text.append(text.isEmpty() ? "" : separator).append(value.asText());
                }
            }
            return text.isEmpty() ? null : TextNode.valueOf(text.toString());
        }
    }

    /**
     * An object; absent when empty, and when it names elements of which none is there.
     *
     * @param names whether it names elements
     * @param resource whether the labels in it are about itself
     */
    record Fields(Map<String, WriteNode> fields, boolean names, boolean resource) implements WriteNode {
        @Override
        public @Nullable JsonNode write(MessageWriter message) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            int before = message.count();
            if (resource) {
                message.openLabels();
            }
            for (Map.Entry<String, WriteNode> field : fields.entrySet()) {
                JsonNode value = field.getValue().write(message);
                if (value != null) {
                    object.set(field.getKey(), value);
                }
            }
            if (resource) {
                message.closeLabels();
            }
            return object.isEmpty() || names && message.count() == before ? null : object;
        }
    }

    /** A list; absent when empty. */
    record Items(List<WriteNode> items) implements WriteNode {
        @Override
        public @Nullable JsonNode write(MessageWriter message) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (WriteNode item : items) {
                JsonNode value = item.write(message);
                if (value != null && item.several()) {
                    list.addAll((ArrayNode) value);
                } else if (value != null) {
                    list.add(value);
                }
            }
            return list.isEmpty() ? null : list;
        }
    }

    /** One item for every repeat of a group. */
    record Each(String group, WriteNode item) implements WriteNode {
        @Override
        public @Nullable JsonNode write(MessageWriter message) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (int position : message.positions(group)) {
                message.position(position);
                JsonNode value = item.write(message);
                if (value != null) {
                    list.add(value);
                }
            }
            message.leave();
            return list.isEmpty() ? null : list;
        }

        @Override
        public boolean several() {
            return true;
        }
    }

    /** Written only where all of these elements, and where one of those, are there; outside a repeat, at any position. */
    record When(int[] all, int[] any, WriteNode then) implements WriteNode {
        @Override
        public @Nullable JsonNode write(MessageWriter message) {
            for (int slot : all) {
                if (!message.has(slot)) {
                    return null;
                }
            }
            boolean one = any.length == 0;
            for (int slot : any) {
                one |= message.has(slot);
            }
            return one ? then.write(message) : null;
        }

        @Override
        public boolean several() {
            return then.several();
        }
    }

    /** The security labels of what was written in the same resource. */
    record Labels() implements WriteNode {
        @Override
        public JsonNode write(MessageWriter message) {
            return message.labels();
        }
    }
}
