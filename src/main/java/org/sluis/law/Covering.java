package org.sluis.law;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.TextSet;

/** The categories that every standing consent names, in alphabetical order, and whether some of them name another. */
final class Covering {
    private final List<UUID> consents = new ArrayList<>(4);
    private TextSet every = TextSet.NONE;
    /** How many the consent names that names most. */
    private int most;

    private @Nullable String first;

    void add(ConsentFact consent) {
        TextSet named = consent.named();
        every = consents.isEmpty() ? named : every.and(named);
        most = Math.max(most, named.size());
        if (!named.isEmpty()
                && first != named.get(0)
                && (first == null || named.get(0).compareTo(first) < 0)) {
            first = named.get(0);
        }
        IdsByText.add(consents, consent.id());
    }

    /** The ids of the consents, in the order of their texts. */
    List<UUID> consents() {
        return consents;
    }

    TextSet byEvery() {
        return every;
    }

    /** Whether there is a category that some of them name and others do not. */
    boolean bySome() {
        return most > every.size();
    }

    /** Whether the first of all categories in alphabetical order is one that every one of them names. */
    boolean everyFirst() {
        return !every.isEmpty() && every.get(0).equals(first);
    }
}
