package org.sluis.law;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;

/**
 * Whose yes the law asks for, whatever they answered so far. What says that somebody must not be asked changes nothing
 * here: it must look like waiting.
 *
 * @param holders internal ids of the holders who are asked
 * @param child whether the child is
 * @param reason why nobody is asked, where nobody is; null otherwise
 * @param withheld elements and categories that stay whatever these people say
 * @param rows ids of the law rows that led here
 */
public record Grantors(
        SortedSet<UUID> holders,
        boolean child,
        @Nullable Reason reason,
        SortedSet<String> withheld,
        List<String> rows) {

    /** Whether this person is asked. @param holder null for the child */
    public boolean include(@Nullable UUID holder) {
        return holder == null ? child : holders.contains(holder);
    }

    static Grantors of(LawTable table, LawQuestion question) {
        ConsentFacts known = question.facts();
        if (known == null || question.is(Circumstance.ANONYMOUS)) {
            return nobody(Optional.empty());
        }
        LawFacts facts = new LawFacts(table, question);
        Situation subject = facts.subject(known);
        Optional<LawRow> stops = table.stops(subject, known.day());
        if (stops.isPresent()) {
            return nobody(stops);
        }
        Optional<LawRow> needed = table.needed(subject, known.day());
        SortedSet<UUID> holders = new TreeSet<>();
        boolean child = false;
        for (String grantor : needed.map(row -> facts.grantors(known, row)).orElse(List.of())) {
            if (grantor.equals(Vocabulary.CHILD)) {
                child = true;
            } else {
                holders.add(UUID.fromString(grantor.substring(Vocabulary.HOLDER.length() + 1)));
            }
        }
        if (holders.isEmpty() && !child) {
            return nobody(needed);
        }
        SortedSet<String> withheld = new TreeSet<>();
        table.all(Stage.ELEMENT, subject, known.day()).forEach(row -> withheld.addAll(row.what()));
        return new Grantors(holders, child, null, withheld, rows(needed));
    }

    private static Grantors nobody(Optional<LawRow> because) {
        Reason reason = because.map(LawRow::reason).orElse(Reason.SITUATION_UNKNOWN);
        return new Grantors(new TreeSet<>(), false, reason, new TreeSet<>(), rows(because));
    }

    private static List<String> rows(Optional<LawRow> row) {
        return row.stream().map(LawRow::id).toList();
    }
}
