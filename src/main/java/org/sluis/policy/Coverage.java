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
    private static final SortedSet<String> UNCOVERED = Collections.unmodifiableSortedSet(new TreeSet<>());

    private final SortedMap<String, SortedSet<UUID>> covered;
    private final SortedMap<String, String> withheld;
    private final Set<String> marks;
    private final boolean aboutNobody;
    private @Nullable SortedSet<String>[] bySlot;
    private SortedSet<UUID> last = Collections.emptySortedSet();
    private SortedSet<String> lastTexts = NOBODY;

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

    /** Begins anew: how many categories there are that elements may have. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    void of(int slots) {
        bySlot = new SortedSet[slots];
    }

    /** Looks a category up once; {@link #UNCOVERED} where no consent covers it. */
    private SortedSet<String> consents(Named element) {
        SortedSet<String> known = bySlot[element.slot()];
        if (known == null) {
            known = aboutNobody ? NOBODY : texts(covered.get(element.category()));
            bySlot[element.slot()] = known;
        }
        return known;
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
        SortedSet<String> consents = consents(element);
        return consents == UNCOVERED ? element.stays() : new Decision.Verdict(true, element.rule(), consents, null);
    }

    /** Whether the law keeps nothing back that was consented to. */
    boolean nothingByLaw() {
        return withheld.isEmpty();
    }

    /** The row of the law by which this element stays whatever was consented to, where there is one. */
    @Nullable
    String lawRow(Named element) {
        if (withheld.isEmpty()) {
            return null;
        }
        String own = withheld.get(element.id());
        return own != null ? own : withheld.get(element.category());
    }

    private SortedSet<String> texts(@Nullable SortedSet<UUID> consents) {
        if (consents == null || consents.isEmpty()) {
            return UNCOVERED;
        } else if (!consents.equals(last)) {
            SortedSet<String> texts = new TreeSet<>();
            consents.forEach(id -> texts.add(id.toString()));
            last = consents;
            lastTexts = Collections.unmodifiableSortedSet(texts);
        }
        return lastTexts;
    }
}
