package org.sluis.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is about to be logged: who, what, when, for which disclosure, why. Facts are ids, codes, element names, digests
 * and versions; content and identity go in as commitments only ({@link #committing}), each under a fresh salt.
 */
public final class Event {
    /** The name under which the subject's own commitment and salt are kept. */
    static final String SUBJECT = "subject";

    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_VALUE = 200;

    private final EventKind kind;
    private final String tenant;
    private final Instant at;
    private final @Nullable UUID subject;
    private final @Nullable Told last;

    /** What was said, the newest first; of two of one name the newer counts. @param value text, list of texts, or bytes to commit to */
    private record Told(@Nullable Told before, String name, Object value) {}

    private Event(EventKind kind, String tenant, Instant at, @Nullable UUID subject, @Nullable Told last) {
        this.kind = kind;
        this.tenant = tenant;
        this.at = at;
        this.subject = subject;
        this.last = last;
    }

    /** @param at the machine's time, never a shifted one */
    public static Event of(EventKind kind, String tenant, Instant at) {
        return new Event(kind, tenant, at, null, null);
    }

    /** The internal id of the child; the entry holds a commitment, an erasable index table the way back. Null: about nobody. */
    public Event about(@Nullable UUID subjectId) {
        return new Event(kind, tenant, at, subjectId, last);
    }

    /**
     * An id, a code, a name of ours. Never a value of a message.
     *
     * @throws IllegalArgumentException when it is not printable ASCII without spaces, at most 200: words stay out
     */
    public Event with(String name, Object idOrCode) {
        return telling(name, idOrCode(idOrCode.toString()));
    }

    /** A set of ids or codes, written in alphabetical order; each as {@link #with(String, Object)} demands. */
    public Event with(String name, Collection<String> idsOrCodes) {
        idsOrCodes.forEach(Event::idOrCode);
        return telling(name, List.copyOf(new TreeSet<>(idsOrCodes)));
    }

    /** Commits to content without holding it: HMAC-SHA-256 under a fresh 32-byte salt kept in the erasable table. */
    public Event committing(String name, byte[] content) {
        if (name.equals(SUBJECT)) {
            throw new IllegalArgumentException("the subject is committed to by about()");
        }
        return telling(name, content.clone());
    }

    private Event telling(String name, Object value) {
        return new Event(kind, tenant, at, subject, new Told(last, named(name), value));
    }

    private static String named(String name) {
        boolean fits = !name.isEmpty() && name.length() <= LONGEST_NAME && letter(name.charAt(0));
        for (int i = 1; fits && i < name.length(); i++) {
            char c = name.charAt(i);
            fits = letter(c) || c >= '0' && c <= '9' || c == '-';
        }
        if (!fits) {
            throw new IllegalArgumentException("not a name of a fact");
        }
        return name;
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static String idOrCode(String value) {
        boolean fits = value.length() <= LONGEST_VALUE;
        for (int i = 0; fits && i < value.length(); i++) {
            fits = value.charAt(i) >= '!' && value.charAt(i) <= '~';
        }
        if (!fits) {
            throw new IllegalArgumentException("neither an id nor a code");
        }
        return value;
    }

    public EventKind kind() {
        return kind;
    }

    public String tenant() {
        return tenant;
    }

    Instant at() {
        return at;
    }

    @Nullable
    UUID subject() {
        return subject;
    }

    /** The fact {@code disclosure}, where the event has it. */
    @Nullable
    UUID disclosure() {
        for (Told told = last; told != null; told = told.before()) {
            if (told.name().equals("disclosure") && told.value() instanceof String id) {
                return UUID.fromString(id);
            }
        }
        return null;
    }

    /** @param facts gets what is said in plain words @param contents gets what is committed to, the subject's id with it */
    void tell(Map<String, Object> facts, Map<String, Object> contents) {
        for (Told told = last; told != null; told = told.before()) {
            (told.value() instanceof byte[] ? contents : facts).putIfAbsent(told.name(), told.value());
        }
        if (subject != null) {
            contents.put(SUBJECT, subject.toString().getBytes(UTF_8));
        }
    }

    @Override
    public String toString() {
        return "Event[" + kind.code() + "]";
    }
}
