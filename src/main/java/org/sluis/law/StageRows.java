package org.sluis.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rows of one stage in their order, compiled: {@link CompiledRows}. */
final class StageRows {
    /** The place of a row that is not there, before that of any other. */
    static final int NONE = -1;

    private final LawRow[] rowOf;
    private final long own;
    /** By alternative a bit: whether its row holds from some day on only, replaces a statement, or says that it ended. */
    private final long dated;

    private final long replacing;
    private final long ending;

    /**
     * @param rowOf by alternative of the group its row
     * @param own a bit for each alternative of the stage
     */
    StageRows(LawRow[] rowOf, long own) {
        this.rowOf = rowOf;
        this.own = own;
        this.dated = bits(rowOf, row -> row.since() != null);
        this.replacing = bits(rowOf, LawRow::replaces);
        this.ending = bits(rowOf, LawRow::ends);
    }

    private static long bits(LawRow[] rowOf, Predicate<LawRow> which) {
        long bits = 0;
        for (int i = 0; i < rowOf.length; i++) {
            bits |= which.test(rowOf[i]) ? 1L << i : 0;
        }
        return bits;
    }

    /** The first row that holds on that day, of those whose alternatives are left. */
    @Nullable
    LawRow first(long alternatives, LocalDate day) {
        return row(place(alternatives, day));
    }

    /** The place of that row: the lower, the earlier it stands in the table. {@link #NONE} where there is none. */
    int place(long alternatives, LocalDate day) {
        for (long left = alternatives & own; left != 0; left &= left - 1) {
            int place = Long.numberOfTrailingZeros(left);
            if ((dated >>> place & 1) == 0 || rowOf[place].holdsOn(day)) {
                return place;
            }
        }
        return NONE;
    }

    /** Whether by the row at this place a court's word stands in the place of a statement. */
    boolean replaces(int place) {
        return place != NONE && (replacing >>> place & 1) != 0;
    }

    /** Whether by that row a statement was taken back. */
    boolean ends(int place) {
        return place != NONE && (ending >>> place & 1) != 0;
    }

    /** Whether by that row a statement does not count. */
    boolean strikes(int place) {
        return place != NONE && (replacing >>> place & 1) == 0;
    }

    /** Whether a statement counts by that row, or where there is none: it stands, or is a yes that was taken back. */
    boolean counts(int place, ConsentFact statement) {
        return place == NONE || ends(place) && statement.grants();
    }

    /** The row at a place; null at {@link #NONE}. */
    @Nullable
    LawRow row(int place) {
        return place == NONE ? null : rowOf[place];
    }

    /** Whether any of its alternatives is left. */
    boolean any(long alternatives) {
        return (alternatives & own) != 0;
    }

    /** Every row that holds on that day, of those whose alternatives are left, in their order. */
    List<LawRow> all(long alternatives, LocalDate day) {
        long left = alternatives & own;
        List<LawRow> all = new ArrayList<>();
        for (; left != 0; left &= left - 1) {
            LawRow row = rowOf[Long.numberOfTrailingZeros(left)];
            if (row.holdsOn(day) && !all.contains(row)) {
                all.add(row);
            }
        }
        return all;
    }
}
