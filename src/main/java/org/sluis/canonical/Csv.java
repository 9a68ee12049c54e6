package org.sluis.canonical;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Tables that others open in a spreadsheet (RFC 4180). Every cell is quoted, and one that a spreadsheet would take for a
 * formula begins with an apostrophe.
 */
public final class Csv {
    private Csv() {}

    /** A line of these cells, with its line end. */
    public static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        String safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
