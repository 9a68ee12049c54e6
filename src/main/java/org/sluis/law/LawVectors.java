package org.sluis.law;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sluis.canonical.Reason;

/**
 * Holds every law of a folder against its vectors. A row without a vector where it decides and a nearest neighbour, which
 * differs in one fact, where it does not, is as wrong as a wrong answer: no case found is never a success.
 */
public final class LawVectors {
    private final List<String> table = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private int rows;
    private int ofRows;
    private int vectors;

    private LawVectors() {}

    /**
     * What came of it.
     *
     * @param table a line for every row of every law: how many vectors it decides, how many nearest neighbours it has
     * @param wrong a line for every answer that is not the expected one, with file and line, and for every row without
     *     its vectors
     * @param rows how many rows of the numbered tables have all of their vectors, {@code ofRows} how many there are
     */
    public record Report(List<String> table, List<String> wrong, int rows, int ofRows, int vectors) {
        public boolean right() {
            return wrong.isEmpty() && rows == ofRows && vectors > 0;
        }

        /** The one line that says it all. */
        public String lastLine() {
            return "law: " + rows + " of " + ofRows + " rows, " + vectors + " vectors, " + wrong.size() + " wrong";
        }
    }

    /**
     * @param laws a folder for each law
     * @param cases a folder of the same name for the vectors of each
     * @throws IllegalArgumentException with file and line for a law or a vector that is not of the format
     */
    public static Report run(Path laws, Path cases) {
        LawVectors run = new LawVectors();
        read(laws, cases).forEach(each -> run.hold(each.name(), each.law(), each.vectors()));
        return new Report(List.copyOf(run.table), List.copyOf(run.wrong), run.rows, run.ofRows, run.vectors);
    }

    /** A law and the vectors it is held against. */
    public record Held(String name, Law law, List<LawVector> vectors) {}

    /**
     * Each law of a folder with its vectors.
     *
     * @throws IllegalArgumentException with file and line for a law or a vector that is not of the format
     */
    public static List<Held> read(Path laws, Path cases) {
        try (Stream<Path> folders = Files.list(laws)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(folder -> new Held(
                            String.valueOf(folder.getFileName()),
                            Law.load(folder),
                            LawVectorFiles.read(cases.resolve(String.valueOf(folder.getFileName())))))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the laws cannot be read", unreadable);
        }
    }

    /** What is wrong with the answer to one vector; empty where it is as it must be. */
    static List<String> complaints(Law law, LawVector vector) {
        try {
            Law chosen = vector.law(law);
            return complaints(vector, chosen.find(vector.question(chosen)));
        } catch (RuntimeException broken) {
            return List.of("cannot be asked: " + broken.getMessage());
        }
    }

    /** The same of an answer that somebody else gave. */
    static List<String> complaints(LawVector vector, LawFinding finding) {
        List<String> complaints = new ArrayList<>();
        LawVector.Expect expect = vector.expect();
        Reason reason = finding.reason();
        Set<String> struck = struck(finding);
        differ(finding.outcome().name().toLowerCase(Locale.ROOT), expect.outcome(), complaints);
        differ(reason == null ? "" : reason.code(), expect.reason().orElse(""), complaints);
        differ(finding.rows(), expect.rows(), complaints);
        differ(new TreeSet<>(finding.covered()), expect.covers(), complaints);
        differ(finding.withheld().keySet(), expect.withholds(), complaints);
        expect.struck().ifPresent(expected -> differ(struck, expected, complaints));
        boolean decides = finding.rows().contains(vector.row()) || struck.contains(vector.row());
        if (decides != vector.decides()) {
            complaints.add(vector.row() + (decides ? " decides" : " does not decide"));
        }
        return complaints;
    }

    private static <T> void differ(T is, T expected, List<String> complaints) {
        if (!is.equals(expected)) {
            complaints.add("is " + is + ", expected " + expected);
        }
    }

    private static Set<String> struck(LawFinding finding) {
        return finding.considered().stream()
                .map(LawFinding.Considered::row)
                .filter(row -> row != null && !row.equals(LawFinding.SUPERSEDED) && !row.equals(LawFinding.NOT_ASKED))
                .collect(Collectors.toSet());
    }

    private void hold(String name, Law law, List<LawVector> all) {
        vectors += all.size();
        Map<String, LawRow> known = law.rows().stream().collect(Collectors.toMap(LawRow::id, Function.identity()));
        List<LawVector> right = new ArrayList<>();
        for (LawVector vector : all) {
            List<String> complaints = known.containsKey(vector.row())
                    ? complaints(law, vector)
                    : List.of("the law has no row " + vector.row());
            if (complaints.isEmpty()) {
                right.add(vector);
            } else {
                wrong.add(name + "/" + vector.place() + ": " + vector.id() + " " + String.join("; ", complaints));
            }
        }
        Map<String, Boolean> byNumber = new TreeMap<>();
        for (LawRow row : law.rows()) {
            byNumber.merge(row.id().substring(0, 3), held(name, row, right), Boolean::logicalAnd);
        }
        for (int number = 1; number <= law.settings().tableRows(); number++) {
            String id = String.format(Locale.ROOT, "R%02d", number);
            ofRows++;
            rows += Boolean.TRUE.equals(byNumber.get(id)) ? 1 : 0;
            if (!byNumber.containsKey(id)) {
                wrong.add(name + ": the law has no row " + id);
            }
        }
    }

    /** Whether the row has a vector where it decides and a nearest neighbour where it does not, both answered right. */
    private boolean held(String name, LawRow row, List<LawVector> right) {
        Map<String, LawVector> deciding = right.stream()
                .filter(each -> each.row().equals(row.id()) && each.decides())
                .collect(Collectors.toMap(LawVector::id, Function.identity()));
        long neighbours = right.stream()
                .filter(each -> each.row().equals(row.id()) && !each.decides() && each.changes() == 1)
                .filter(each -> each.like().filter(deciding::containsKey).isPresent())
                .count();
        boolean held = !deciding.isEmpty() && neighbours > 0;
        if (!held) {
            wrong.add(name + "/" + row.place() + ": row " + row.id() + " has " + deciding.size()
                    + " vectors where it decides and " + neighbours + " nearest neighbours where it does not");
        }
        table.add(String.format(
                Locale.ROOT,
                "%-8s %-17s %4d %4d  %-4s %s%s",
                name,
                row.id(),
                deciding.size(),
                neighbours,
                held ? "" : "RED",
                row.source(),
                row.ours() ? " (stricter: ours)" : ""));
        return held;
    }
}
