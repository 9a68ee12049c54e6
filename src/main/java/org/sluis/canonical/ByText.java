package org.sluis.canonical;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values by their texts, made once and asked often. A text that is {@linkplain String#intern interned} is mostly found without
 * reading it; any other is found all the same.
 */
public final class ByText<V> {
    private static final int SPREAD = 0x9E3779B9;

    private final String[] texts;
    private final Object[] values;
    private final int shift;

    public ByText(Map<String, ? extends V> all) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(2 * all.size() + 1);
        this.shift = Integer.SIZE - bits;
        this.texts = new String[1 << bits];
        this.values = new Object[texts.length];
        all.forEach((text, value) -> {
            int at = slot(text);
            texts[at] = text.intern();
            values[at] = value;
        });
    }

    @SuppressWarnings("unchecked")
    public @Nullable V get(String text) {
        return (V) values[slot(text)];
    }

    public V get(String text, V otherwise) {
        V found = get(text);
        return found == null ? otherwise : found;
    }

    /** Where it is, or would be: at least half of the slots are free. */
    private int slot(String text) {
        int at = text.hashCode() * SPREAD >>> shift;
        for (String each = texts[at]; each != text && each != null && !each.equals(text); each = texts[at]) {
            at = at + 1 & texts.length - 1;
        }
        return at;
    }
}
