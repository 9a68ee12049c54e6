package org.sluis.law;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rows of a law, compiled once at load. Each alternative of each row has a bit, in the order of the table, in the number
 * of its stages; a question is answered by taking away, word by word, those that do not fit. That takes as long whatever is
 * asked.
 */
final class CompiledRows {
    private final Map<Group, List<Alternative>> alternatives = new EnumMap<>(Group.class);
    private final Map<String, Word> words = new HashMap<>();

    /** The stages whose rows share a number of 64 bits. */
    private enum Group {
        STOPS(Stage.IDENTITY, Stage.EXCEPTION, Stage.AUTHORITY),
        ASKS(Stage.NEEDED, Stage.VETO, Stage.ELEMENT),
        CONSENT(Stage.CONSENT),
        ANSWERED(Stage.JOINT, Stage.COVERAGE, Stage.REGISTER);

        private final Set<Stage> stages;

        Group(Stage... stages) {
            this.stages = Set.of(stages);
        }
    }

    private record Alternative(LawRow row, Map<String, Set<String>> when) {
        boolean fits(String word, String value) {
            return !when.containsKey(word) || when.getOrDefault(word, Set.of()).contains(value);
        }
    }

    /** @throws IllegalArgumentException where the stages of a group have more than 64 alternatives together */
    CompiledRows(List<LawRow> rows, Vocabulary vocabulary) {
        for (Group group : Group.values()) {
            List<Alternative> own = new ArrayList<>();
            rows.stream()
                    .filter(row -> group.stages.contains(row.stage()))
                    .sorted(Comparator.comparing(LawRow::stage))
                    .forEach(row -> row.when().forEach(when -> own.add(new Alternative(row, when))));
            if (own.size() > Long.SIZE) {
                throw new IllegalArgumentException("the rows of the stages " + group.stages + " have " + own.size()
                        + " alternatives; at most 64 fit together");
            }
            alternatives.put(group, own);
        }
        vocabulary.words().forEach((word, values) -> {
            Map<String, Value> byText = new HashMap<>();
            values.forEach(value -> byText.put(value, value(word, value)));
            words.put(word, new Word(byText, value(word, "")));
        });
    }

    /** The rows of one stage, or some of them. */
    StageRows of(Stage stage, Predicate<LawRow> which) {
        for (Group group : Group.values()) {
            if (group.stages.contains(stage)) {
                return of(group, row -> row.stage() == stage && which.test(row));
            }
        }
        throw new IllegalStateException(stage + " has no group");
    }

    /** The rows that end it before anyone is asked: those of the first stage, then those of the next. */
    StageRows stops() {
        return of(Group.STOPS, row -> true);
    }

    private StageRows of(Group group, Predicate<LawRow> which) {
        List<Alternative> own = of(group);
        return new StageRows(
                own.stream().map(Alternative::row).toArray(LawRow[]::new), bits(own, each -> which.test(each.row())));
    }

    Word word(String word) {
        return Objects.requireNonNull(words.get(word), word);
    }

    private Value value(String word, String value) {
        Predicate<Alternative> fits = each -> each.fits(word, value);
        return new Value(
                bits(of(Group.STOPS), fits),
                bits(of(Group.ASKS), fits),
                bits(of(Group.CONSENT), fits),
                bits(of(Group.ANSWERED), fits));
    }

    private List<Alternative> of(Group group) {
        return Objects.requireNonNull(alternatives.get(group));
    }

    private static long bits(List<Alternative> all, Predicate<Alternative> which) {
        long bits = 0;
        for (int i = 0; i < all.size(); i++) {
            bits |= which.test(all.get(i)) ? 1L << i : 0;
        }
        return bits;
    }
}
