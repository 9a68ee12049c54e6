package org.sluis.law;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.TextSet;

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
            return nobody(null);
        }
        Regime regime = new Regime(table, question);
        LawFacts facts = LawFacts.of(regime, regime.of(TextSet.NONE), question.recipient(), known);
        Value subject = facts.subject();
        LawRow stops = table.stops(subject, known.day());
        if (stops != null) {
            return nobody(stops);
        }
        LawRow needed = table.asks().first(subject.asks(), known.day());
        SortedSet<UUID> holders = new TreeSet<>();
        if (needed != null && needed.of().holders()) {
            for (int place : facts.holders().asked(needed)) {
                holders.add(facts.holders().id(place));
            }
        }
        boolean child = needed != null
                && needed.of().child()
                && (!holders.isEmpty() || !needed.of().holders());
        if (needed == null || holders.isEmpty() && !child) {
            return nobody(needed);
        }
        SortedSet<String> withheld = new TreeSet<>();
        table.of(Stage.ELEMENT)
                .all(subject.asks(), known.day())
                .forEach(row -> withheld.addAll(row.what().keySet()));
        return new Grantors(holders, child, null, withheld, List.of(needed.id()));
    }

    private static Grantors nobody(@Nullable LawRow because) {
        Reason reason = because == null || because.reason() == null ? Reason.SITUATION_UNKNOWN : because.reason();
        List<String> rows = because == null ? List.of() : List.of(because.id());
        return new Grantors(new TreeSet<>(), false, reason, new TreeSet<>(), rows);
    }
}
