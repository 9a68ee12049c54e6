package org.sluis.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is about to be logged: who, what, when, for which disclosure, why. Facts are ids, codes, element names, digests
 * and versions; content and identity go in as commitments only ({@link #committing}), each under a fresh salt.
 */
public final class Event {
    /** The name under which the subject's own commitment and salt are kept. */
    static final String SUBJECT = "subject";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern ID_OR_CODE = Pattern.compile("[!-~]{0,200}");

    private final EventKind kind;
    private final String tenant;
    private final Instant at;
    private final @Nullable UUID subject;
    private final SortedMap<String, Object> facts;
    private final SortedMap<String, byte[]> commitments;

    private Event(
            EventKind kind,
            String tenant,
            Instant at,
            @Nullable UUID subject,
            SortedMap<String, Object> facts,
            SortedMap<String, byte[]> commitments) {
        this.kind = kind;
        this.tenant = tenant;
        this.at = at;
        this.subject = subject;
        this.facts = facts;
        this.commitments = commitments;
    }

    /** @param at the machine's time, never a shifted one */
    public static Event of(EventKind kind, String tenant, Instant at) {
        return new Event(kind, tenant, at, null, new TreeMap<>(), new TreeMap<>());
    }

    /** The internal id of the child; the entry holds a commitment, an erasable index table the way back. Null: about nobody. */
    public Event about(@Nullable UUID subjectId) {
        return new Event(kind, tenant, at, subjectId, facts, commitments);
    }

    /**
     * An id, a code, a name of ours. Never a value of a message.
     *
     * @throws IllegalArgumentException when it is not printable ASCII without spaces, at most 200: words stay out
     */
    public Event with(String name, Object idOrCode) {
        SortedMap<String, Object> more = new TreeMap<>(facts);
        more.put(named(name), idOrCode(idOrCode.toString()));
        return new Event(kind, tenant, at, subject, more, commitments);
    }

    /** A set of ids or codes, written in alphabetical order; each as {@link #with(String, Object)} demands. */
    public Event with(String name, Collection<String> idsOrCodes) {
        SortedMap<String, Object> more = new TreeMap<>(facts);
        idsOrCodes.forEach(Event::idOrCode);
        more.put(named(name), List.copyOf(new TreeSet<>(idsOrCodes)));
        return new Event(kind, tenant, at, subject, more, commitments);
    }

    /** Commits to content without holding it: HMAC-SHA-256 under a fresh 32-byte salt kept in the erasable table. */
    public Event committing(String name, byte[] content) {
        if (name.equals(SUBJECT)) {
            throw new IllegalArgumentException("the subject is committed to by about()");
        }
        SortedMap<String, byte[]> more = new TreeMap<>(commitments);
        more.put(named(name), content.clone());
        return new Event(kind, tenant, at, subject, facts, more);
    }

    private static String named(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name of a fact");
        }
        return name;
    }

    private static String idOrCode(String value) {
        if (!ID_OR_CODE.matcher(value).matches()) {
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
        return facts.get("disclosure") instanceof String id ? UUID.fromString(id) : null;
    }

    SortedMap<String, Object> facts() {
        return facts;
    }

    SortedMap<String, byte[]> commitments() {
        return commitments;
    }

    @Override
    public String toString() {
        return "Event[" + kind.code() + "]";
    }
}
