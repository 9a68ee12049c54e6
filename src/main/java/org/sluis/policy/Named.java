package org.sluis.policy;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One element as a pack sees it, compiled: everything about the answer that does not depend on the question.
 *
 * @param id the element
 * @param slot number of the category that a consent must cover for it to pass
 * @param rule the rule's name, for instance {@code 020-school-plan-to-youth-care/goal.description}
 * @param issued whether Sluis itself issues it (a pairwise id)
 * @param released whether the pack names it; else {@code stays} is the verdict whatever the consent says
 * @param stays the verdict where it stays: the pack keeps it, or no consent covers it
 */
record Named(String id, int slot, String rule, boolean issued, boolean released, Decision.Verdict stays) {

    /** @param kept why the pack keeps it; null where the pack releases it */
    static Named of(String id, int slot, String rule, boolean issued, @Nullable Because kept) {
        Because because = kept == null ? Because.CONSENT_DOES_NOT_COVER : kept;
        return new Named(id, slot, rule, issued, kept == null, staying(rule, because));
    }

    static Decision.Verdict staying(String rule, Because because) {
        return new Decision.Verdict(false, rule, NOBODY, because.code());
    }

    private static final SortedSet<String> NOBODY = Collections.unmodifiableSortedSet(new TreeSet<>());
}
