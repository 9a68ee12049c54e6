package org.sluis.canonical;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a message says, as elements of the dictionary, in the order they were read. Immutable. An element has one value at
 * a position, so that nobody can read one and write another.
 */
public final class Elements {
    private final List<Element> all;
    private final Map<String, Map<Integer, String>> values = new LinkedHashMap<>();
    /** Where something of a group stands. */
    private final Map<String, BitSet> positions = new HashMap<>();

    private Elements(List<Element> all) {
        this.all = List.copyOf(all);
        for (Element element : all) {
            Map<Integer, String> own = values.computeIfAbsent(element.id(), id -> new HashMap<>());
            if (own.put(element.position(), element.value()) != null) {
                throw new Refused(Reason.ELEMENT_NOT_VALID, element.toString());
            }
            positions
                    .computeIfAbsent(
                            element.id().substring(0, Math.max(0, element.id().indexOf('.'))), group -> new BitSet())
                    .set(element.position());
        }
    }

    /**
     * These elements, in this order.
     *
     * @throws Refused ({@link Reason#ELEMENT_NOT_VALID}) where one element has two values at one position
     */
    public static Elements of(List<Element> elements) {
        return new Elements(elements);
    }

    public Stream<Element> stream() {
        return all.stream();
    }

    /** The value at position 0, where there is one. */
    public Optional<String> value(String id) {
        return value(id, 0);
    }

    public Optional<String> value(String id, int position) {
        return Optional.ofNullable(values.getOrDefault(id, Map.of()).get(position));
    }

    /** How many repeats of the group there are: one more than the highest position, 0 where there is none. */
    public int repeats(String group) {
        BitSet own = positions.get(group);
        return own == null ? 0 : own.length();
    }

    /** The ids present, in alphabetical order. */
    public SortedSet<String> ids() {
        return new TreeSet<>(values.keySet());
    }

    /** A new message built from those elements that are permitted, and nothing else. */
    public Elements only(Predicate<Element> permitted) {
        return new Elements(all.stream().filter(permitted).toList());
    }

    /** Whether anything of the group stands at this position. */
    public boolean holds(String group, int position) {
        BitSet own = positions.get(group);
        return own != null && own.get(position);
    }

    /** These and the given ones behind them; refused like {@link #of}. */
    public Elements with(List<Element> more) {
        List<Element> joined = new ArrayList<>(all);
        joined.addAll(more);
        return new Elements(joined);
    }

    /** Shows element ids only. */
    @Override
    public String toString() {
        return "Elements" + ids();
    }
}
