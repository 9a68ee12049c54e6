package org.sluis.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one stage in their order, compiled once at load: a row that is tried is a few comparisons of bits. */
final class StageRows {
    private final LawRow[] rows;
    private final Condition[][][] when;

    private StageRows(LawRow[] rows, Condition[][][] when) {
        this.rows = rows;
        this.when = when;
    }

    static StageRows of(List<LawRow> rows, Vocabulary vocabulary) {
        return new StageRows(
                rows.toArray(LawRow[]::new),
                rows.stream()
                        .map(row -> row.when().stream()
                                .map(each -> each.entrySet().stream()
                                        .map(word -> vocabulary.condition(word.getKey(), word.getValue()))
                                        .toArray(Condition[]::new))
                                .toArray(Condition[][]::new))
                        .toArray(Condition[][][]::new));
    }

    /** The rows that lead to this alone, or to anything else alone. */
    StageRows only(boolean leading, String then) {
        List<Integer> kept = new ArrayList<>();
        for (int row = 0; row < rows.length; row++) {
            if (rows[row].then().equals(then) == leading) {
                kept.add(row);
            }
        }
        return new StageRows(
                kept.stream().map(row -> rows[row]).toArray(LawRow[]::new),
                kept.stream().map(row -> when[row]).toArray(Condition[][][]::new));
    }

    /** The first row that matches on that day. */
    @Nullable
    LawRow first(Situation situation, LocalDate day) {
        for (int row = 0; row < rows.length; row++) {
            if (matches(row, situation, day)) {
                return rows[row];
            }
        }
        return null;
    }

    /** Every row that matches on that day, in their order. */
    List<LawRow> all(Situation situation, LocalDate day) {
        List<LawRow> all = List.of();
        for (int row = 0; row < rows.length; row++) {
            if (matches(row, situation, day)) {
                all = all.isEmpty() ? new ArrayList<>() : all;
                all.add(rows[row]);
            }
        }
        return all;
    }

    private boolean matches(int row, Situation situation, LocalDate day) {
        for (Condition[] each : when[row]) {
            if (situation.meets(each)) {
                return rows[row].holdsOn(day);
            }
        }
        return false;
    }
}
