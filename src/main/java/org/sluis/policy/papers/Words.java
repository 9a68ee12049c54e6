package org.sluis.policy.papers;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.FileNode;
import org.sluis.canonical.Label;
import org.sluis.party.PartyKind;

/**
 * The words of one language for what dictionary and packs know by a code alone, from {@code papers/<language>/words.yaml};
 * its {@code texts} are what packs say in another language. A code without a word is an error, never a code in a paper.
 */
final class Words {
    static final String FILE = "words.yaml";
    private static final Set<String> TABLES =
            Set.of("kinds", "rules", "confidentiality", "sensitivity", "asked", "ages", "people", "texts");

    private final String language;
    private final Map<String, FileNode> tables;

    private Words(String language, Map<String, FileNode> tables) {
        this.language = language;
        this.tables = tables;
    }

    /** @throws IllegalArgumentException with file and line */
    static Words read(Path folder, String language) {
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
    String text(String asWritten) {
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

    /** Several kinds of party as one reads them: a, b or c. @param which of the words for each */
    String either(Collection<PartyKind> some, String which) {
        List<String> names =
                some.stream().map(kind -> word("kinds", kind.code(), which)).toList();
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " " + word("asked", "or") + " " + names.get(last);
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
