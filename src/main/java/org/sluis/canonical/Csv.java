package org.sluis.canonical;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tables that others open in a spreadsheet (RFC 4180). Every cell is quoted, and one that a spreadsheet would run as a
 * formula (OWASP, CSV injection) begins with an apostrophe.
 */
public final class Csv {
    private static final String RUNS = "=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20";

    private static final Pattern NUMBER = Pattern.compile("[+-][0-9 ().-]*");

    private Csv() {}

    /** Whether a spreadsheet would run this cell: a signed number, such as a telephone's, has nothing to run. */
    public static boolean runs(String cell) {
        String text = cell.strip();
        return !inert(text).equals(text) && !NUMBER.matcher(text).matches();
    }

    /** A line of these cells, with its line end. */
    public static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** One cell, quoted. */
    public static String cell(String text) {
        return '"' + inert(text).replace("\"", "\"\"") + '"';
    }

    /** The text as no spreadsheet runs it. */
    public static String inert(String text) {
        return !text.isEmpty() && RUNS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
