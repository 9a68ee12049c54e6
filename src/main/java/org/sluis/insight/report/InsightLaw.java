package org.sluis.insight.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.FileNode;
import org.sluis.canonical.Sha256;
import org.sluis.law.ConsentFacts;
import org.sluis.law.Law;
import org.sluis.law.LawSettings;

/**
 * Who may see what was shared, and what is kept from whom, as a file beside the law says it. Without the file nobody may.
 *
 * @param rows the first that fits counts
 * @param nobody what is on record about a pupil of whom nobody is told anything: words of the law, and their values
 * @param neverTold what follows from a purpose or a recipient of which no report tells
 * @param afterNotice the same, of what a holder is told once notice was given
 * @param childAlone rows of the law by which the child alone was asked
 * @param silent sensitivities of elements of which a holder is not told that they stayed
 * @param secret marks of a message under which nobody can tell what is kept from which holder
 * @param digest SHA-256 of the file, hexadecimal: by which of its editions a report was made
 */
record InsightLaw(
        List<Row> rows,
        Map<String, Set<String>> nobody,
        Map<String, Set<String>> neverTold,
        Map<String, Set<String>> afterNotice,
        Set<String> childAlone,
        Set<String> silent,
        Set<String> secret,
        String digest) {
    static final String FILE = "insight/insight.yaml";
    static final String CHILD = "child";
    static final String HOLDER = "holder";
    static final String REPRESENTATIVE = "representative";
    private static final Set<String> PEOPLE = Set.of(CHILD, HOLDER, REPRESENTATIVE);

    /** @param capable null for both */
    record Row(String id, Set<String> ages, @Nullable Boolean capable, Set<String> to) {
        boolean fits(ConsentFacts facts) {
            return ages.contains(facts.ageBand()) && (capable == null || capable == facts.capable());
        }
    }

    /** @throws IllegalArgumentException with file and line, for anything missing or that the law does not know */
    static InsightLaw load(Path law, LawSettings settings) {
        Path file = law.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return new InsightLaw(List.of(), Map.of(), Map.of(), Map.of(), Set.of(), Set.of(), Set.of(), "none");
        }
        String text = text(file);
        Map<String, FileNode> all = FileNode.parse(String.valueOf(file.getFileName()), text)
                .map(
                        Set.of("rows", "nobody", "never-told", "after-notice", "child-alone", "silent", "secret"),
                        Set.of());
        return new InsightLaw(
                FileNode.required(all, "rows").list().stream()
                        .map(node -> row(node, settings))
                        .toList(),
                words(FileNode.required(all, "nobody"), settings),
                words(FileNode.required(all, "never-told"), settings),
                words(FileNode.required(all, "after-notice"), settings),
                FileNode.required(all, "child-alone").texts(),
                FileNode.required(all, "silent").texts(),
                FileNode.required(all, "secret").texts(),
                Sha256.hex(text.getBytes(UTF_8)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Row row(FileNode node, LawSettings settings) {
        Map<String, FileNode> row = node.map(Set.of("id", "age", "to", "source"), Set.of("capable"));
        FileNode age = FileNode.required(row, "age");
        List<String> bands =
                settings.bands().stream().map(LawSettings.Band::name).toList();
        if (!bands.containsAll(age.texts())) {
            throw age.wrong("an age is one of " + bands);
        }
        FileNode to = FileNode.required(row, "to");
        if (!PEOPLE.containsAll(to.texts())) {
            throw to.wrong("a report is for some of child, holder and representative");
        }
        FileNode capable = row.get("capable");
        if (capable != null && !Set.of("yes", "no").contains(capable.text())) {
            throw capable.wrong("capable is yes or no");
        }
        return new Row(
                FileNode.required(row, "id").text(),
                age.texts(),
                capable == null ? null : capable.text().equals("yes"),
                to.texts());
    }

    private static Map<String, Set<String>> words(FileNode node, LawSettings settings) {
        Map<String, Set<String>> words = new HashMap<>();
        node.map().forEach((word, values) -> {
            List<String> known = settings.words().situation().getOrDefault(word, List.of());
            if (!known.containsAll(values.texts())) {
                throw values.wrong("'" + word + "' of the law has the values " + known);
            }
            words.put(word, values.texts());
        });
        return Map.copyOf(words);
    }

    /** Empty where nobody may: no row fits, or something on record is in the way. */
    Optional<Row> row(ConsentFacts facts) {
        boolean inTheWay = facts.said().stream()
                .anyMatch(said -> nobody.getOrDefault(said.word(), Set.of()).contains(said.value()));
        return inTheWay
                ? Optional.empty()
                : rows.stream().filter(row -> row.fits(facts)).findFirst();
    }

    /** Whether what follows from purpose and recipient is one of these. */
    static boolean names(Map<String, Set<String>> words, Map<String, String> said) {
        return said.entrySet().stream()
                .anyMatch(each -> words.getOrDefault(each.getKey(), Set.of()).contains(each.getValue()));
    }

    /** Who a holder of this kind is to the law: a holder, a representative, or nobody who is told anything. */
    static Optional<String> person(Law law, String kind) {
        return switch (law.settings().holderKinds().getOrDefault(kind, "never")) {
            case "has-authority" -> Optional.of(HOLDER);
            case "represents" -> Optional.of(REPRESENTATIVE);
            default -> Optional.empty();
        };
    }
}
