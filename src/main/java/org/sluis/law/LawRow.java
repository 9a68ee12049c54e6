package org.sluis.law;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;

/**
 * One row of the law.
 *
 * @param id the table's, with a suffix where one row of the table needs more than one here: {@code R14-second}
 * @param rank its place in the table: the first row is 0
 * @param when alternatives; one matches when each of its words has one of its values
 * @param since the first day on which it holds; null for always
 * @param of for {@code ask}: who is asked
 * @param heedsChild for {@code ask}: the child's no counts without their yes being needed
 * @param kinds for {@code ask}: the kinds of holder that are asked, and no other; empty for all with authority
 * @param what for what stays, or alone may go: the elements and categories, each with the id of the row
 * @param reason for every then that stops, and for a consent that does not count
 * @param source the law, or who asks for it
 * @param ours stricter than the law
 */
record LawRow(
        String id,
        int rank,
        Stage stage,
        List<Map<String, Set<String>>> when,
        @Nullable LocalDate since,
        String then,
        Whom of,
        boolean heedsChild,
        Set<String> kinds,
        SortedMap<String, String> what,
        @Nullable Reason reason,
        String source,
        boolean ours,
        String place) {
    static final String ASK_NOBODY = "ask-nobody";
    static final String PERMIT_MINIMUM = "permit-minimum";

    /** Who is asked. */
    record Whom(boolean holders, boolean child) {
        static final Whom NOBODY = new Whom(false, false);
    }

    /** A court put the statement in the place of whatever the grantor says. */
    boolean replaces() {
        return then.equals("replaces");
    }

    boolean asksNobody() {
        return then.equals(ASK_NOBODY);
    }

    boolean permitsMinimum() {
        return then.equals(PERMIT_MINIMUM);
    }

    /** The statement was taken back: it does not count, nor does anything older. */
    boolean ends() {
        return then.equals("ended");
    }

    boolean holdsOn(LocalDate day) {
        return since == null || !day.isBefore(since);
    }

    /** Whether nothing can match the other that does not match this: then the other, coming later, decides nothing. */
    boolean covers(LawRow later) {
        if (stage == Stage.ELEMENT || since != null && (later.since == null || later.since.isBefore(since))) {
            return false;
        }
        boolean sameFilter = stage != Stage.JOINT || then.equals("deny") || !later.then.equals("deny");
        return sameFilter
                && later.when.stream().allMatch(theirs -> when.stream().anyMatch(ours -> ours.entrySet().stream()
                        .allMatch(word -> theirs.containsKey(word.getKey())
                                && word.getValue().containsAll(theirs.getOrDefault(word.getKey(), Set.of())))));
    }
}
