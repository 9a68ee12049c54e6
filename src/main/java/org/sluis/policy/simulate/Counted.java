package org.sluis.policy.simulate;

import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/** How often, and a few examples: those of the lowest ids, so that the same past gives the same ones. */
final class Counted {
    private static final int EXAMPLES = 5;

    private final TreeSet<UUID> examples = new TreeSet<>();
    private long count;

    void add(UUID disclosure) {
        count++;
        show(disclosure);
    }

    void add(Counted other) {
        count += other.count;
        other.examples.forEach(this::show);
    }

    private void show(UUID disclosure) {
        if (examples.size() < EXAMPLES) {
            examples.add(disclosure);
        } else if (disclosure.compareTo(examples.last()) < 0 && examples.add(disclosure)) {
            examples.pollLast();
        }
    }

    long count() {
        return count;
    }

    List<UUID> examples() {
        return List.copyOf(examples);
    }
}
