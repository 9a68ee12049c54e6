package org.sluis.freetext;

import java.util.ArrayList;
import java.util.List;

/** What was found in one text so far: a passage is of one kind, the one that was looked for first. */
final class Passages {
    private final List<Passage> all = new ArrayList<>();

    record Passage(int from, int to, String kind) {}

    void add(int from, int to, String kind) {
        if (!covered(from, to)) {
            all.add(new Passage(from, to, kind));
        }
    }

    void add(Word first, Word last, String kind) {
        add(first.from(), last.to(), kind);
    }

    boolean covered(Word word) {
        return covered(word.from(), word.to());
    }

    private boolean covered(int from, int to) {
        for (Passage each : all) {
            if (each.from() < to && from < each.to()) {
                return true;
            }
        }
        return false;
    }

    List<Passage> all() {
        return all;
    }
}
