package org.sluis.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.sluis.canonical.Reason;

/**
 * A list whose items are of several kinds, each read in its own way. An item is of the first kind that asks for it; what
 * no kind asks for is refused, never passed over.
 *
 * @param required whether there is one item at least
 */
record Kinds(List<Kind> kinds, boolean required) implements ReadNode {
    private static final int MOST = 1_000;

    /** @param each whether there may be several: then each has a position of its own, else there is one at most */
    record Kind(Condition where, boolean each, Branch item) {}

    @Override
    public void read(JsonNode json, MessageReader message) {
        if (!json.isArray() || json.size() > MOST) {
            message.refuse(json.isArray() ? Reason.TOO_MANY_NODES : Reason.ELEMENT_NOT_VALID);
            return;
        }
        if (json.isEmpty()) {
            absent(message);
        }
        int[] seen = new int[kinds.size()];
        for (int i = 0; i < json.size(); i++) {
            message.down(Integer.toString(i));
            item(json.get(i), seen, message);
            message.up();
        }
    }

    private void item(JsonNode item, int[] seen, MessageReader message) {
        for (int i = 0; i < seen.length; i++) {
            Kind kind = kinds.get(i);
            if (!kind.where().holds(item, message)) {
                continue;
            }
            int before = seen[i]++;
            if (kind.each()) {
                message.position(before);
                kind.item().read(item, message);
                message.position(0);
            } else if (before > 0) {
                message.refuse(Reason.DUPLICATE_KEY);
            } else {
                kind.item().read(item, message);
            }
            return;
        }
        message.refuse(Reason.ELEMENT_UNMAPPED);
    }

    @Override
    public void absent(MessageReader message) {
        if (required) {
            message.refuse(Reason.ELEMENT_MANDATORY_MISSING);
        }
    }

    @Override
    public boolean repeats() {
        return true;
    }
}
