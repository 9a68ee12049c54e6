package org.sluis.insight.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.reading.LoggedEntry;

/**
 * What one person is told about one child.
 *
 * @param pupil the school's own id
 * @param holder the school's own id of who it is for; null for the child
 * @param by the organisation that made it
 */
record Report(
        String pupil,
        @Nullable String holder,
        Named by,
        Instant madeAt,
        List<Shared> disclosures,
        List<Statement> statements,
        List<Look> looks) {

    /**
     * One disclosure.
     *
     * @param why nothing was shared: which group of reasons; null where it was, or may have been
     * @param basis null where it is no longer known, or nothing was to be shared
     * @param own the addressee's own statements that it rests on
     * @param others whether it rests on somebody else's as well
     */
    record Shared(
            String disclosure,
            Named from,
            Named to,
            Named purpose,
            String state,
            @Nullable String why,
            @Nullable Basis basis,
            List<Statement> own,
            boolean others,
            List<Detail> elements,
            List<Kept> withheld,
            List<LoggedEntry> steps) {}

    /** Why it is lawful, as the policy says it. */
    record Basis(String art6, String art9, String secrecy) {}

    /** An element of the dictionary. @param category what it is about, in words */
    record Detail(String id, String name, String category) {}

    /** One that stayed. @param why as the decision says it */
    record Kept(Detail element, String why) {}

    /**
     * A yes or a no of the addressee's own.
     *
     * @param to a recipient, or all of a kind
     * @param order whether a court put it in the place of the own word
     */
    record Statement(
            String consent,
            String effect,
            Named purpose,
            Named to,
            List<Named> categories,
            LocalDate from,
            LocalDate until,
            boolean order,
            Instant recordedAt,
            @Nullable Instant withdrawnAt,
            List<LoggedEntry> steps) {}

    /** Somebody looked. @param what which way */
    record Look(Named by, String what, LoggedEntry step) {}

    /** Every entry that it rests on, each once, by its place. */
    TreeMap<Long, LoggedEntry> entries() {
        TreeMap<Long, LoggedEntry> all = new TreeMap<>();
        Stream.of(
                        disclosures.stream().flatMap(each -> each.steps().stream()),
                        statements.stream().flatMap(each -> each.steps().stream()),
                        looks.stream().map(Look::step))
                .flatMap(each -> each)
                .forEach(entry -> all.put(entry.index(), entry));
        return all;
    }

    /** Shows nothing of anybody. */
    @Override
    public String toString() {
        return "Report";
    }
}
