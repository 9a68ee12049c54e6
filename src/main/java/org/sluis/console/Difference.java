package org.sluis.console;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.util.ArrayList;
import java.util.List;

/** Two texts, line by line: what stays is told only near what changes. */
public record Difference(List<Line> lines) {
    private static final int AROUND = 3;

    /**
     * One line of either.
     *
     * @param kind {@code gone}, {@code new}, {@code same} or {@code skipped}, whose text is empty
     */
    public record Line(String kind, String text) {}

    public static Difference of(String before, String after) {
        List<Line> whole = new ArrayList<>();
        DiffRowGenerator rows = DiffRowGenerator.create()
                .showInlineDiffs(false)
                .lineNormalizer(line -> line)
                .build();
        for (DiffRow row :
                rows.generateDiffRows(before.lines().toList(), after.lines().toList())) {
            boolean same = row.getTag() == DiffRow.Tag.EQUAL;
            if (same) {
                whole.add(new Line("same", row.getOldLine()));
            } else {
                if (row.getTag() != DiffRow.Tag.INSERT) {
                    whole.add(new Line("gone", row.getOldLine()));
                }
                if (row.getTag() != DiffRow.Tag.DELETE) {
                    whole.add(new Line("new", row.getNewLine()));
                }
            }
        }
        return new Difference(near(whole));
    }

    /** Whether nothing changes. */
    public boolean none() {
        return lines.stream()
                .noneMatch(line -> line.kind().equals("gone") || line.kind().equals("new"));
    }

    private static List<Line> near(List<Line> whole) {
        List<Line> near = new ArrayList<>();
        for (int i = 0; i < whole.size(); i++) {
            List<Line> around = whole.subList(Math.max(0, i - AROUND), Math.min(whole.size(), i + AROUND + 1));
            if (around.stream().anyMatch(line -> !line.kind().equals("same"))) {
                near.add(whole.get(i));
            } else if (near.isEmpty() || !near.get(near.size() - 1).kind().equals("skipped")) {
                near.add(new Line("skipped", ""));
            }
        }
        return near;
    }
}
