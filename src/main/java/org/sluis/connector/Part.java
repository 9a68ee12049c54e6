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
 * @param required whether a message in which none counts is refused
 */
record Part(ReadNode.Branch item, Condition where, @Nullable Take take, int choice, boolean required)
        implements ReadNode {

    /**
     * Which one of several.
     *
     * @param date the date that decides; null where the first counts
     * @param earliest whether the earliest counts, and not the latest
     * @param alike whether that date is all that is read of one, so that two of the same day say the same
     */
    record Take(@Nullable ReadPath date, boolean earliest, boolean alike) {
        static final Take FIRST = new Take(null, false, false);

        /** Null where it is the first that counts. */
        static @Nullable ReadPath date(MappingSource take, ReadDraft part) {
            if (take.text().equals("first")) {
                return null;
            }
            if (!take.text().startsWith("latest ") && !take.text().startsWith("earliest ")) {
                throw take.wrong("'" + take.text()
                        + "' is not known here; write first, or latest or earliest and the path of a date");
            }
            String date = take.text().substring(take.text().indexOf(' ')).strip();
            return part.look(take, date, new ReadNode.Source());
        }

        static @Nullable Take of(@Nullable MappingSource take, @Nullable ReadPath date, ReadNode.Branch item) {
            if (take == null || date == null) {
                return take == null ? null : Take.FIRST;
            }
            boolean alike = item.derived().isEmpty()
                    && item.fields().entrySet().stream()
                            .allMatch(field -> field.getValue() instanceof ReadNode.Ignored
                                    || field.getValue() instanceof ReadNode.Source
                                    || date.steps().equals(List.of(field.getKey())));
            return new Take(date, take.text().startsWith("earliest "), alike);
        }

        /** The index of the one that counts, or -1 once what hinders has been told. */
        private int choose(JsonNode list, List<Integer> candidates, MessageReader message) {
            if (date == null) {
                return candidates.get(0);
            }
            int chosen = -1;
            String best = "";
            int twin = -1;
            for (int i : candidates) {
                List<String> dates = date.texts(list.get(i), message);
                if (dates.size() != 1 || !ValueType.isDate(dates.get(0))) {
                    return refuse(
                            dates.isEmpty() && !date.leadsTo(list.get(i), message)
                                    ? Reason.ELEMENT_MANDATORY_MISSING
                                    : Reason.ELEMENT_NOT_VALID,
                            i,
                            message);
                }
                int better = dates.get(0).compareTo(best) * (earliest ? -1 : 1);
                if (chosen < 0 || better > 0) {
                    chosen = i;
                    best = dates.get(0);
                    twin = -1;
                } else if (better == 0) {
                    twin = i;
                }
            }
            return twin < 0 || alike ? chosen : refuse(Reason.DUPLICATE_KEY, twin, message);
        }

        private int refuse(Reason reason, int index, MessageReader message) {
            message.down(Integer.toString(index));
            if (date != null) {
                date.refuse(reason, message);
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
            } else {
                absent(message);
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
        if (candidates.isEmpty()) {
            absent(message);
            return;
        }
        if (!message.chooses(choice)) {
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
    public void absent(MessageReader message) {
        if (required) {
            message.refuse(Reason.ELEMENT_MANDATORY_MISSING);
        }
    }

    @Override
    public boolean repeats() {
        return take != null;
    }
}
