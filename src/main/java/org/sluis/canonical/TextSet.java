package org.sluis.canonical;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** An immutable set of texts in alphabetical order, in an array: small, and quick to go through. */
public final class TextSet extends AbstractSet<String> implements SortedSet<String> {
    public static final TextSet NONE = new TextSet(new String[0]);

    private final String[] texts;

    private TextSet(String[] texts) {
        this.texts = texts;
    }

    /**
     * These texts, none of them null; the same set where it is one already. Each is the very text that is meant wherever it
     * is written, so that two of them are mostly told to be the same without reading them.
     */
    public static TextSet of(Collection<String> texts) {
        if (texts instanceof TextSet already) {
            return already;
        }
        return new TextSet(
                texts.stream().map(String::intern).sorted().distinct().toArray(String[]::new));
    }

    /** Those that are in both; this very set where the other holds all of it. */
    public TextSet and(TextSet other) {
        if (this == other) {
            return this;
        }
        int count = 0;
        for (int i = 0; i < texts.length; i++) {
            boolean samePlace = i < other.texts.length && other.texts[i] == texts[i];
            count += samePlace || other.holds(texts[i]) ? 1 : 0;
        }
        if (count == texts.length) {
            return this;
        }
        String[] both = new String[count];
        int next = 0;
        for (String each : texts) {
            if (other.holds(each)) {
                both[next++] = each;
            }
        }
        return new TextSet(both);
    }

    /** The text at this place, from 0. */
    public String get(int place) {
        return texts[place];
    }

    @Override
    public int size() {
        return texts.length;
    }

    /** The same as {@link #contains} for a text that is {@linkplain String#intern interned}: none has to be read. */
    public boolean holds(String interned) {
        for (String each : texts) {
            if (each == interned) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean contains(@Nullable Object text) {
        for (String each : texts) {
            if (each == text) { // mostly it is the very same text
                return true;
            }
        }
        return text instanceof String sought && Arrays.binarySearch(texts, sought) >= 0;
    }

    @Override
    public Iterator<String> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < texts.length;
            }

            @Override
            public String next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return texts[next++];
            }
        };
    }

    @Override
    @SuppressWarnings("NullAway") // the contract of SortedSet: null is the natural order
    public java.util.Comparator<? super String> comparator() {
        return null;
    }

    @Override
    public SortedSet<String> subSet(String from, String to) {
        return part(place(from), place(to));
    }

    @Override
    public SortedSet<String> headSet(String to) {
        return part(0, place(to));
    }

    @Override
    public SortedSet<String> tailSet(String from) {
        return part(place(from), texts.length);
    }

    @Override
    public String first() {
        return end(0);
    }

    @Override
    public String last() {
        return end(texts.length - 1);
    }

    private String end(int place) {
        if (texts.length == 0) {
            throw new NoSuchElementException();
        }
        return texts[place];
    }

    private int place(String text) {
        int at = Arrays.binarySearch(texts, text);
        return at < 0 ? -at - 1 : at;
    }

    private TextSet part(int from, int to) {
        return new TextSet(Arrays.copyOfRange(texts, from, to));
    }
}
