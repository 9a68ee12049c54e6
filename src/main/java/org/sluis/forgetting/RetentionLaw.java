package org.sluis.forgetting;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sluis.audit.EventKind;
import org.sluis.canonical.FileNode;
import org.sluis.canonical.Sha256;

/**
 * How long, per kind of entry of the log, it stays possible to tell whom it is about, as a file beside the law says it. Without the
 * file nothing is ever removed.
 *
 * @param terms by kind, in the order of the catalogue; a kind that is about nobody has none
 * @param complete at most this often the epochs turn for what was removed by these terms alone
 * @param digest SHA-256 of the file, hexadecimal
 */
public record RetentionLaw(Map<EventKind, Term> terms, Period complete, String digest) {
    static final String FILE = "log/retention.yaml";
    /** The database removes nothing that is younger, whatever a file says. */
    static final Period LEAST = Period.ofDays(365);

    private static final LocalDate A_DAY = LocalDate.of(2001, 1, 1);

    /** @param source the article or norm that asks for it */
    public record Term(Period period, String source) {}

    public RetentionLaw {
        terms = Collections.unmodifiableMap(terms.isEmpty() ? new EnumMap<>(EventKind.class) : new EnumMap<>(terms));
    }

    /**
     * @param law the folder of the law of a country
     * @throws IllegalArgumentException with file and line, and what to do: for a kind that is none or is there twice, for what is no
     *     period, and for one that is shorter than the floor
     */
    public static RetentionLaw load(Path law) {
        Path file = law.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return new RetentionLaw(Map.of(), LEAST, "none");
        }
        try {
            return parse(String.valueOf(file.getFileName()), Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static RetentionLaw parse(String name, String text) {
        Map<String, FileNode> all = FileNode.parse(name, text)
                .map(Set.of("floor", "default", "complete-at-most-every", "rows", "about-nobody"), Set.of());
        Map<String, FileNode> floor = FileNode.required(all, "floor").map(Set.of("period", "source"), Set.of());
        Period least =
                atLeast(FileNode.required(floor, "period"), LEAST, "give at least that; the database keeps to it");
        Map<String, FileNode> usual = FileNode.required(all, "default").map(Set.of("period", "source"), Set.of());
        Map<EventKind, Term> named = new EnumMap<>(EventKind.class);
        for (FileNode row : FileNode.required(all, "rows").list()) {
            Map<String, FileNode> keys = row.map(Set.of("kinds", "period", "source"), Set.of());
            Term term = term(keys, least);
            for (FileNode kind : FileNode.required(keys, "kinds").list()) {
                if (named.put(kind(kind), term) != null) {
                    throw kind.wrong("'" + kind.text() + "' has a period already; name it once");
                }
            }
        }
        Map<EventKind, Term> terms = new EnumMap<>(EventKind.class);
        Term rest = term(usual, least);
        Arrays.stream(EventKind.values()).forEach(kind -> terms.put(kind, named.getOrDefault(kind, rest)));
        for (FileNode kind : FileNode.required(all, "about-nobody").list()) {
            if (named.containsKey(kind(kind)) || terms.remove(kind(kind)) == null) {
                throw kind.wrong("'" + kind.text() + "' is named already; name it once");
            }
        }
        return new RetentionLaw(
                terms, period(FileNode.required(all, "complete-at-most-every")), Sha256.hex(text.getBytes(UTF_8)));
    }

    private static Term term(Map<String, FileNode> keys, Period least) {
        return new Term(
                atLeast(FileNode.required(keys, "period"), least, "make it longer, or change the floor and its source"),
                FileNode.required(keys, "source").text());
    }

    private static EventKind kind(FileNode node) {
        return Arrays.stream(EventKind.values())
                .filter(kind -> kind.code().equals(node.text()))
                .findFirst()
                .orElseThrow(
                        () -> node.wrong("'" + node.text() + "' is no kind of entry; take one of docs/audit-log.md"));
    }

    private static Period atLeast(FileNode node, Period least, String advice) {
        Period period = period(node);
        if (A_DAY.plus(period).isBefore(A_DAY.plus(least))) {
            throw node.wrong(period + " is shorter than the floor, " + least + ": " + advice);
        }
        return period;
    }

    private static Period period(FileNode node) {
        Optional<Period> period;
        try {
            period = Optional.of(Period.parse(node.text()));
        } catch (DateTimeException none) {
            period = Optional.empty();
        }
        return period.filter(each -> A_DAY.plus(each).isAfter(A_DAY))
                .orElseThrow(() -> node.wrong("'" + node.text()
                        + "' is no period of one day or more; write it as ISO 8601 does, such as P5Y or P30D"));
    }
}
