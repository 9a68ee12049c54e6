package org.sluis.policy.pack;

import org.jspecify.annotations.Nullable;

/**
 * One line of a pack's release, as written and found in order.
 *
 * @param element the element it names; null where it names a category
 * @param category the category it names; null where it names an element
 * @param reasonElement for REQUIRED_OR_REASON: the element that says why the other is missing
 * @param onlyWhere the control element that must be true at the same position; null where it goes everywhere
 */
public record RuleLine(
        @Nullable String element,
        @Nullable String category,
        Rule rule,
        @Nullable String reasonElement,
        @Nullable String onlyWhere) {

    /** Whether it speaks of this element by its own name, also as the reason why another is missing. */
    boolean names(String id) {
        return id.equals(element) || id.equals(reasonElement);
    }
}
