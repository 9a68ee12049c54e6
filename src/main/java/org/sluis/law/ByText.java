package org.sluis.law;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A few values by their texts, made once and asked often. */
final class ByText<V> {
    private final Map<String, V> all;
    private final String[] texts;
    private final Object[] values;

    ByText(Map<String, V> all) {
        this.all = Map.copyOf(all);
        this.texts = this.all.keySet().stream().map(String::intern).toArray(String[]::new);
        this.values = new Object[texts.length];
        for (int i = 0; i < texts.length; i++) {
            values[i] = this.all.get(texts[i]);
        }
    }

    @SuppressWarnings("unchecked")
    @Nullable
    V get(String text) {
        for (int i = 0; i < texts.length; i++) {
            if (texts[i] == text) { // mostly it is the very text of the law's file
                return (V) values[i];
            }
        }
        return all.get(text);
    }

    V get(String text, V otherwise) {
        V found = get(text);
        return found == null ? otherwise : found;
    }

    boolean has(String text) {
        return all.containsKey(text);
    }
}
