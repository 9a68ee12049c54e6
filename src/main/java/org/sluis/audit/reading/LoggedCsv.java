package org.sluis.audit.reading;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Entries as a table (RFC 4180): what people sort and filter by has a column, and the last holds the whole entry. Each cell is
 * quoted, and one that a spreadsheet would take for a formula begins with an apostrophe.
 */
public final class LoggedCsv {
    private static final List<String> FACTS = List.of(
            "party", "client", "person", "sender", "recipient", "purpose", "reason", "outcome", "disclosure", "policy");

    private LoggedCsv() {}

    /** The first line, with its line end. */
    public static String head() {
        return line(Stream.concat(
                Stream.concat(Stream.of("index", "at", "kind"), FACTS.stream()), Stream.of("leaf", "id", "entry")));
    }

    /** One entry, with its line end. A fact that is a list stands there with spaces between. */
    public static String line(LoggedEntry entry) {
        Stream<String> place = Stream.of(
                String.valueOf(entry.index()), entry.event().path("at").asText(), entry.kind());
        Stream<String> facts = FACTS.stream().map(name -> String.join(" ", entry.facts(name)));
        Stream<String> rest = Stream.of(entry.leaf(), entry.id().toString(), entry.body());
        return line(Stream.concat(Stream.concat(place, facts), rest));
    }

    private static String line(Stream<String> cells) {
        return cells.map(LoggedCsv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        String safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
