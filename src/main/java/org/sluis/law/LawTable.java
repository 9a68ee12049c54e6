package org.sluis.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The rows of one law by their stages, with what they build on. */
final class LawTable {
    private final LawSettings settings;
    private final Vocabulary vocabulary;
    private final Situation ordinary;
    private final Map<Stage, List<LawRow>> byStage = new EnumMap<>(Stage.class);

    LawTable(LawSettings settings, Vocabulary vocabulary, List<LawRow> rows) {
        this.settings = settings;
        this.vocabulary = vocabulary;
        this.ordinary = vocabulary.ordinary(settings);
        for (Stage stage : Stage.values()) {
            byStage.put(stage, new ArrayList<>());
        }
        rows.forEach(row -> of(row.stage()).add(row));
    }

    LawSettings settings() {
        return settings;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** What holds before anything is said; the caller's own to add to. */
    Situation ordinary() {
        return ordinary.copy();
    }

    /** The first row of the stage that matches on that day, among some. */
    Optional<LawRow> first(Stage stage, Situation situation, LocalDate day, Predicate<LawRow> among) {
        for (LawRow row : of(stage)) {
            if (row.matches(situation, day) && among.test(row)) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    Optional<LawRow> first(Stage stage, Situation situation, LocalDate day) {
        return first(stage, situation, day, row -> true);
    }

    /** The row that ends it before anyone is asked. */
    Optional<LawRow> stops(Situation subject, LocalDate day) {
        return first(Stage.IDENTITY, subject, day)
                .or(() -> first(Stage.EXCEPTION, subject, day))
                .or(() -> first(Stage.AUTHORITY, subject, day));
    }

    /** The row that says who is asked about somebody. */
    Optional<LawRow> needed(Situation subject, LocalDate day) {
        return first(Stage.NEEDED, subject, day, row -> !row.then().equals(LawRow.ASK_NOBODY));
    }

    /** Every row of the stage that matches on that day. */
    List<LawRow> all(Stage stage, Situation situation, LocalDate day) {
        List<LawRow> all = new ArrayList<>();
        for (LawRow row : of(stage)) {
            if (row.matches(situation, day)) {
                all.add(row);
            }
        }
        return all;
    }

    private List<LawRow> of(Stage stage) {
        return byStage.getOrDefault(stage, List.of());
    }
}
