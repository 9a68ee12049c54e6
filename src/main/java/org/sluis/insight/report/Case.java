package org.sluis.insight.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.reading.LoggedEntry;
import org.sluis.policy.replay.Replayed;

/**
 * What the log holds of one disclosure about the pupil, before anybody is told anything.
 *
 * @param entries oldest first; the first says that it was released or refused
 * @param said what follows from its purpose and recipient, in the law's own words
 * @param decided whether its first entry holds a decision
 * @param past that decision made again; null where it can no longer be, or there was none
 */
record Case(List<LoggedEntry> entries, Map<String, String> said, boolean decided, Replayed.@Nullable Past past) {
    static final String RELEASED = "disclosure-released";
    static final String REFUSED = "disclosure-refused";
    private static final List<String> ENDED =
            List.of("delivery-stopped", "delivery-held", "delivery-dropped", "delivery-expired");

    LoggedEntry start() {
        return entries.get(0);
    }

    String disclosure() {
        return start().fact("disclosure");
    }

    boolean released() {
        return start().kind().equals(RELEASED);
    }

    boolean any(String kind) {
        return entries.stream().anyMatch(entry -> entry.kind().equals(kind));
    }

    /** The rows of the law and the policy by which any of its decisions was made. */
    Set<String> rows() {
        Set<String> rows = new TreeSet<>();
        entries.forEach(entry -> rows.addAll(entry.facts("rows")));
        return rows;
    }

    Instant last() {
        return entries.get(entries.size() - 1).at();
    }

    /** What became of it, as a word of the report. */
    String state() {
        if (any("delivery-succeeded")) {
            return "delivered";
        } else if (any("delivery-uncertain")) {
            return "uncertain";
        }
        return !released() || ENDED.stream().anyMatch(this::any) ? "not-shared" : "waiting";
    }

    /** Why nothing was shared: the newest reason. Empty where it was, or may have been. */
    String reason() {
        return state().equals("not-shared") ? entries.get(entries.size() - 1).fact("reason") : "";
    }

    /** Shows the id only. */
    @Override
    public String toString() {
        return "Case[" + disclosure() + "]";
    }
}
