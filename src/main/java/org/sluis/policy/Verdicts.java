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

    /** @param ids in alphabetical order, each once; both arrays are handed over */
    Verdicts(String[] ids, Decision.Verdict[] verdicts) {
        this.ids = ids;
        this.verdicts = verdicts;
    }

    @Override
    public Decision.@Nullable Verdict get(@Nullable Object key) {
        int at = key instanceof String id ? Arrays.binarySearch(ids, id) : -1;
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
                        return next < ids.length;
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
                return ids.length;
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
        return part(place(from), ids.length);
    }

    @Override
    public String firstKey() {
        return key(0);
    }

    @Override
    public String lastKey() {
        return key(ids.length - 1);
    }

    private String key(int at) {
        if (ids.length == 0) {
            throw new NoSuchElementException();
        }
        return ids[at];
    }

    private int place(String id) {
        int at = Arrays.binarySearch(ids, id);
        return at < 0 ? -at - 1 : at;
    }

    private Verdicts part(int from, int to) {
        return new Verdicts(Arrays.copyOfRange(ids, from, to), Arrays.copyOfRange(verdicts, from, to));
    }
}
