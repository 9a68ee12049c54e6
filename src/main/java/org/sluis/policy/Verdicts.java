package org.sluis.policy;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts by element id in alphabetical order, immutable. Two arrays in place of a tree: a decision is made for every
 * message and again for every send, and its elements come in order anyway.
 */
final class Verdicts extends AbstractMap<String, Decision.Verdict> implements SortedMap<String, Decision.Verdict> {
    private final String[] ids;
    private final Decision.Verdict[] verdicts;
    private final int size;
    private final boolean releases;

    /**
     * @param ids in alphabetical order, each once; both arrays are handed over
     * @param size how many of them there are; what comes after is not looked at
     * @param releases whether anything passes but what Sluis itself issues
     */
    Verdicts(String[] ids, Decision.Verdict[] verdicts, int size, boolean releases) {
        this.ids = ids;
        this.verdicts = verdicts;
        this.size = size;
        this.releases = releases;
    }

    /** Whether anything passes but what Sluis itself issues. */
    boolean releases() {
        return releases;
    }

    @Override
    public Decision.@Nullable Verdict get(@Nullable Object key) {
        int at = key instanceof String id ? Arrays.binarySearch(ids, 0, size, id) : -1;
        return at < 0 ? null : verdicts[at];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public Set<Entry<String, Decision.Verdict>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, Decision.Verdict>> iterator() {
                return new Iterator<>() {
                    private int next;

                    @Override
                    public boolean hasNext() {
                        return next < size;
                    }

                    @Override
                    public Entry<String, Decision.Verdict> next() {
                        if (!hasNext()) {
                            throw new NoSuchElementException();
                        }
                        return new SimpleImmutableEntry<>(ids[next], verdicts[next++]);
                    }
                };
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    @Override
    @SuppressWarnings("NullAway") // the contract of SortedMap: null is the natural order
    public Comparator<? super String> comparator() {
        return null;
    }

    @Override
    public SortedMap<String, Decision.Verdict> subMap(String from, String to) {
        return part(place(from), place(to));
    }

    @Override
    public SortedMap<String, Decision.Verdict> headMap(String to) {
        return part(0, place(to));
    }

    @Override
    public SortedMap<String, Decision.Verdict> tailMap(String from) {
        return part(place(from), size);
    }

    @Override
    public String firstKey() {
        return key(0);
    }

    @Override
    public String lastKey() {
        return key(size - 1);
    }

    private String key(int at) {
        if (size == 0) {
            throw new NoSuchElementException();
        }
        return ids[at];
    }

    private int place(String id) {
        int at = Arrays.binarySearch(ids, 0, size, id);
        return at < 0 ? -at - 1 : at;
    }

    private Verdicts part(int from, int to) {
        return new Verdicts(
                Arrays.copyOfRange(ids, from, to), Arrays.copyOfRange(verdicts, from, to), to - from, releases);
    }
}
