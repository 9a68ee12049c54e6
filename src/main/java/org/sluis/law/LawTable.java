package org.sluis.law;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows of one law by their stages, compiled, with what they build on. */
final class LawTable {
    private final LawSettings settings;
    private final Vocabulary vocabulary;
    private final EngineWords words;
    private final Situation ordinary;
    private final Map<Stage, StageRows> stages = new EnumMap<>(Stage.class);
    private final StageRows denies;
    private final StageRows asks;
    private final StageRows asksNobody;

    LawTable(LawSettings settings, Vocabulary vocabulary, List<LawRow> rows) {
        this.settings = settings;
        this.vocabulary = vocabulary;
        this.words = new EngineWords(vocabulary, settings);
        this.ordinary = vocabulary.ordinary(settings);
        for (Stage stage : Stage.values()) {
            List<LawRow> own = rows.stream().filter(row -> row.stage() == stage).toList();
            stages.put(stage, StageRows.of(own, vocabulary));
        }
        this.denies = of(Stage.JOINT).only(true, "deny");
        this.asks = of(Stage.NEEDED).only(false, LawRow.ASK_NOBODY);
        this.asksNobody = of(Stage.NEEDED).only(true, LawRow.ASK_NOBODY);
    }

    LawSettings settings() {
        return settings;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    EngineWords words() {
        return words;
    }

    /** What holds before anything is said; the caller's own to add to. */
    Situation ordinary() {
        return ordinary.copy();
    }

    /** The rows of a stage. */
    StageRows of(Stage stage) {
        return Objects.requireNonNull(stages.get(stage));
    }

    /** The rows of stage joint by which an objection is a no. */
    StageRows denies() {
        return denies;
    }

    /** The rows of stage needed by which somebody is asked. */
    StageRows asks() {
        return asks;
    }

    /** The rows of stage needed by which nobody is, where the disclosure is about nobody. */
    StageRows asksNobody() {
        return asksNobody;
    }

    /** The row that ends it before anyone is asked. */
    @Nullable
    LawRow stops(Situation subject, LocalDate day) {
        LawRow row = of(Stage.IDENTITY).first(subject, day);
        row = row == null ? of(Stage.EXCEPTION).first(subject, day) : row;
        return row == null ? of(Stage.AUTHORITY).first(subject, day) : row;
    }
}
