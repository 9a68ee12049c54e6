package org.sluis.policy;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.law.LawFinding;

/**
 * What law, consents and marks leave of what a pack releases, for one decision: the texts of the consents' ids are made
 * once and shared.
 */
final class Coverage {
    private static final SortedSet<String> NOBODY = Collections.unmodifiableSortedSet(new TreeSet<>());

    private final SortedMap<String, SortedSet<UUID>> covered;
    private final SortedMap<String, String> withheld;
    private final Set<String> marks;
    private final boolean aboutNobody;
    private @Nullable SortedSet<String>[] bySlot;

    /** @param marks control elements that are true in the message */
    Coverage(LawFinding finding, Set<String> marks) {
        this(finding, marks, false);
    }

    /** Where nobody is identified nobody consents; then what the pack releases goes. */
    static Coverage ofNobody(LawFinding finding, Set<String> marks) {
        return new Coverage(finding, marks, true);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Coverage(LawFinding finding, Set<String> marks, boolean aboutNobody) {
        this.covered = finding.covered();
        this.withheld = finding.withheld();
        this.marks = marks;
        this.aboutNobody = aboutNobody;
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
            if (aboutNobody) {
                bySlot[i] = NOBODY;
            } else if (consents != null && !consents.isEmpty()) {
                if (!consents.equals(last)) {
                    last = consents;
                    lastTexts = texts(consents);
                }
                bySlot[i] = lastTexts;
            }
        }
    }

    Decision.Verdict verdict(Named element) {
        if (!element.released()) {
            return element.stays();
        }
        String row = lawRow(element);
        if (row != null) {
            return Named.staying(row, Because.LAW_WITHHOLDS);
        }
        if (element.onlyWhere() != null && !marks.contains(element.onlyWhere())) {
            return Named.staying(element.rule(), Because.NOT_MARKED);
        }
        SortedSet<String> consents = bySlot[element.slot()];
        return consents == null ? element.stays() : new Decision.Verdict(true, element.rule(), consents, null);
    }

    /** The row of the law by which this element stays whatever was consented to, where there is one. */
    @Nullable
    String lawRow(Named element) {
        String own = withheld.get(element.id());
        return own != null ? own : withheld.get(element.category());
    }

    private static SortedSet<String> texts(SortedSet<UUID> consents) {
        SortedSet<String> texts = new TreeSet<>();
        consents.forEach(id -> texts.add(id.toString()));
        return Collections.unmodifiableSortedSet(texts);
    }
}
