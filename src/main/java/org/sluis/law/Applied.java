package org.sluis.law;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/** The ids of the rows that led to a finding, in the order they applied; for whoever reads it, unmodifiable. */
final class Applied extends AbstractList<String> implements RandomAccess {
    private final LawTable table;
    private int[] ranks;
    private int size;

    private Applied(LawTable table, int[] ranks) {
        this.table = table;
        this.ranks = ranks;
    }

    /** None yet. */
    static Applied to(LawTable table) {
        int[] ranks = new int[4];
        return new Applied(table, ranks);
    }

    void then(LawRow row) {
        if (size == ranks.length) {
            ranks = Arrays.copyOf(ranks, 2 * size);
        }
        ranks[size++] = row.rank();
    }

    /** The same where it did not apply yet. */
    void once(LawRow row) {
        for (int i = 0; i < size; i++) {
            if (ranks[i] == row.rank()) {
                return;
            }
        }
        then(row);
    }

    @Override
    public String get(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return table.row(ranks[index]).id();
    }

    @Override
    public int size() {
        return size;
    }
}
