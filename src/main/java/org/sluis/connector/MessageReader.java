package org.sluis.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Element;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** One message being read: where the reader is, what it found and what is wrong, all of it and not only the first. */
final class MessageReader {
    private static final int MOST = 20;
    // A name that the format does not know is the sender's own text: only what looks like a field's name is told back.
    private static final Pattern NAME = Pattern.compile("@?[A-Za-z_][A-Za-z_-]{0,39}[0-9]{0,2}");

    private record Wrong(Reason reason, String pointer) {}

    private record Chosen(int choice, int position) {}

    private final Set<String> nothing;
    private final @Nullable String root;
    private final boolean columns;
    private final Deque<String> path = new ArrayDeque<>();
    private final List<Element> found = new ArrayList<>();
    private final @Nullable List<String> places;
    private final List<Wrong> wrong = new ArrayList<>();
    private final Set<Chosen> chosen = new HashSet<>();
    private int position;
    private @Nullable String messageId;

    /**
     * @param nothing words that say nothing in this format
     * @param root the root element of XML; null for others
     * @param columns whether a place is told as the name of a column
     * @param places takes where each element stood, in their order; null where nobody asks
     */
    MessageReader(Set<String> nothing, @Nullable String root, boolean columns, @Nullable List<String> places) {
        this.nothing = nothing;
        this.root = root;
        this.columns = columns;
        this.places = places;
    }

    void down(String name) {
        path.addLast(name);
    }

    void up() {
        path.removeLast();
    }

    void position(int index) {
        position = index;
    }

    void messageId(String id) {
        messageId = id;
    }

    /** Whether this is the first alternative of its choice that is there; 0 is no choice. */
    boolean chooses(int choice) {
        return choice == 0 || chosen.add(new Chosen(choice, position));
    }

    void found(ElementDefinition element, String value) {
        add(new Element(element.id(), position, value), List.of());
    }

    /** @param parts where the value was put together from, seen from here */
    void found(ElementDefinition element, String value, List<ReadPath> parts) {
        add(new Element(element.id(), position, value), parts);
    }

    private void add(Element element, List<ReadPath> parts) {
        found.add(element);
        if (places != null) {
            String here = pointer();
            places.add(
                    parts.isEmpty()
                            ? here
                            : parts.stream().map(part -> here + part).collect(Collectors.joining(" + ")));
        }
    }

    /** What has several occasions is said once. */
    void constant(ElementDefinition element, String value) {
        Element said = new Element(element.id(), position, value);
        if (!found.contains(said)) {
            add(said, List.of());
        }
    }

    void refuse(Reason reason) {
        refuseAt(reason, pointer());
    }

    /** What is wrong at a place that is no field. */
    void refuseAt(Reason reason, String place) {
        if (wrong.size() < MOST) {
            wrong.add(new Wrong(reason, place));
        }
    }

    boolean holds() {
        return wrong.isEmpty();
    }

    /** What is wrong with the field of this name, here; one that the format does not know is told if it looks like one. */
    void refuse(Reason reason, String name) {
        down(reason == Reason.ELEMENT_UNMAPPED ? shown(name) : name);
        refuse(reason);
        up();
    }

    Reading finish() {
        if (wrong.isEmpty()) {
            return new Reading(Elements.of(found), messageId);
        }
        Reason first =
                wrong.stream().map(Wrong::reason).min(Comparator.naturalOrder()).orElseThrow();
        List<String> where = wrong.stream()
                .map(w -> w.reason() == first
                        ? w.pointer()
                        : w.pointer() + ": " + w.reason().code())
                .toList();
        throw new Refused(first, where, Set.of());
    }

    /** JSON null, empty text and the format's own words for nothing say nothing, and nothing is what is read. */
    boolean absent(JsonNode json) {
        return json.isNull()
                || json.isTextual()
                        && (json.textValue().isBlank()
                                || nothing.contains(json.textValue().strip()));
    }

    /** A name as it may be told back. */
    static String shown(String name) {
        return NAME.matcher(name).matches() ? name : "*";
    }

    /** RFC 6901 for JSON; for a table the name of the column; for XML the names from the root on, with the number of one among several as XPath counts. */
    private String pointer() {
        if (columns) {
            return path.stream()
                    .map(step -> isIndex(step) ? Integer.toString(Integer.parseInt(step) + 1) : step)
                    .collect(Collectors.joining("_"));
        }
        StringBuilder pointer = new StringBuilder(root == null ? "" : "/" + root);
        for (String step : path) {
            if (isIndex(step) && root != null) {
                pointer.append('[').append(Integer.parseInt(step) + 1).append(']');
            } else {
                pointer.append('/').append(step);
            }
        }
        return pointer.toString();
    }

    private static boolean isIndex(String step) {
        return step.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
