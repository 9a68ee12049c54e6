package org.sluis.canonical;

import java.util.List;
import java.util.Set;

/**
 * One data element of the dictionary: the smallest thing that a policy and a consent can name.
 *
 * @param id {@code group.name}, for instance {@code goal.description}
 * @param category what a consent names; empty for a control element, which steers and never leaves
 * @param type the checked type of its value
 * @param maxLength characters at most, for texts
 * @param codes the closed list, for codes
 * @param repeats whether a message may hold it more than once (with its group)
 * @param identifies whether it tells who the child is; an id that is derived from such a one does as well:
 *     {@link Dictionary#identifies}
 * @param nl Dutch label
 * @param en English label
 * @param confidentiality HL7 v3 Confidentiality: U L M N R V
 * @param sensitivity HL7 v3 ActCode sensitivities, for the labels of the recipient
 * @param of for a pairwise id: the elements it is derived from
 */
public record ElementDefinition(
        String id,
        String category,
        ValueType type,
        int maxLength,
        List<String> codes,
        boolean repeats,
        boolean identifies,
        String nl,
        String en,
        String confidentiality,
        List<String> sensitivity,
        List<String> of) {

    /** Id and category are the very text that is meant wherever they are written: they are looked up for every decision. */
    public ElementDefinition {
        id = id.intern();
        category = category.intern();
    }

    /** The part before the dot: elements of one group that repeat belong together by their position. */
    public String group() {
        return id.substring(0, id.indexOf('.'));
    }

    /** Whether it tells more than who somebody is and where: restricted, or of a sensitivity beyond that (GDPR art. 9). */
    public boolean special() {
        return Set.of("R", "V").contains(confidentiality)
                || !Set.of("DEMO", "DOB", "LOCIS").containsAll(sensitivity);
    }

    /** A control element steers (local ids); it has no category, so no consent can name it and it never leaves. */
    public boolean control() {
        return category.isEmpty();
    }
}
