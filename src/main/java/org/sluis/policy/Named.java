package org.sluis.policy;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.ValueType;

/**
 * One element as a pack sees it, compiled: everything about the answer that does not depend on the question.
 *
 * @param id the element
 * @param category what a consent must cover for it to pass
 * @param slot number of that category
 * @param rule the rule's name, for instance {@code 020-school-plan-to-youth-care/goal.description}
 * @param issued whether Sluis itself issues it (a pairwise id)
 * @param released whether the pack names it; else {@code stays} is the verdict whatever the consent says
 * @param onlyWhere the control element that marks where it goes; null where it goes everywhere
 * @param stays the verdict where it stays: the pack keeps it, or no consent covers it
 */
record Named(
        String id,
        String category,
        int slot,
        String rule,
        boolean issued,
        boolean released,
        @Nullable String onlyWhere,
        Decision.Verdict stays) {

    /** @param kept why the pack keeps it; null where the pack releases it */
    static Named of(
            ElementDefinition element, int slot, String rule, @Nullable String onlyWhere, @Nullable Because kept) {
        Because because = kept == null ? Because.CONSENT_DOES_NOT_COVER : kept;
        boolean issued = element.type() == ValueType.PAIRWISE;
        return new Named(
                element.id(), element.category(), slot, rule, issued, kept == null, onlyWhere, staying(rule, because));
    }

    static Decision.Verdict staying(String rule, Because because) {
        return new Decision.Verdict(false, rule, NOBODY, because.code());
    }

    private static final SortedSet<String> NOBODY = Collections.unmodifiableSortedSet(new TreeSet<>());
}
