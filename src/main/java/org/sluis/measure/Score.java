package org.sluis.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What came of it, row by row of the law. Vectors report from several threads. */
final class Score {
    private static final String LINE = "%-26s %7d %6d %15d %8d %9d %6d";

    private final Map<String, Row> rows = new TreeMap<>();
    private final Map<String, List<String>> silences = new TreeMap<>();
    private final Row all = new Row();

    private static final class Row {
        private final Map<Answer.Against, Integer> counts = new EnumMap<>(Answer.Against.class);
        private int unsaid;

        int of(Answer.Against against) {
            return counts.getOrDefault(against, 0);
        }

        int vectors() {
            return counts.values().stream().mapToInt(each -> each).sum();
        }

        void add(Answer.Against against, boolean said) {
            counts.merge(against, 1, Integer::sum);
            unsaid += said ? 0 : 1;
        }

        String line(String name) {
            return String.format(
                    Locale.ROOT,
                    LINE,
                    name,
                    vectors(),
                    of(Answer.Against.SAME),
                    of(Answer.Against.MORE_PERMISSIVE),
                    of(Answer.Against.STRICTER),
                    of(Answer.Against.NO_ANSWER),
                    unsaid);
        }
    }

    /** @param said whether the question could say all that the law looks at here */
    synchronized void add(String row, boolean said, Answer.Against against) {
        rows.computeIfAbsent(row, name -> new Row()).add(against, said);
        all.add(against, said);
    }

    synchronized void silent(String why, String vector) {
        silences.computeIfAbsent(why, each -> new ArrayList<>()).add(vector);
    }

    synchronized boolean answered() {
        return all.of(Answer.Against.NO_ANSWER) == 0;
    }

    synchronized int vectors() {
        return all.vectors();
    }

    /** Most important first: what is permitted and must not be, then what is refused and may be, then silence. */
    synchronized List<String> lines(String host) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%-26s %7s %6s %15s %8s %9s %6s",
                "law row",
                "vectors",
                "same",
                "more permissive",
                "stricter",
                "no answer",
                "unsaid"));
        Comparator<Map.Entry<String, Row>> worst =
                Comparator.comparingInt(each -> -each.getValue().of(Answer.Against.MORE_PERMISSIVE));
        rows.entrySet().stream()
                .sorted(worst.thenComparingInt(each -> -each.getValue().of(Answer.Against.STRICTER))
                        .thenComparingInt(each -> -each.getValue().of(Answer.Against.NO_ANSWER))
                        .thenComparing(Map.Entry::getKey))
                .forEach(each -> lines.add(each.getValue().line(each.getKey())));
        lines.add(all.line("all"));
        silences.forEach((why, vectors) ->
                lines.add("no answer: " + why + ", " + vectors.size() + " times, first " + vectors.get(0)));
        lines.add("unsaid: the law looks at something there that the question has no place for");
        lines.add(String.format(
                Locale.ROOT,
                "against %s: %d vectors, %d same, %d permitted that must not be, %d refused that may be,"
                        + " %d without an answer",
                host,
                all.vectors(),
                all.of(Answer.Against.SAME),
                all.of(Answer.Against.MORE_PERMISSIVE),
                all.of(Answer.Against.STRICTER),
                all.of(Answer.Against.NO_ANSWER)));
        return lines;
    }
}
