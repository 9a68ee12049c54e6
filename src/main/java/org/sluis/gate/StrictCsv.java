package org.sluis.gate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/**
 * A table as text ({@code text/csv}, RFC 4180): strict UTF-8 after at most one byte order mark, lines that end in CRLF or
 * LF, values apart by the separator that the reader names, or else by semicolons where the first line has one, by tabs
 * where it has one, and by commas otherwise. A quote stands around a whole
 * value, or doubled within one; anywhere else nobody can tell where lines begin, so that nothing is read. How many values a
 * line has is for the reader to look at. What a value means to a spreadsheet ({@code =}, {@code @}) means nothing here.
 */
public final class StrictCsv {
    /** The most lines below the first. */
    public static final int MAX_LINES = 10_000;

    static final int MAX_LINE = 8_192;

    private final String text;
    private final char separator;
    private int at;
    private int line = 1;

    private StrictCsv(String text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    /** @param number of the line of the file in which it starts, from 1 */
    public record Line(int number, List<String> values) {}

    /**
     * Every line, the first as well.
     *
     * @throws Refused BODY_EMPTY, BODY_TOO_LARGE over the limit of the {@link Gate}, NOT_UTF8, and with the number of the
     *     line TOO_MANY_NODES, TEXT_TOO_LONG (over {@value #MAX_LINE} characters) or NOT_WELL_FORMED
     */
    public static List<Line> lines(byte[] body) {
        String text = text(body);
        String first = text.lines().findFirst().orElse("");
        return lines(text, first.indexOf(';') >= 0 ? ';' : first.indexOf('\t') >= 0 ? '\t' : ',');
    }

    /** The same, where the format says what stands between values. */
    public static List<Line> lines(byte[] body, char separator) {
        return lines(text(body), separator);
    }

    /** The other way round: one line, every value quoted, with its line end. */
    public static String line(List<String> values, char separator) {
        return values.stream()
                .map(value -> '"' + value.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(String.valueOf(separator), "", "\r\n"));
    }

    private static String text(byte[] body) {
        Gate.refuseTooLarge(body);
        boolean marked = new String(body, 0, Math.min(3, body.length), StandardCharsets.UTF_8).startsWith("\uFEFF");
        byte[] plain = marked ? Arrays.copyOfRange(body, 3, body.length) : body;
        if (plain.length == 0) {
            throw new Refused(Reason.BODY_EMPTY);
        }
        Utf8.check(plain);
        return new String(plain, StandardCharsets.UTF_8);
    }

    private static List<Line> lines(String text, char separator) {
        StrictCsv table = new StrictCsv(text, separator);
        List<Line> lines = new ArrayList<>();
        while (table.at < table.text.length()) {
            if (lines.size() > MAX_LINES) {
                throw table.refused(Reason.TOO_MANY_NODES);
            }
            lines.add(table.line());
        }
        return lines;
    }

    private Line line() {
        int start = at;
        int number = line;
        List<String> values = new ArrayList<>();
        do {
            values.add(value());
            if (at - start > MAX_LINE) {
                throw refused(Reason.TEXT_TOO_LONG);
            }
        } while (took(separator));
        boolean returned = took('\r');
        if (!took('\n') && (returned || at < text.length())) {
            throw refused(Reason.NOT_WELL_FORMED);
        }
        line++;
        return new Line(number, List.copyOf(values));
    }

    private String value() {
        int from = at;
        if (!took('"')) {
            while (at < text.length() && ("\"\r\n" + separator).indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(from, at);
        }
        do {
            int quote = text.indexOf('"', at);
            if (quote < 0) {
                throw refused(Reason.NOT_WELL_FORMED);
            }
            line += (int)
                    text.substring(at, quote).chars().filter(c -> c == '\n').count();
            at = quote + 1;
        } while (took('"'));
        return text.substring(from + 1, at - 1).replace("\"\"", "\"");
    }

    private boolean took(char expected) {
        boolean there = at < text.length() && text.charAt(at) == expected;
        at += there ? 1 : 0;
        return there;
    }

    private Refused refused(Reason reason) {
        return new Refused(reason, "line " + line);
    }
}
