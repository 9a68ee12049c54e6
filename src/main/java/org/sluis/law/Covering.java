package org.sluis.law;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The categories that every standing consent names, in alphabetical order, and whether some of them name another. */
final class Covering {
    private final List<UUID> consents = new ArrayList<>(2);
    private String[] every = new String[0];
    private int size;
    private boolean some;
    private @Nullable String first;

    void add(ConsentFact consent) {
        SortedSet<String> named = consent.categories();
        named = named.comparator() == null ? named : new TreeSet<String>(List.copyOf(named));
        if (!named.isEmpty() && (first == null || named.first().compareTo(first) < 0)) {
            first = named.first();
        }
        if (consents.isEmpty()) {
            every = named.toArray(every);
            size = every.length;
        } else {
            keep(named);
        }
        IdsByText.add(consents, consent.id());
    }

    private void keep(SortedSet<String> named) {
        int at = 0;
        int kept = 0;
        for (String name : named) {
            while (at < size && every[at].compareTo(name) < 0) {
                at++;
                some = true;
            }
            if (at < size && every[at].equals(name)) {
                every[kept++] = every[at++];
            } else {
                some = true;
            }
        }
        some |= at < size;
        size = kept;
    }

    /** The ids of the consents, in the order of their texts. */
    List<UUID> consents() {
        return consents;
    }

    List<String> byEvery() {
        return Collections.unmodifiableList(Arrays.asList(size == every.length ? every : Arrays.copyOf(every, size)));
    }

    /** Whether there is a category that some of them name and others do not. */
    boolean bySome() {
        return some;
    }

    /** Whether the first of all categories in alphabetical order is one that every one of them names. */
    boolean everyFirst() {
        return size > 0 && every[0].equals(first);
    }
}
