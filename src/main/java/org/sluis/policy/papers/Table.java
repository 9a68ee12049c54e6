package org.sluis.policy.papers;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.sluis.canonical.Csv;
import org.sluis.canonical.Refused;
import org.sluis.gate.StrictCsv;

/**
 * A table as text ({@link Csv}): every cell in quotes, lines that end in CRLF, none that a spreadsheet would run; words of
 * the template too.
 */
final class Table implements Form {
    private static final String MARK = "\uFEFF";

    @Override
    public String value(Object value) {
        return cell(
                value instanceof List<?> all
                        ? all.stream().map(Facts::name).map(Table::inert).collect(Collectors.joining("; "))
                        : value.toString());
    }

    /** @throws IllegalArgumentException where it is no table, or not every line has as many cells as the first */
    @Override
    public String whole(String template, String written) {
        List<StrictCsv.Line> lines = read(template, written);
        int cells = lines.get(0).values().size();
        StringBuilder table = new StringBuilder(MARK);
        for (StrictCsv.Line line : lines) {
            if (line.values().size() != cells) {
                throw new IllegalArgumentException(template + ": line " + line.number() + " of the table has "
                        + line.values().size() + " cells and the first has " + cells
                        + "; write as many, a comma between each");
            }
            table.append(line.values().stream().map(Table::cell).collect(Collectors.joining(",")))
                    .append("\r\n");
        }
        return table.toString();
    }

    private static List<StrictCsv.Line> read(String template, String written) {
        try {
            return StrictCsv.lines(written.getBytes(StandardCharsets.UTF_8));
        } catch (Refused broken) {
            throw new IllegalArgumentException(
                    template + ": what it writes is no table (RFC 4180); leave quotes and semicolons out of its words",
                    broken);
        }
    }

    private static String cell(String text) {
        return Csv.cell(Facts.oneLine(text));
    }

    private static String inert(String text) {
        return Csv.inert(Facts.oneLine(text));
    }
}
