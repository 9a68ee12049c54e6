package org.sluis.freetext;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.sluis.canonical.FileNode;

/** Reads the lists of a folder in the one form in which words are compared. */
final class Lists {
    private final Path folder;
    private final Folding folding;
    private final Kinds kinds;
    private final Stems stems = new Stems();

    Lists(Path folder) {
        this.folder = folder;
        this.folding = Folding.load(folder.resolveSibling("look-alikes.yaml"));
        this.kinds = Kinds.load(folder.resolve("kinds.yaml"));
    }

    Kinds kinds() {
        return kinds;
    }

    Folding folding() {
        return folding;
    }

    /** One numbering for all lists: a word of a text is looked up once. */
    Stems stems() {
        return stems;
    }

    Text text(String written) {
        return new Text(written, folding, kinds.abbreviations(), stems);
    }

    /** The keys of one file, all of which must be there, and its source. */
    Map<String, FileNode> file(String name, String... keys) {
        Set<String> required = new TreeSet<>(Set.of(keys));
        required.add("source");
        return FileNode.read(folder.resolve(name)).map(required, Set.of());
    }

    /** Single words, folded; two that are the same word then are refused. */
    Set<String> words(FileNode list) {
        Set<String> words = new TreeSet<>();
        for (FileNode each : list.list()) {
            String word = folding.fold(each.text());
            if (!word.matches("[a-z0-9]+")) {
                throw each.wrong("'" + each.text() + "' is not one word of letters");
            } else if (!words.add(word)) {
                throw each.wrong("'" + each.text() + "' is there twice");
            }
        }
        return Set.copyOf(words);
    }

    /** Phrases, each under the label true. */
    Phrases<Boolean> phrases(FileNode list) {
        Phrases<Boolean> phrases = new Phrases<>(stems);
        phrases.addAll(list, folding, true);
        return phrases;
    }
}
