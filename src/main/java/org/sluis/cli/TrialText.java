package org.sluis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.ReasonTexts;
import org.sluis.canonical.Refused;
import org.sluis.connector.FhirCheck;
import org.sluis.policy.Explanation;
import org.sluis.trial.Read;
import org.sluis.trial.Sent;

/** A trial in words and tables. It shows values: the file is of who looks at it, on their own screen. */
final class TrialText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String connector;
    private final Path file;

    TrialText(String connector, Path file) {
        this.connector = connector;
        this.file = file;
    }

    /** Each place, what is wrong there, and of JSON what stands there. */
    List<String> refused(Refused refused, byte[] message) {
        List<String> lines = new ArrayList<>();
        String code = refused.reason().code();
        lines.add(file + ": " + connector + " does not read it: " + code + ". "
                + new ReasonTexts().text(refused.reason(), "en"));
        JsonNode tree = tree(message);
        List<List<String>> rows = new ArrayList<>();
        for (String where : refused.where()) {
            int own = where.indexOf(": ");
            String place = own < 0 ? where : where.substring(0, own);
            rows.add(List.of("  " + place, own < 0 ? code : where.substring(own + 2), there(tree, place)));
        }
        lines.addAll(table(rows));
        return lines;
    }

    private static String there(@Nullable JsonNode tree, String place) {
        JsonNode value = tree == null || !place.startsWith("/") ? null : tree.at(place);
        return value == null || value.isMissingNode() ? "" : value.toString();
    }

    private static @Nullable JsonNode tree(byte[] message) {
        try {
            return JSON.readTree(message);
        } catch (IOException otherFormat) {
            return null;
        }
    }

    List<String> read(Read read) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("PLACE", "ELEMENT", "VALUE"));
        for (Read.Row row : read.rows()) {
            rows.add(List.of(
                    row.place(), row.element() + (row.position() == 0 ? "" : "[" + row.position() + "]"), row.value()));
        }
        List<String> lines = new ArrayList<>(table(rows));
        lines.add("");
        String id = read.messageId();
        lines.add(connector + " reads it whole: " + read.rows().size() + " values; "
                + (id == null
                        ? "it holds no message id, so send it with an Idempotency-Key (./sluis send --id)"
                        : "message id " + visible(id)));
        return lines;
    }

    /** @param consent as it was asked for */
    List<String> sent(Sent sent, String consent) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Tried by " + sent.policy() + ", for a child of " + sent.age()
                + " of whom nothing is out of the ordinary; everyone who is asked says yes to: " + consent);
        if (!sent.lines().isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("ELEMENT", "PASSES", "WHY"));
            for (Explanation.Line line : sent.lines()) {
                rows.add(List.of(line.element(), line.passes() ? "passes" : "stays", line.why()));
            }
            lines.addAll(table(rows));
        }
        lines.add("");
        Sent.Stopped stopped = sent.stopped();
        if (stopped != null) {
            lines.add("Nothing would go: " + stopped.outcome() + ", " + stopped.reason() + ". " + stopped.text());
            stopped.where().forEach(where -> lines.add("  " + visible(where)));
            return lines;
        }
        lines.add("To a recipient by " + sent.connector() + ", as " + sent.contentType() + "."
                + " Ids of 40 digits stand for those that Sluis issues to this recipient alone:");
        lines.addAll(pretty(String.valueOf(sent.message())));
        lines.add("");
        lines.add(
                sent.wrong().isEmpty()
                        ? "Valid for the recipient: what its mapping requires is there" + profile(sent)
                        : "Not valid for the recipient, so it would be held:");
        sent.wrong().forEach(each -> lines.add("  " + visible(each)));
        return lines;
    }

    private static String profile(Sent sent) {
        return FhirCheck.isR4(String.valueOf(sent.contentType())) ? ", and it is FHIR R4." : ".";
    }

    private static List<String> pretty(String message) {
        try {
            return JSON.readTree(message)
                    .toPrettyString()
                    .lines()
                    .map(TrialText::visible)
                    .toList();
        } catch (IOException otherFormat) {
            return message.lines().map(TrialText::visible).toList();
        }
    }

    /** Rows under one another; of the last column nothing is filled up. */
    private static List<String> table(List<List<String>> rows) {
        int first = width(rows, 0);
        int second = width(rows, 1);
        return rows.stream()
                .map(row -> String.format(
                                Locale.ROOT,
                                "%-" + first + "s  %-" + second + "s  %s",
                                visible(row.get(0)),
                                visible(row.get(1)),
                                visible(row.get(2)))
                        .stripTrailing())
                .toList();
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream()
                .mapToInt(row -> visible(row.get(column)).length())
                .max()
                .orElse(1);
    }

    /** What would steer a screen, or turn the direction of a line, is shown as its number. */
    private static String visible(String text) {
        return text.codePoints()
                .mapToObj(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                        ? String.format(Locale.ROOT, "\\u%04x", c)
                        : Character.toString(c))
                .collect(Collectors.joining());
    }
}
