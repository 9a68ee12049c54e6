package org.sluis.audit.reading;

import java.util.List;
import java.util.stream.Stream;
import org.sluis.canonical.Csv;

/**
 * Entries as a table ({@link Csv}): what people sort and filter by has a column, and the last holds the whole entry.
 */
public final class LoggedCsv {
    private static final List<String> FACTS = List.of(
            "party", "client", "person", "sender", "recipient", "purpose", "reason", "outcome", "disclosure", "policy");

    private LoggedCsv() {}

    /** The first line, with its line end. */
    public static String head() {
        return line(Stream.of("index", "at", "kind"), FACTS.stream(), Stream.of("leaf", "id", "entry"));
    }

    /** One entry, with its line end. A fact that is a list stands there with spaces between. */
    public static String line(LoggedEntry entry) {
        Stream<String> place = Stream.of(
                String.valueOf(entry.index()), entry.event().path("at").asText(), entry.kind());
        Stream<String> facts = FACTS.stream().map(name -> String.join(" ", entry.facts(name)));
        Stream<String> rest = Stream.of(entry.leaf(), entry.id().toString(), entry.body());
        return line(place, facts, rest);
    }

    private static String line(Stream<String> place, Stream<String> facts, Stream<String> rest) {
        return Csv.line(Stream.of(place, facts, rest).flatMap(each -> each).toList());
    }
}
