package org.sluis.law;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of one law by their stages, compiled, with what they build on. */
final class LawTable {
    private final LawSettings settings;
    private final EngineWords words;
    private final OwnWords ofTheCase;
    private final OwnWords ofAStatement;
    private final long ordinaryStatement;
    private final Value ordinary;
    private final List<LawRow> rows;
    private final StageRows[] stages = new StageRows[Stage.values().length];
    private final StageRows stops;
    private final StageRows denies;
    private final StageRows asks;
    private final StageRows asksNobody;

    LawTable(LawSettings settings, List<LawRow> rows) {
        this.settings = settings;
        this.rows = List.copyOf(rows);
        CompiledRows compiled = new CompiledRows(rows, new Vocabulary(settings));
        this.words = new EngineWords(compiled, settings);
        this.ofTheCase = new OwnWords(settings.words().situation(), compiled);
        this.ofAStatement = new OwnWords(settings.words().statement(), compiled);
        this.ordinaryStatement = ofConsent(ofAStatement.ordinary());
        this.ordinary = Value.EVERY.and(settings.modes().entrySet().stream()
                .map(mode -> compiled.word("mode." + mode.getKey())
                        .of(mode.getValue().is()))
                .toArray(Value[]::new));
        for (Stage stage : Stage.values()) {
            stages[stage.ordinal()] = compiled.of(stage, row -> true);
        }
        this.stops = compiled.stops();
        this.denies = compiled.of(Stage.JOINT, row -> row.then().equals("deny"));
        this.asks = compiled.of(Stage.NEEDED, row -> !row.asksNobody());
        this.asksNobody = compiled.of(Stage.NEEDED, LawRow::asksNobody);
    }

    LawSettings settings() {
        return settings;
    }

    EngineWords words() {
        return words;
    }

    /** The law's own words of a case. */
    OwnWords ofTheCase() {
        return ofTheCase;
    }

    /** The law's own words of a statement. */
    OwnWords ofAStatement() {
        return ofAStatement;
    }

    /** What a statement of which nothing is said in them leaves of the rows of stage consent. */
    long ordinaryStatement() {
        return ordinaryStatement;
    }

    /** What these leave of the rows of stage consent. */
    static long ofConsent(Value[] own) {
        return Value.EVERY.and(own).consent();
    }

    /** What holds before anything is said of the case. */
    Value ordinary() {
        return ordinary;
    }

    /** What holds where this is said of the case in the law's own words and nothing else. */
    Value ofTheCase(Map<String, String> said) {
        Value[] own = ofTheCase.ordinary();
        ofTheCase.say(said, own);
        return ordinary.and(own);
    }

    /** @param rank its place in the table */
    LawRow row(int rank) {
        return rows.get(rank);
    }

    /** The rows of a stage. */
    StageRows of(Stage stage) {
        return stages[stage.ordinal()];
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
    LawRow stops(Value subject, LocalDate day) {
        return stops.first(subject.stops(), day);
    }
}
