package org.sluis.freetext;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sluis.canonical.FileNode;

/** Places by their name, and streets by the end of theirs. A place that is a word too counts with a capital behind "in" and the like. */
final class Places implements Detector {
    private static final Pattern HOUSE_NUMBER = Pattern.compile("[1-9][0-9]{0,3}[a-z]?");

    private final String kind;
    private final Phrases<Boolean> places;
    private final Set<String> alsoWords;
    private final Phrases<Boolean> before;
    private final Map<Character, List<String>> streetEndings;
    private final Phrases<Boolean> beforeStreets;
    private final Set<String> noStreet;

    Places(Lists lists) {
        Map<String, FileNode> file = lists.file(
                "places.yaml",
                "kind",
                "places",
                "places-that-are-words",
                "before-places",
                "street-endings",
                "before-streets",
                "no-street");
        this.kind = lists.kinds().kind(FileNode.required(file, "kind"));
        this.places = lists.phrases(FileNode.required(file, "places"));
        this.alsoWords = lists.words(FileNode.required(file, "places-that-are-words"));
        this.before = lists.phrases(FileNode.required(file, "before-places"));
        this.streetEndings = lists.words(FileNode.required(file, "street-endings")).stream()
                .sorted()
                .collect(Collectors.groupingBy(Places::last));
        this.beforeStreets = lists.phrases(FileNode.required(file, "before-streets"));
        this.noStreet = lists.words(FileNode.required(file, "no-street"));
    }

    @Override
    public void look(Text text, Known known, Passages found) {
        List<Word> words = text.words();
        Behind place = new Behind(before, text);
        Behind street = new Behind(beforeStreets, text);
        for (Phrases.Hit<Boolean> hit : places.find(text)) {
            if (!known.mayBeNamed(words.get(hit.last()))) {
                found.add(words.get(hit.first()), words.get(hit.last()), kind);
            }
        }
        for (int at = 0; at < words.size(); at++) {
            Word word = words.get(at);
            if (known.mayBeNamed(word)) {
                continue;
            }
            if (street(word)) {
                boolean numbered = at + 1 < words.size() && houseNumber(words.get(at + 1), text.between(at, at + 1));
                if (numbered || (word.capital() && street.at(at))) {
                    found.add(word, words.get(numbered ? at + 1 : at), kind);
                }
            } else if (alsoWords.contains(word.folded()) && word.capital() && place.at(at)) {
                found.add(word, word, kind);
            }
        }
    }

    private boolean street(Word word) {
        for (String ending : streetEndings.getOrDefault(last(word.folded()), List.of())) {
            if (word.folded().endsWith(ending)) {
                return word.folded().length() > ending.length() + 2 && !noStreet.contains(word.folded());
            }
        }
        return false;
    }

    private static char last(String word) {
        return word.charAt(word.length() - 1);
    }

    private static boolean houseNumber(Word word, String between) {
        return between.equals(" ") && HOUSE_NUMBER.matcher(word.folded()).matches();
    }
}
