package org.sluis.policy.papers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sluis.gate.StrictCsv;
import org.sluis.policy.Packs;
import org.sluis.policy.Policy;
import org.sluis.policy.Shipped;
import org.sluis.policy.pack.Pack;

/** The papers of a folder, and what each of them says that a pack lets go, read back from its text. */
record Written(List<Pack> packs, Map<String, String> texts) {
    static final Path SHIPPED = Path.of("consent-policies");
    static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    /** What the two languages call the same places. */
    record In(
            String language,
            String data,
            String goes,
            String may,
            String never,
            String instead,
            String no,
            String stays) {}

    static final In NL = new In(
            "nl",
            "| Welke gegevens |",
            "### Wat gaat\n",
            "**Wat mag gedeeld worden?**",
            "**Wat wordt nooit gedeeld?**",
            "ntbreekt",
            "nooit",
            "niet");
    static final In EN = new In(
            "en",
            "| Which data |",
            "### What goes\n",
            "**What may be shared?**",
            "**What is never shared?**",
            "is missing",
            "never",
            "no");

    private static final Map<LocalDate, Written> OF_SHIPPED = new ConcurrentHashMap<>();

    /** Of what ships; read once. */
    static Written shipped() {
        return OF_SHIPPED.computeIfAbsent(DAY, day -> of(SHIPPED, day));
    }

    static Written of(Path folder) {
        return of(folder, DAY);
    }

    static Written of(Path folder, LocalDate day) {
        Map<String, String> texts = new TreeMap<>();
        Papers papers = Papers.load(folder);
        for (String language : Papers.LANGUAGES) {
            papers.write(language, day).forEach(paper -> texts.put(paper.file(), paper.text()));
        }
        List<Pack> packs = Packs.load(folder, Shipped.DICTIONARY, Shipped.SCREEN).all().stream()
                .map(Policy::pack)
                .toList();
        return new Written(packs, texts);
    }

    String text(In in, String file) {
        return texts.getOrDefault(in.language() + "/" + file, "");
    }

    List<List<String>> table(In in, String file) {
        return StrictCsv.lines(text(in, file).getBytes(StandardCharsets.UTF_8)).stream()
                .map(StrictCsv.Line::values)
                .toList();
    }

