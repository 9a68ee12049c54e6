package org.sluis.law;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/** The ids of the rows that led to a finding, in the order they applied; for whoever reads it, unmodifiable. */
final class Applied extends AbstractList<String> implements RandomAccess {
    private String[] rows = new String[3];
    private int size;

    void then(LawRow row) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, 2 * size);
        }
        rows[size++] = row.id();
    }

    /** The same where it did not apply yet. */
    void once(LawRow row) {
        for (int i = 0; i < size; i++) {
            if (rows[i].equals(row.id())) {
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
        return rows[index];
    }

    @Override
    public int size() {
        return size;
    }
}
