package org.sluis.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows under one another, each column as wide as its widest cell; the last one, of numbers, to the right. */
final class TextTable {
    private TextTable() {}

    /** @param rows of one length, the first the head */
    static List<String> lines(List<List<String>> rows) {
        int last = rows.get(0).size() - 1;
        int[] widths = IntStream.rangeClosed(0, last)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < last; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            line.append(" ".repeat(widths[last] - row.get(last).length())).append(row.get(last));
            lines.add(line.toString());
        }
        return lines;
    }
}
