package org.sluis.audit.reading;

import java.time.Instant;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for; everything that is given must hold.
 *
 * @param from the first moment
 * @param until the first moment that is no more
 * @param subject the internal id of a pupil of the reading organisation: whoever asks has made sure of that
 * @param disclosure the id of a disclosure
 * @param facts by {@link #FACTS}
 */
public record LogSearch(
        Instant from,
        Instant until,
        @Nullable UUID subject,
        @Nullable UUID disclosure,
        Map<String, String> facts) {

    /** The one of {@link #FACTS} that is no fact. */
    static final String KIND = "kind";

    /** What else can be looked for, and where it stands in an entry: any one of these facts, or its kind. */
    public static final Map<String, String[]> FACTS = Map.of(
            "party",
            new String[] {"party", "school", "sender", "recipient"},
            "purpose",
            new String[] {"purpose"},
            KIND,
            new String[0],
            "reason",
            new String[] {"reason"},
            "policy",
            new String[] {"policy", "digest"});

    /** @throws IllegalArgumentException for a name that is none of {@link #FACTS} */
    public LogSearch {
        if (!FACTS.keySet().containsAll(facts.keySet())) {
            throw new IllegalArgumentException("not a name to look for");
        }
        facts = Map.copyOf(facts);
    }

    /** Everything of a period. */
    public static LogSearch between(Instant from, Instant until) {
        return new LogSearch(from, until, null, null, Map.of());
    }

    /** By what was looked for, without any of the values: what the log says of a reading. */
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(new TreeMap<>(facts).keySet());
        if (subject != null) {
            names.add("subject");
        }
        if (disclosure != null) {
            names.add("disclosure");
        }
        return names;
    }

    /** By what is looked for; no value. */
    @Override
    public String toString() {
        return "LogSearch" + names();
    }
}
