package org.sluis.policy;

import org.jspecify.annotations.Nullable;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.ValueType;

/**
 * One element as a pack sees it, compiled: everything about the answer that does not depend on the question.
 *
 * @param id the element
 * @param category what a consent must cover for it to pass
 * @param place of that category, among those of the profile; {@link Categories#NONE} where the pack keeps it
 * @param rule the rule's name, for instance {@code 020-school-plan-to-youth-care/goal.description}
 * @param issued whether Sluis itself issues it (a pairwise id)
 * @param released whether the pack names it; else {@code stays} is the verdict whatever the consent says
 * @param onlyWhere the control element that marks where it goes; null where it goes everywhere
 * @param passes the verdict where it passes
 * @param stays the verdict where it stays: the pack keeps it, or no consent covers it
 */
record Named(
        String id,
        String category,
        int place,
        String rule,
        boolean issued,
        boolean released,
        @Nullable String onlyWhere,
        Decision.Verdict passes,
        Decision.Verdict stays) {
    /** No element: nothing covers it. */
    static final Named NONE = new Named(
            "",
            "",
            Categories.NONE,
            "",
            false,
            false,
            null,
            staying("", Because.NOT_IN_PROFILE),
            staying("", Because.NOT_IN_PROFILE));

    /** @param kept why the pack keeps it; null where the pack releases it */
    static Named of(
            ElementDefinition element, int place, String rule, @Nullable String onlyWhere, @Nullable Because kept) {
        Because because = kept == null ? Because.CONSENT_DOES_NOT_COVER : kept;
        boolean issued = element.type() == ValueType.PAIRWISE;
        return new Named(
                element.id(),
                element.category(),
                kept == null ? place : Categories.NONE,
                rule,
                issued,
                kept == null,
                onlyWhere == null ? null : onlyWhere.intern(),
                new Decision.Verdict(true, rule, null),
                staying(rule, because));
    }

    static Decision.Verdict staying(String rule, Because because) {
        return new Decision.Verdict(false, rule, because.code());
    }
}
