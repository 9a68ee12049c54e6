package org.sluis.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;

/**
 * Texts that say by a label what they are: {@code "Eigenaar: …"}. Each is read as the first that it fits; one that fits
 * none is refused.
 *
 * @param at the field that holds the text, in a list of objects; null where the place is one text
 */
record Labelled(@Nullable String at, List<Said> said) implements ReadNode {

    /** One element between two constants. */
    record Piece(String before, Leaf leaf, String after) {
        boolean fits(String text) {
            boolean constants =
                    text.length() > before.length() + after.length() && text.startsWith(before) && text.endsWith(after);
            return constants && (leaf.codes().isEmpty() || leaf.codes().containsKey(value(text)));
        }

        String value(String text) {
            return text.substring(before.length(), text.length() - after.length());
        }
    }

    /**
     * What one text says: one piece, or several in this order, any of which may be missing. A piece ends where the label of
     * a later one begins.
     *
     * @param each whether there may be several such texts, each of a position of its own
     */
    record Said(List<Piece> pieces, String with, boolean each) {
        boolean fits(String text) {
            return pieces.size() == 1
                    ? pieces.get(0).fits(text)
                    : pieces.stream().anyMatch(piece -> text.startsWith(piece.before()));
        }

        void read(String text, MessageReader message) {
            String rest = text;
            for (int i = 0; i < pieces.size(); i++) {
                Piece piece = pieces.get(i);
                if (rest.startsWith(piece.before())) {
                    int end = end(rest, i);
                    piece.leaf().read(TextNode.valueOf(piece.value(rest.substring(0, end))), message);
                    rest = rest.substring(Math.min(rest.length(), end + with.length()));
                }
            }
        }

        private int end(String text, int from) {
            int end = text.length();
            for (Piece later : pieces.subList(from + 1, pieces.size())) {
                int at = text.indexOf(with + later.before());
                end = at < 0 ? end : Math.min(end, at);
            }
            return end;
        }
    }

    @Override
    public void read(JsonNode json, MessageReader message) {
        int[] seen = new int[said.size()];
        if (at == null) {
            text(json, seen, message);
            return;
        }
        if (!json.isArray()) {
            message.refuse(Reason.ELEMENT_NOT_VALID);
            return;
        }
        for (int i = 0; i < json.size(); i++) {
            message.down(Integer.toString(i));
            item(json.get(i), seen, message);
            message.up();
        }
    }

    private void item(JsonNode item, int[] seen, MessageReader message) {
        if (!item.isObject()) {
            message.refuse(Reason.ELEMENT_NOT_VALID);
            return;
        }
        for (Iterator<String> names = item.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!name.equals(at)) {
                message.refuse(Reason.ELEMENT_UNMAPPED, name);
            }
        }
        JsonNode text = item.get(at);
        if (text != null && !message.absent(text)) {
            message.down(String.valueOf(at));
            text(text, seen, message);
            message.up();
        }
    }

    private void text(JsonNode json, int[] seen, MessageReader message) {
        if (!json.isTextual()) {
            message.refuse(Reason.ELEMENT_NOT_VALID);
            return;
        }
        String text = json.textValue();
        for (int i = 0; i < seen.length; i++) {
            Said one = said.get(i);
            if (one.fits(text)) {
                if (one.each()) {
                    message.position(seen[i]++);
                }
                one.read(text, message);
                if (one.each()) {
                    message.position(0);
                }
                return;
            }
        }
        message.refuse(Reason.ELEMENT_UNMAPPED);
    }

    @Override
    public boolean required() {
        return false;
    }

    @Override
    public boolean repeats() {
        return at != null;
    }
}
