package org.sluis.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.ValueType;

/**
 * An object that may be absent as a whole, and whose required values are required only where it is there.
 *
 * @param take which one counts where the format may hold several; null where it holds one at most
 * @param choice the choice that this is one alternative of, of which the first that is there counts; 0 where it is none
 */
record Part(ReadNode.Branch item, Condition where, @Nullable Take take, int choice) implements ReadNode {

    /**
     * Which one of several.
     *
     * @param latest the date that decides; null where the first counts
     */
    record Take(@Nullable ReadPath latest) {

        /** The index of the one that counts, or -1 once what hinders has been told. */
        private int choose(JsonNode list, List<Integer> candidates, MessageReader message) {
            if (latest == null) {
                return candidates.get(0);
            }
            int chosen = -1;
            String last = "";
            int twin = -1;
            for (int i : candidates) {
                List<String> dates = latest.texts(list.get(i), message);
                if (dates.size() != 1 || !ValueType.isDate(dates.get(0))) {
                    return refuse(
                            dates.isEmpty() && !latest.leadsTo(list.get(i), message)
                                    ? Reason.ELEMENT_MANDATORY_MISSING
                                    : Reason.ELEMENT_NOT_VALID,
                            i,
                            message);
                }
                int later = dates.get(0).compareTo(last);
                if (later > 0) {
                    chosen = i;
                    last = dates.get(0);
                    twin = -1;
                } else if (later == 0) {
                    twin = i;
                }
            }
            return twin < 0 ? chosen : refuse(Reason.DUPLICATE_KEY, twin, message);
        }

        private int refuse(Reason reason, int index, MessageReader message) {
            message.down(Integer.toString(index));
            if (latest != null) {
                latest.refuse(reason, message);
            }
            message.up();
            return -1;
        }
    }

    @Override
    public void read(JsonNode json, MessageReader message) {
        if (take == null) {
            if (!json.isObject() || where.holds(json, message) && message.chooses(choice)) {
                item.read(json, message);
            }
            return;
        }
        if (!(json instanceof ArrayNode list)) {
            message.refuse(Reason.ELEMENT_NOT_VALID);
            return;
        }
        List<Integer> candidates = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (!message.absent(list.get(i)) && where.holds(list.get(i), message)) {
                candidates.add(i);
            }
        }
        if (candidates.isEmpty() || !message.chooses(choice)) {
            return;
        }
        int chosen = take.choose(list, candidates, message);
        if (chosen >= 0) {
            message.down(Integer.toString(chosen));
            item.read(list.get(chosen), message);
            message.up();
        }
    }

    @Override
    public boolean required() {
        return false;
    }

    @Override
    public boolean repeats() {
        return take != null;
    }
}
