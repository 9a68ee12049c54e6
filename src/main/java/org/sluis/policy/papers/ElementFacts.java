package org.sluis.policy.papers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.ElementDefinition;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.Rule;
import org.sluis.policy.pack.RuleLine;

/** One element of the dictionary, and what a pack says of it. */
final class ElementFacts {
    /** What stands for the rule where the pack does not name it. */
    private static final String UNNAMED = "UNNAMED";

    /** It goes in the place of another one, and says why that is missing. */
    private static final String REASON = "REASON";

    private final Words words;

    ElementFacts(Words words) {
        this.words = words;
    }

    /** What the dictionary says of it. */
    Map<String, Object> of(Pack pack, ElementDefinition element) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", element.id());
        facts.put(Facts.NAME, words.label(element));
        facts.put(
                "category",
                element.control() ? "" : words.label(pack.dictionary().category(element.category())));
        facts.put("confidentiality", element.control() ? "" : word("confidentiality", element.confidentiality()));
        facts.put(
                "sensitivity",
                element.sensitivity().stream()
                        .map(code -> word("sensitivity", code))
                        .toList());
        facts.put("special", element.special());
        return facts;
    }

    /** The same, and by which rule of the pack it goes or stays. */
    Map<String, Object> ruled(Pack pack, ElementDefinition element) {
        Map<String, Object> facts = of(pack, element);
        RuleLine line = pack.line(element).orElse(null);
        String code = code(element, line);
        facts.put("goes", goes(line));
        facts.put("rule", code);
        facts.put("short", words.word("rules", code, "short"));
        facts.put("why", why(pack, element, line, code));
        return facts;
    }

    /** The rule in a word or two; empty where a message of the pack's kind has no place for it. */
    String cell(Pack pack, String id) {
        boolean place = pack.dictionary().profile(pack.profile()).orElseThrow().contains(id);
        if (!place) {
            return "";
        }
        ElementDefinition element = pack.dictionary().element(id);
        return words.word("rules", code(element, pack.line(element).orElse(null)), "short");
    }

    static boolean goes(@Nullable RuleLine line) {
        return line != null && line.rule() != Rule.FORBIDDEN;
    }

    /** The code of the rule, as {@code words.yaml} has it. */
    static String code(ElementDefinition element, @Nullable RuleLine line) {
        if (line == null) {
            return UNNAMED;
        }
        return element.id().equals(line.reasonElement()) ? REASON : line.rule().name();
    }

    private String why(Pack pack, ElementDefinition element, @Nullable RuleLine line, String code) {
        String why = words.word("rules", code, "why");
        if (line == null) {
            return why;
        }
        Optional<String> other = Optional.ofNullable(code.equals(REASON) ? line.element() : line.reasonElement());
        String named = why.replace("{other}", other.map(id -> name(pack, id)).orElse(""));
        return line.onlyWhere() == null
                ? named
                : named + "; "
                        + words.word("rules", "only-where", "why").replace("{mark}", name(pack, line.onlyWhere()));
    }

    private String name(Pack pack, String id) {
        return words.label(pack.dictionary().element(id));
    }

    private String word(String table, String code) {
        return words.word(table, code);
    }

    /** Elements by their category, in the order of the dictionary. */
    static List<Map<String, Object>> byCategory(List<Map<String, Object>> elements) {
        Map<Object, List<Map<String, Object>>> groups = new LinkedHashMap<>();
        elements.forEach(element -> groups.computeIfAbsent(Facts.category(element), category -> new ArrayList<>())
                .add(element));
        return groups.entrySet().stream()
                .map(group -> Map.of(Facts.NAME, group.getKey(), "elements", group.getValue()))
                .toList();
    }

    /** The same as a line each: the category and what is in it. */
    static List<String> inWords(List<Map<String, Object>> elements) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        elements.forEach(element -> groups.computeIfAbsent(Facts.category(element), category -> new ArrayList<>())
                .add(Facts.inSentence(element)));
        return groups.entrySet().stream()
                .map(group -> group.getKey() + ": " + String.join(", ", group.getValue()))
                .toList();
    }
}
