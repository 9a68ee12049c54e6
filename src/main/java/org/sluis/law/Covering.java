package org.sluis.law;

import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** The categories that the standing consents name, in alphabetical order, each with whether every one of them names it. */
final class Covering {
    private final SortedSet<UUID> consents = new TreeSet<>();
    private String[] categories = new String[8];
    private int[] times = new int[8];
    private int size;
    private int standing;

    private Covering() {}

    static Covering of(List<Answer> answers) {
        Covering covering = new Covering();
        for (Answer answer : answers) {
            answer.standing().forEach(covering::add);
        }
        return covering;
    }

    int size() {
        return size;
    }

    String category(int i) {
        return categories[i];
    }

    boolean byEvery(int i) {
        return times[i] == standing;
    }

    /** The ids of them all. */
    SortedSet<UUID> consents() {
        return consents;
    }

    private void add(ConsentFact consent) {
        standing++;
        consents.add(consent.id());
        SortedSet<String> named = consent.categories();
        int at = 0;
        for (String category : named.comparator() == null ? named : new TreeSet<String>(List.copyOf(named))) {
            if (at == size || !categories[at].equals(category)) {
                while (at < size && categories[at].compareTo(category) < 0) {
                    at++;
                }
                if (at == size || !categories[at].equals(category)) {
                    insert(at, category);
                }
            }
            times[at++]++;
        }
    }

    private void insert(int at, String category) {
        if (size == categories.length) {
            categories = Arrays.copyOf(categories, 2 * size);
            times = Arrays.copyOf(times, 2 * size);
        }
        if (at < size) {
            System.arraycopy(categories, at, categories, at + 1, size - at);
            System.arraycopy(times, at, times, at + 1, size - at);
        }
        categories[at] = category;
        times[at] = 0;
        size++;
    }
}
