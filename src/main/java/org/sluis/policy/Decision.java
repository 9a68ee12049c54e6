package org.sluis.policy;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Reason;

/**
 * The answer to one {@link DecisionInput}: pure data, the same every time it is asked.
 *
 * @param reason null on PERMIT
 * @param rows the pack and the law rows that led to the outcome
 * @param elements per element that the message holds, and per element that Sluis would issue for it (pairwise ids),
 *     whether it passes, and by what; control elements are not listed; on anything but PERMIT nothing passes
 * @param consents those by which all that passes does, together, each once and in the order of their texts; what is on
 *     record in their place where the law asks nobody; none where nothing passes or nobody is identified
 * @param mandatory elements that the policy requires, issued ones included: one that is not in {@code elements} is missing,
 *     one that does not pass there is withheld; either way minimise holds the disclosure
 * @param eitherOr pairs of which one must be there: an element or the reason why it is missing
 * @param onlyWhere elements that pass only where a control element, at the same position, is true; with that element
 * @param obligations what the recipient and Sluis must do, for instance {@code pseudonymise}
 */
public record Decision(
        Outcome outcome,
        @Nullable Reason reason,
        List<String> rows,
        SortedMap<String, Verdict> elements,
        List<UUID> consents,
        SortedSet<String> mandatory,
        List<List<String>> eitherOr,
        SortedMap<String, String> onlyWhere,
        SortedMap<String, String> obligations) {

    /** The elements that pass. */
    public SortedSet<String> passing() {
        SortedSet<String> passing = new TreeSet<>();
        elements.forEach((id, verdict) -> {
            if (verdict.passes()) {
                passing.add(id);
            }
        });
        return passing;
    }

    /** Whether this element passes. One that the decision does not know does not. */
    public boolean permits(String element) {
        Verdict verdict = elements.get(element);
        return verdict != null && verdict.passes();
    }

    /**
     * What of the message may leave: each element that passes, and of those that go only where they are marked the ones
     * beside such a mark.
     */
    public Elements of(Elements sent) {
        return sent.only(element -> {
            String mark = onlyWhere.get(element.id());
            return permits(element.id())
                    && (mark == null || sent.value(mark, element.position()).equals(Optional.of("true")));
        });
    }

    /**
     * Why one element passes or stays.
     *
     * @param rule the policy rule, for instance {@code 020-school-plan-to-youth-care/goal.description}; the row of the law
     *     where the law keeps it, for instance {@code R41}
     * @param because null when it passes; else {@code policy-forbids}, {@code policy-does-not-name}, {@code law-withholds}, {@code
     *     not-marked}, {@code consent-does-not-cover} or {@code not-in-profile}
     */
    public record Verdict(
            boolean passes, String rule, @Nullable String because) {}
}
