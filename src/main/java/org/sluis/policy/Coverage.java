package org.sluis.policy;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which consents cover which category, for one decision: the texts of their ids are made once and shared. */
final class Coverage {
    private final SortedMap<String, SortedSet<UUID>> covered;
    private @Nullable SortedSet<String>[] bySlot;

    @SuppressWarnings({"unchecked", "rawtypes"})
    Coverage(SortedMap<String, SortedSet<UUID>> covered) {
        this.covered = covered;
        this.bySlot = new SortedSet[0];
    }

    /** Looks every category up once. A category with no consent is not covered. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    void of(String[] categories) {
        bySlot = new SortedSet[categories.length];
        SortedSet<UUID> last = Collections.emptySortedSet();
        SortedSet<String> lastTexts = Collections.emptySortedSet();
        for (int i = 0; i < categories.length; i++) {
            SortedSet<UUID> consents = covered.get(categories[i]);
            if (consents != null && !consents.isEmpty()) {
                if (!consents.equals(last)) {
                    last = consents;
                    lastTexts = texts(consents);
                }
                bySlot[i] = lastTexts;
            }
        }
    }

    Decision.Verdict verdict(Named element) {
        SortedSet<String> consents = bySlot[element.slot()];
        return element.released() && consents != null
                ? new Decision.Verdict(true, element.rule(), consents, null)
                : element.stays();
    }

    private static SortedSet<String> texts(SortedSet<UUID> consents) {
        SortedSet<String> texts = new TreeSet<>();
        consents.forEach(id -> texts.add(id.toString()));
        return Collections.unmodifiableSortedSet(texts);
    }
}
