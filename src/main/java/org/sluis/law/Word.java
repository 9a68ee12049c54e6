package org.sluis.law;

import java.util.Map;

/** A word of the law with its values. */
final class Word {
    private final Map<String, Value> values;
    private final Value unsaid;
    private final String[] texts;
    private final Value[] ofTexts;

    /** @param unsaid where nothing is said of it: no alternative that names it is left */
    Word(Map<String, Value> values, Value unsaid) {
        this.values = values;
        this.unsaid = unsaid;
        this.texts = values.keySet().toArray(String[]::new);
        this.ofTexts = values.values().toArray(Value[]::new);
    }

    /** What this value leaves; one that the law does not know leaves what nothing said would leave. */
    Value of(String value) {
        for (int i = 0; i < texts.length; i++) {
            if (texts[i] == value) { // mostly it is the very text of the law's file
                return ofTexts[i];
            }
        }
        return values.getOrDefault(value, unsaid);
    }

    boolean has(String value) {
        return values.containsKey(value);
    }
}
