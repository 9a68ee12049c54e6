package org.sluis.policy;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.TextSet;
import org.sluis.law.LawFinding;

/** What law, consents and marks leave of what a pack releases, for one decision. */
final class Coverage {
    private static final long EVERY = ~(1L << Categories.NONE);
    private static final String[] NONE = {};

    /** A bit for each category: {@link Named#place()}. */
    private final long covered;

    /** Elements and categories that the law keeps back, few if any, and by which rows. */
    private final String[] withheld;

    private final String[] rows;
    private final TextSet marks;

    private Coverage(long covered, String[] withheld, String[] rows, TextSet marks) {
        this.covered = covered;
        this.withheld = withheld;
        this.rows = rows;
        this.marks = marks;
    }

    private static Coverage of(long covered, Map<String, String> withheld, TextSet marks) {
        return withheld.isEmpty() ? new Coverage(covered, NONE, NONE, marks) : but(withheld, covered, marks);
    }

    private static Coverage but(Map<String, String> withheld, long covered, TextSet marks) {
        String[] what = withheld.keySet().toArray(NONE);
        String[] rows = withheld.values().toArray(NONE);
        return new Coverage(covered, what, rows, marks);
    }

    /** @param marks control elements that are true in the message */
    static Coverage of(Release release, LawFinding finding, TextSet marks) {
        // Without anything on record that says so nothing is covered, whatever is said to be.
        long covered = finding.consents().isEmpty() ? 0 : release.bits(finding.covered());
        return of(covered, finding.withheld(), marks);
    }

    /** Where nobody is identified nobody consents; then what the pack releases goes. */
    static Coverage ofNobody(LawFinding finding, TextSet marks) {
        return of(EVERY, finding.withheld(), marks);
    }

    /** 1 where the consents cover what the pack releases, else 0: a number, for nothing then waits for the answer. */
    long covers(Named element) {
        return covered >>> element.place() & 1;
    }

    /** Whether it stays all the same: the law keeps it, or its mark is missing. */
    boolean keeps(Named element) {
        return withheld.length > 0 && lawRow(element) != null
                || element.onlyWhere() != null && !marks.holds(element.onlyWhere());
    }

    /** Why an element stays that does not pass. */
    Decision.Verdict stays(Named element) {
        String row = element.released() ? lawRow(element) : null;
        if (row != null) {
            return Named.staying(row, Because.LAW_WITHHOLDS);
        }
        boolean marked = !element.released() || element.onlyWhere() == null || marks.holds(element.onlyWhere());
        return marked ? element.stays() : Named.staying(element.rule(), Because.NOT_MARKED);
    }

    /** Whether the law keeps nothing back that was consented to. */
    boolean nothingByLaw() {
        return withheld.length == 0;
    }

    /** The row of the law by which this element stays whatever was consented to, where there is one. */
    @Nullable
    String lawRow(Named element) {
        String own = lawRow(element.id());
        return own == null ? lawRow(element.category()) : own;
    }

    private @Nullable String lawRow(String what) {
        for (int i = 0; i < withheld.length; i++) {
            if (withheld[i].equals(what)) {
                return rows[i];
            }
        }
        return null;
    }
}
