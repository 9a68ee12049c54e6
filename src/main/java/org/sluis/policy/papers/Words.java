package org.sluis.policy.papers;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.FileNode;
import org.sluis.canonical.Label;
import org.sluis.law.LawSettings;
import org.sluis.party.PartyKind;

/**
 * The words of one language for what dictionary and packs know by a code alone, from {@code papers/<language>/words.yaml};
 * its {@code texts} are what packs say in another language. A code without a word is an error, never a code in a paper.
 */
public final class Words {
    static final String FILE = "words.yaml";
    private static final Set<String> TABLES = Set.of(
            "kinds",
            "rules",
            "confidentiality",
            "sensitivity",
            "asked",
            "ages",
            "authority",
            "notified",
            "counts",
            "phrases",
            "people",
            "texts");

    private final String language;
    private final Map<String, FileNode> tables;

    private Words(String language, Map<String, FileNode> tables) {
        this.language = language;
        this.tables = tables;
    }

    /** @param folder of the papers @throws IllegalArgumentException with file and line */
    public static Words read(Path folder, String language) {
        FileNode root = FileNode.read(folder.resolve(language).resolve(FILE));
        return new Words(language, root.map(TABLES, Set.of()));
    }

    /** @throws IllegalArgumentException where this table has no such word, saying where to add it */
    String word(String table, String code) {
        return node(table, code).text();
    }

    /** One of several words for it: {@code kinds: {school: {name: ..., the: ...}}}. */
    String word(String table, String code, String which) {
        FileNode node = node(table, code).map().get(which);
        if (node == null) {
            throw missing(table + ", " + code, which);
        }
        return node.text();
    }

    /** All that is in a table, in the order of the file. */
    Map<String, Set<String>> lists(String table) {
        Map<String, Set<String>> all = new LinkedHashMap<>();
        table(table).map().forEach((name, each) -> all.put(name, each.texts()));
        return all;
    }

    /** What a pack says, in this language where it is known, else as it stands there. */
    public String text(String asWritten) {
        FileNode known = table("texts").map().get(asWritten);
        return known == null ? asWritten : known.text();
    }

    String label(Label label) {
        return dutch() ? label.nl() : label.en();
    }

    String label(ElementDefinition element) {
        return dutch() ? element.nl() : element.en();
    }

    /** As people write it: 1 August 2027. */
    String day(LocalDate day) {
        return DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.forLanguageTag(language))
                .format(day);
    }

    /** The same, and as ISO 8601 for tables; false in words, and nothing there, where there is none. */
    void day(String name, @Nullable LocalDate of, Map<String, Object> facts) {
        facts.put(name, of == null ? "" : of.toString());
        facts.put(name + "InWords", of == null ? false : day(of));
    }

    /** As people write it: 1 August 2027 at 14:05. */
    String moment(ZonedDateTime moment) {
        return word("phrases", "moment")
                .replace("{day}", day(moment.toLocalDate()))
                .replace("{time}", DateTimeFormatter.ofPattern("HH:mm").format(moment));
    }

    /** So many of them: one day, 180 days. */
    String count(String what, String number) {
        return word("counts", what, number.equals("1") ? "one" : "more").replace("{n}", number);
    }

    /** An age of the law, in years. @param next the one that follows, null for the last */
    String age(LawSettings.Band band, LawSettings.@Nullable Band next) {
        String code = next == null ? "last" : band.from() == 0 ? "first" : "between";
        String age = word("ages", code).replace("{from}", Integer.toString(band.from()));
        return next == null
                ? age
                : age.replace("{next}", Integer.toString(next.from()))
                        .replace("{to}", Integer.toString(next.from() - 1));
    }

    /** Several kinds of party as one reads them: a, b or c. @param which of the words for each */
    String either(Collection<PartyKind> some, String which) {
        return or(some.stream().map(kind -> word("kinds", kind.code(), which)).toList());
    }

    /** As one reads them: a, b or c. */
    String or(List<String> some) {
        return joined(some, "or");
    }

    /** As one reads them: a, b and c. */
    String and(List<String> all) {
        return joined(all, "and");
    }

    private String joined(List<String> names, String by) {
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " " + word("asked", by) + " " + names.get(last);
    }

    private boolean dutch() {
        return language.equals("nl");
    }

    private FileNode node(String table, String code) {
        FileNode node = table(table).map().get(code);
        if (node == null) {
            throw missing(table, code);
        }
        return node;
    }

    private FileNode table(String name) {
        return FileNode.required(tables, name);
    }

    private IllegalArgumentException missing(String where, String code) {
        return new IllegalArgumentException("papers/" + language + "/" + FILE + ": there is no word for " + code
                + " under " + where + "; add it there");
    }
}
