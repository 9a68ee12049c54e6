package org.sluis.policy;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** What led to a decision: the pack, and then the rows of the law. */
final class Led extends AbstractList<String> implements RandomAccess {
    private final String pack;
    private final List<String> rows;

    /** @param rows handed over: nobody changes it from now on */
    Led(String pack, List<String> rows) {
        this.pack = pack;
        this.rows = rows;
    }

    @Override
    public String get(int index) {
        return index == 0 ? pack : rows.get(index - 1);
    }

    @Override
    public int size() {
        return 1 + rows.size();
    }
}
