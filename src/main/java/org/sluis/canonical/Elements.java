package org.sluis.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a message says, as elements of the dictionary, in the order they were read. Immutable. */
public final class Elements {
    private final List<Element> all;

    private Elements(List<Element> all) {
        this.all = List.copyOf(all);
    }

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
        return all.stream()
                .filter(e -> e.position() == position && e.id().equals(id))
                .map(Element::value)
                .findFirst();
    }

    /** How many repeats of the group there are: one more than the highest position, 0 where there is none. */
    public int repeats(String group) {
        return all.stream()
                        .filter(e -> e.id().startsWith(group + "."))
                        .mapToInt(Element::position)
                        .max()
                        .orElse(-1)
                + 1;
    }

    /** The ids present, in alphabetical order. */
    public SortedSet<String> ids() {
        SortedSet<String> ids = new TreeSet<>();
        all.forEach(e -> ids.add(e.id()));
        return ids;
    }

    /** A new message built from those elements that are permitted, and nothing else. */
    public Elements only(Predicate<String> permitted) {
        return new Elements(all.stream().filter(e -> permitted.test(e.id())).toList());
    }

    /** These and the given ones behind them. */
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
