package org.sluis.policy.papers;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.sluis.canonical.Refused;
import org.sluis.gate.StrictCsv;

/**
 * A table as text (RFC 4180): every cell in quotes, lines that end in CRLF. No cell begins with what a spreadsheet would
 * run as a formula (OWASP, CSV injection); such a one gets an apostrophe in front, words of the template too.
 */
final class Table implements Form {
    private static final String MARK = "\uFEFF";
    private static final String RUNS = "=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20";

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
        return '"' + inert(text).replace("\"", "\"\"") + '"';
    }

    private static String inert(String text) {
        String line = Facts.oneLine(text);
        return !line.isEmpty() && RUNS.indexOf(line.charAt(0)) >= 0 ? "'" + line : line;
    }
}
