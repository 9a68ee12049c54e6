package org.sluis.console.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.policy.Explanation;
import org.sluis.trial.Read;
import org.sluis.trial.Sent;

/**
 * A trial, side by side.
 *
 * @param rows every value that was read, with what is decided of its element
 * @param message what would leave, laid out where it is JSON; empty where nothing would
 */
record Tried(Read read, Sent sent, List<Row> rows, String message) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param line null where nothing was decided of it */
    record Row(Read.Row read, Explanation.@Nullable Line line) {}

    static Tried of(Read read, Sent sent) {
        Map<String, Explanation.Line> lines =
                sent.lines().stream().collect(Collectors.toMap(Explanation.Line::element, Function.identity()));
        return new Tried(
                read,
                sent,
                read.rows().stream()
                        .map(row -> new Row(row, lines.get(row.element())))
                        .toList(),
                laidOut(sent.message()));
    }

    private static String laidOut(@Nullable String message) {
        if (message == null) {
            return "";
        }
        try {
            return JSON.readTree(message).toPrettyString();
        } catch (JsonProcessingException otherFormat) {
            return message;
        }
    }
}
