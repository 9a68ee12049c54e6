package org.sluis.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
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
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z_-]{0,39}[0-9]{0,2}");

    private record Wrong(Reason reason, String pointer) {}

    private final Deque<String> path = new ArrayDeque<>();
    private final List<Element> found = new ArrayList<>();
    private final List<Wrong> wrong = new ArrayList<>();
    private int position;
    private @Nullable String messageId;

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

    void found(ElementDefinition element, String value) {
        found.add(new Element(element.id(), position, value));
    }

    void refuse(Reason reason) {
        if (wrong.size() < MOST) {
            wrong.add(new Wrong(reason, pointer()));
        }
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

    /** JSON null and empty text say nothing, and nothing is what is read. */
    static boolean absent(JsonNode json) {
        return json.isNull() || json.isTextual() && json.textValue().isBlank();
    }

    /** RFC 6901. */
    private String pointer() {
        StringBuilder pointer = new StringBuilder();
        for (Iterator<String> steps = path.iterator(); steps.hasNext(); ) {
            String step = steps.next();
            boolean index = step.length() < 7 && step.chars().allMatch(c -> c >= '0' && c <= '9');
            pointer.append('/').append(index || NAME.matcher(step).matches() ? step : "*");
        }
        return pointer.toString();
    }
}
