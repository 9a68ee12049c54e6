package org.sluis.connector;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Element;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.Elements;
import org.sluis.canonical.ValueType;

/** One message being written: the elements it may hold, and which of them it holds by now. */
final class MessageWriter {
    // What becomes part of an address at the recipient. Ours alone, so anything else is a fault of ours.
    private static final Pattern ISSUED_ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    private static final int OUTSIDE = -1;

    private final Slots slots;
    private final @Nullable String[][] values;
    private final boolean[][] written;
    private @Nullable SecurityLabels labels;
    private int position = OUTSIDE;
    private int count;

    MessageWriter(Slots slots, Elements elements) {
        this.slots = slots;
        this.values = new @Nullable String[slots.size()][];
        this.written = new boolean[slots.size()][];
        elements.stream().forEach(this::take);
    }

    private void take(Element element) {
        int slot = slots.of(element.id());
        if (slot < 0) {
            return;
        }
        if (slots.element(slot).type() == ValueType.PAIRWISE
                && !ISSUED_ID.matcher(element.value()).matches()) {
            throw new IllegalStateException(element.id() + " is not an id that can stand in an address");
        }
        int length = element.position() + 1;
        @Nullable String[] before = values[slot];
        if (before == null) {
            values[slot] = new @Nullable String[length];
            written[slot] = new boolean[length];
        } else if (before.length < length) {
            values[slot] = Arrays.copyOf(before, length);
            written[slot] = new boolean[length];
        }
        values[slot][element.position()] = element.value();
    }

    /** The element's value at the position where the template is, or at its only position. */
    @Nullable
    String value(int slot) {
        return value(slot, slots.element(slot).repeats() ? position : 0);
    }

    private @Nullable String value(int slot, int at) {
        @Nullable String[] all = values[slot];
        return all == null || at < 0 || at >= all.length ? null : all[at];
    }

    /** Whether the element is there: at the template's position, or outside a repeat at any. */
    boolean has(int slot) {
        ElementDefinition element = slots.element(slot);
        return element.repeats() && position == OUTSIDE ? positions(List.of(slot)).length > 0 : value(slot) != null;
    }

    void wrote(int slot) {
        ElementDefinition element = slots.element(slot);
        written[slot][element.repeats() ? position : 0] = true;
        count++;
        if (labels != null) {
            labels.of(element);
        }
    }

    /** How often an element was written so far. */
    int count() {
        return count;
    }

    void position(int at) {
        position = at;
    }

    void leave() {
        position = OUTSIDE;
    }

    /** The positions at which the group has an element that the template names. */
    int[] positions(String group) {
        return positions(slots.ofGroup(group));
    }

    private int[] positions(List<Integer> members) {
        int longest = 0;
        for (int slot : members) {
            @Nullable String[] all = values[slot];
            longest = Math.max(longest, all == null ? 0 : all.length);
        }
        int[] positions = new int[longest];
        int found = 0;
        for (int at = 0; at < longest; at++) {
            boolean any = false;
            for (int slot : members) {
                any |= value(slot, at) != null;
            }
            if (any) {
                positions[found++] = at;
            }
        }
        return Arrays.copyOf(positions, found);
    }

    void openLabels() {
        labels = new SecurityLabels(labels);
    }

    void closeLabels() {
        if (labels != null) {
            labels = labels.close();
        }
    }

    ArrayNode labels() {
        if (labels == null) {
            throw new IllegalStateException("labels outside a resource");
        }
        return labels.codings();
    }

    /**
     * Of these, the ones that are not there although their group has others there: at a position, where it repeats.
     *
     * @param besideIds whether ids that Sluis issues do not count as others
     */
    SortedSet<String> absent(List<Integer> required, boolean besideIds) {
        SortedSet<String> absent = new TreeSet<>();
        for (int slot : required) {
            ElementDefinition element = slots.element(slot);
            int[] positions = positions(slots.ofGroup(element.group()).stream()
                    .filter(other -> !besideIds || slots.element(other).type() != ValueType.PAIRWISE)
                    .toList());
            if (element.repeats()
                    ? IntStream.of(positions).anyMatch(at -> value(slot, at) == null)
                    : positions.length > 0 && value(slot, 0) == null) {
                absent.add(element.id());
            }
        }
        return absent;
    }

    /** What the template names and was given, but found no place in this message. Ids that Sluis issues say nothing. */
    SortedSet<String> lost() {
        SortedSet<String> lost = new TreeSet<>();
        for (int slot = 0; slot < values.length; slot++) {
            for (int at = 0; values[slot] != null && at < values[slot].length; at++) {
                boolean given = value(slot, at) != null && slots.element(slot).type() != ValueType.PAIRWISE;
                if (given && !written[slot][at]) {
                    lost.add(slots.element(slot).id());
                }
            }
        }
        return lost;
    }

    /** The ids of the elements in the message. */
    SortedSet<String> written() {
        SortedSet<String> ids = new TreeSet<>();
        for (int slot = 0; slot < written.length; slot++) {
            for (int at = 0; written[slot] != null && at < written[slot].length; at++) {
                if (written[slot][at]) {
                    ids.add(slots.element(slot).id());
                }
            }
        }
        return ids;
    }
}