    /** What a paper calls the elements that the pack lets go. */
    static SortedSet<String> names(In in, Pack pack) {
        return pack.released().stream()
                .map(id -> pack.dictionary().element(id))
                .map(element -> in == NL ? element.nl() : element.en())
                .map(Facts::inSentence)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What each paper of the language says that goes by this pack: by the name of the file. */
    Map<String, SortedSet<String>> going(In in, Pack pack) {
        int at = packs.indexOf(pack);
        Map<String, SortedSet<String>> going = new TreeMap<>();
        going.put(
                "register.md",
                items(line(section(in, "register.md", at), in.data())
                        .replaceAll("\\*\\*[^*]+\\*\\*: ", "§")
                        .replaceAll("\\. (§|\\|)", "$1")
                        .replace('§', ',')));
        going.put("register.csv", items(row(in, "register.csv", at).get(10).replaceAll("(^|; )[^:;]+: ", ",")));
        going.put("dpia.md", rows(between(section(in, "dpia.md", at), in.goes(), "\n###")));
        going.put("dpia.csv", column(in, pack));
        going.put(
                "annex.md",
                items(section(in, "annex.md", at)
                        .lines()
                        .filter(line -> line.contains(" – ") || line.contains(in.instead()))
                        .map(Written::behindColon)
                        .collect(Collectors.joining(","))));
        going.put(
                "parents.md",
                items(between(section(in, "parents.md", at), in.may(), in.never())
                        .lines()
                        .filter(line ->
                                line.matches("- [^:]{1,40}: .*") && !line.contains("16") || line.contains(in.instead()))
                        .map(Written::behindColon)
                        .collect(Collectors.joining(","))));
        going.put("recipients.md", matrix(in, at));
        going.put("recipients.csv", matrixCells(in, at));
        return going;
    }

    private SortedSet<String> column(In in, Pack pack) {
        return table(in, "dpia.csv").stream()
                .filter(row -> row.get(0).equals(pack.id())
                        && (row.get(6).equals("ja") || row.get(6).equals("yes")))
                .map(row -> Facts.inSentence(row.get(4)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private SortedSet<String> matrix(In in, int at) {
        SortedSet<String> names = new TreeSet<>();
        for (String line : text(in, "recipients.md").lines().toList()) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == packs.size() + 4
                    && !cells[1].contains("---")
                    && !cells[3].strip().matches("[0-9]+")) {
                goes(in, cells[1].strip(), cells[3 + at].strip(), names);
            }
        }
        return names;
    }

    private SortedSet<String> matrixCells(In in, int at) {
        SortedSet<String> names = new TreeSet<>();
        table(in, "recipients.csv").stream().skip(1).forEach(row -> goes(in, row.get(1), row.get(5 + at), names));
        return names;
    }

    private static void goes(In in, String name, String rule, SortedSet<String> names) {
        if (!List.of("", in.no(), in.stays()).contains(rule)) {
            names.add(Facts.inSentence(name));
        }
    }

    private List<String> row(In in, String file, int at) {
        return table(in, file).get(at + 1);
    }

    /** The part of a paper that is about the pack of this place. */
    String section(In in, String file, int at) {
        Pack pack = packs.get(at);
        String label = in == NL ? pack.label().nl() : pack.label().en();
        String number = pack.id().substring(0, 3) + " ";
        String text = text(in, file);
        int start = Stream.of("\n## " + number + label, "\n### " + number + label, "\n## " + label)
                .mapToInt(text::indexOf)
                .filter(found -> found >= 0)
                .findFirst()
                .orElse(text.length());
        String rest = text.substring(start);
        int end = rest.indexOf(file.equals("annex.md") ? "\n##" : "\n## ", 1);
        return end < 0 ? rest : rest.substring(0, end);
    }

    private static String between(String text, String from, String until) {
        int start = text.indexOf(from);
        int end = text.indexOf(until, Math.max(0, start) + from.length());
        return start < 0 || end < 0 ? "" : text.substring(start + from.length(), end);
    }

    private static String line(String text, String start) {
        return text.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .collect(Collectors.joining());
    }

    private static String behindColon(String line) {
        return line.substring(line.indexOf(": ") + 2).replaceAll("\\.$", "");
    }

    private static SortedSet<String> items(String list) {
        return Stream.of(list.split(","))
                .map(item -> item.replace("|", "").strip())
                .filter(item -> !item.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedSet<String> rows(String table) {
        return table.lines()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .map(line -> Facts.inSentence(line.split("\\|")[1].strip()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A folder of its own with everything that ships, to be changed. */
    static Path copied(Path to) {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(SHIPPED.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
            return to;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static void change(Path file, String from, String to) throws IOException {
        String before = Files.readString(file);
        String after = before.replace(from, to);
        if (after.equals(before)) {
            throw new IllegalArgumentException(file + " does not say " + from);
        }
        Files.writeString(file, after);
    }

    /** The shape of a paper in Markdown: what each line is, without its words. */
    static List<String> shape(String markdown) {
        List<String> shape = new ArrayList<>();
        for (String line : markdown.lines().toList()) {
            String kind = line.startsWith("#")
                    ? line.substring(0, line.indexOf(' '))
                    : line.startsWith("|")
                            ? "table " + line.split("(?<!\\\\)\\|", -1).length
                            : line.startsWith("- ") ? "item" : line.isBlank() ? "" : "text";
            shape.add(line.contains("[in te vullen") || line.contains("[to fill in") ? kind + " to fill in" : kind);
        }
        return shape;
    }
}
