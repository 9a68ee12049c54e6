package org.sluis.law;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.FileNode;

/**
 * A law's own words for what is out of the ordinary, and where they come from.
 *
 * @param situation words of the case, each with its values; the first holds when nobody says another
 * @param statement the same of one consent or refusal
 * @param says what follows from a purpose, a kind of recipient, a profile or an element of the message: by source, by
 *     name, a word and its value
 * @param belowAge words that are {@code yes} below an age, in years
 * @param facts words that a school may put on record about its pupil, with evidence
 * @param factsOfDiscloser words that whoever tells may put on record about a pupil it was told of, for what it tells itself
 * @param doNotAsk which word with which value says that asking would endanger somebody
 */
public record LawWords(
        Map<String, List<String>> situation,
        Map<String, List<String>> statement,
        Following says,
        Map<String, Integer> belowAge,
        Set<String> facts,
        Set<String> factsOfDiscloser,
        Map<String, String> doNotAsk) {

    /** The word, where a law has it, for what was said in another age band than today's; with that value. */
    static final String SAID_IN = "said-in";

    static final String EARLIER_BAND = "an-earlier-band";
    static final Set<String> KEYS =
            Set.of("situation", "statement", "says", "below-age", "facts", "facts-of-discloser", "do-not-ask");

    static LawWords of(Map<String, FileNode> all) {
        Map<String, List<String>> situation = words(all.get("situation"), Set.of());
        return new LawWords(
                situation,
                words(all.get("statement"), situation.keySet()),
                Following.of(all.get("says"), (word, value) -> valueOf(situation, word, value, value.text())),
                belowAge(all.get("below-age"), situation),
                facts(all.get("facts"), situation),
                facts(all.get("facts-of-discloser"), situation),
                doNotAsk(all.get("do-not-ask"), situation));
    }

    private static Map<String, List<String>> words(@Nullable FileNode node, Set<String> taken) {
        Map<String, List<String>> words = new LinkedHashMap<>();
        each(node).forEach((word, values) -> {
            List<String> all = values.list().stream().map(FileNode::text).toList();
            if (all.size() < 2 || all.stream().distinct().count() < all.size()) {
                throw values.wrong("a word has at least two values, none of them twice");
            } else if (taken.contains(word) || Vocabulary.OF_THE_ENGINE.contains(word)) {
                throw values.wrong("'" + word + "' is a word of the engine, or there twice");
            }
            words.put(word, all);
        });
        return Collections.unmodifiableMap(words);
    }

    private static Map<String, Integer> belowAge(@Nullable FileNode node, Map<String, List<String>> words) {
        Map<String, Integer> ages = new LinkedHashMap<>();
        each(node).forEach((word, age) -> {
            valueOf(words, word, age, "yes");
            ages.put(word, age.number());
        });
        return Collections.unmodifiableMap(ages);
    }

    private static Set<String> facts(@Nullable FileNode node, Map<String, List<String>> words) {
        if (node == null) {
            return Set.of();
        }
        node.list().stream().filter(each -> !words.containsKey(each.text())).forEach(unknown -> {
            throw unknown.wrong("'" + unknown.text() + "' is no word of situation");
        });
        return Set.copyOf(node.texts());
    }

    /** Never the first value of a word, which holds when nobody says another: then nobody would ever be asked. */
    private static Map<String, String> doNotAsk(@Nullable FileNode node, Map<String, List<String>> words) {
        Map<String, String> all = new LinkedHashMap<>();
        each(node).forEach((word, value) -> {
            all.put(word, valueOf(words, word, value, value.text()));
            if (words.getOrDefault(word, List.of()).indexOf(value.text()) == 0) {
                throw value.wrong("'" + value.text() + "' is the ordinary value of '" + word + "'");
            }
        });
        return Collections.unmodifiableMap(all);
    }

    /** @throws IllegalArgumentException with file and line, where the situation has no such word with this value */
    String valueOf(String word, FileNode at, String value) {
        return valueOf(situation, word, at, value);
    }

    private static String valueOf(Map<String, List<String>> words, String word, FileNode at, String value) {
        if (!words.getOrDefault(word, List.of()).contains(value)) {
            throw at.wrong("situation has no word '" + word + "' with a value '" + value + "'");
        }
        return value;
    }

    private static Map<String, FileNode> each(@Nullable FileNode node) {
        return node == null ? Map.of() : node.map();
    }
}
