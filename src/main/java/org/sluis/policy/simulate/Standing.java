package org.sluis.policy.simulate;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Reason;
import org.sluis.policy.Decision;

/**
 * Where a decision leaves a disclosure, as far as its question tells: it goes with these elements, or stays for a reason.
 * What is permitted and lacks a mandatory element is held, as it is on its way. What nobody kept is not known here: what
 * stood in free text, and beside which goal a mark stood.
 *
 * @param stays why; null where it goes
 * @param elements every element and whether it passes; none where it stays
 */
record Standing(@Nullable Reason stays, SortedMap<String, Decision.Verdict> elements) {

    static Standing of(Decision decision) {
        Reason stays = decision.outcome() == Outcome.PERMIT ? lacking(decision) : decision.reason();
        return new Standing(stays, stays == null ? decision.elements() : Collections.emptySortedMap());
    }

    boolean passes(String element) {
        return passes(elements, element);
    }

    private static boolean passes(SortedMap<String, Decision.Verdict> elements, String element) {
        Decision.Verdict verdict = elements.get(element);
        return verdict != null && verdict.passes();
    }

    private static @Nullable Reason lacking(Decision decision) {
        SortedMap<String, Decision.Verdict> elements = decision.elements();
        boolean missing = false;
        for (String id : decision.mandatory()) {
            Decision.Verdict verdict = elements.get(id);
            if (verdict == null) {
                missing = true;
            } else if (!verdict.passes()) {
                return Reason.ELEMENT_MANDATORY_WITHHELD;
            }
        }
        for (List<String> pair : decision.eitherOr()) {
            if (pair.stream().noneMatch(id -> passes(elements, id))) {
                if (pair.stream().anyMatch(elements::containsKey)) {
                    return Reason.ELEMENT_MANDATORY_WITHHELD;
                }
                missing = true;
            }
        }
        return missing ? Reason.ELEMENT_MANDATORY_MISSING : null;
    }
}
