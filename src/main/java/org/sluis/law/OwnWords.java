package org.sluis.law;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words that a law has of its own, of the case or of a statement; of one that nobody says its first value holds. */
final class OwnWords {
    private final Map<String, Integer> places = new HashMap<>();
    private final Word[] words;
    private final Value[] ordinary;

    OwnWords(Map<String, List<String>> own, CompiledRows rows) {
        words = own.keySet().stream().map(rows::word).toArray(Word[]::new);
        ordinary = own.entrySet().stream()
                .map(word -> rows.word(word.getKey()).of(word.getValue().get(0)))
                .toArray(Value[]::new);
        own.keySet().forEach(word -> places.put(word, places.size()));
    }

    /** What holds when nobody says anything; the caller's own to change. */
    Value[] ordinary() {
        return ordinary.clone();
    }

    /** Says what was said. @throws IllegalArgumentException for a word or value that is not this law's */
    void say(Map<String, String> said, Value[] into) {
        said.forEach((word, value) -> say(word, value, true, into));
    }

    /** @param alone or else beside what was said of this word before */
    void say(String word, String value, boolean alone, Value[] into) {
        Integer place = places.get(word);
        if (place == null || !words[place].has(value)) {
            throw new IllegalArgumentException("this law has no word " + word + " with a value " + value);
        }
        Value said = words[place].of(value);
        into[place] = alone ? said : into[place].or(said);
    }
}
