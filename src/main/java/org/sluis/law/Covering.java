package org.sluis.law;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.TextSet;

/** The categories that every standing consent names, in alphabetical order, and whether some of them name another. */
final class Covering {
    private static final String[] NONE = new String[0];

    private final List<UUID> consents = new ArrayList<>(2);
    private @Nullable TextSet all;
    private String[] every = NONE;
    private int size;
    private boolean some;
    private @Nullable String first;

    void add(ConsentFact consent) {
        TextSet named = consent.named();
        if (!named.isEmpty() && (first == null || named.first().compareTo(first) < 0)) {
            first = named.first();
        }
        if (consents.isEmpty()) {
            all = named;
        } else if (all == null || !same(all, named)) {
            keep(named);
        }
        IdsByText.add(consents, consent.id());
    }

    private static boolean same(TextSet one, TextSet other) {
        boolean same = one.size() == other.size();
        for (int i = 0; same && i < one.size(); i++) {
            same = one.get(i).equals(other.get(i));
        }
        return same;
    }

    private void keep(TextSet named) {
        if (all != null) {
            every = all.toArray(NONE);
            size = every.length;
            all = null;
        }
        int at = 0;
        int kept = 0;
        for (int i = 0; i < named.size(); i++) {
            String name = named.get(i);
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

    TextSet byEvery() {
        if (all == null) {
            all = TextSet.of(Arrays.asList(every).subList(0, size));
        }
        return all;
    }

    /** Whether there is a category that some of them name and others do not. */
    boolean bySome() {
        return some;
    }

    /** Whether the first of all categories in alphabetical order is one that every one of them names. */
    boolean everyFirst() {
        return !byEvery().isEmpty() && byEvery().first().equals(first);
    }
}
