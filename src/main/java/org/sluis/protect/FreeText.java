package org.sluis.protect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Element;
import org.sluis.canonical.Elements;
import org.sluis.canonical.ValueType;

/**
 * Looks for identifiers in words that people typed: a field list does not stop anyone from typing a number. A finding
 * says where and what kind, never what. It is a screen, not a guarantee.
 */
final class FreeText {
    private static final Map<String, Pattern> KINDS = new LinkedHashMap<>();
    private static final Map<String, Predicate<String>> PROVED =
            Map.of("bsn", digits -> ValueType.passesElevenTest(digits.replaceAll("[^0-9]", "")));

    static {
        KINDS.put("bsn", Pattern.compile("(?<![0-9])[0-9](?:[ .-]?[0-9]){8}(?![0-9])"));
        KINDS.put("e-mail", Pattern.compile("[\\w.+-]+@[\\w-]+\\.[\\w.]+"));
        KINDS.put("iban", Pattern.compile("(?i)(?<![A-Z0-9])[A-Z]{2}[0-9]{2}[ ]?[A-Z]{4}(?:[ ]?[0-9]){10}(?![0-9])"));
        KINDS.put("phone", Pattern.compile("(?<![0-9])(?:\\+31|0031|0)[ -]?[1-9](?:[ -]?[0-9]){8}(?![0-9])"));
    }

    private final Dictionary dictionary;

    FreeText(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /** Positions and kinds, for instance {@code goal.description[1]: bsn}; empty when nothing was found. */
    List<String> inspect(Elements elements) {
        List<String> findings = new ArrayList<>();
        elements.stream()
                .filter(e -> dictionary.element(e.id()).type() == ValueType.TEXT)
                .forEach(e -> KINDS.forEach((kind, pattern) -> {
                    if (found(kind, pattern, e)) {
                        findings.add(e + ": " + kind);
                    }
                }));
        return findings;
    }

    private static boolean found(String kind, Pattern pattern, Element element) {
        Matcher matcher = pattern.matcher(element.value());
        while (matcher.find()) {
            if (PROVED.getOrDefault(kind, any -> true).test(matcher.group())) {
                return true;
            }
        }
        return false;
    }
}
