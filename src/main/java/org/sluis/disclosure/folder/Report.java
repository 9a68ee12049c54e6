package org.sluis.disclosure.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sluis.canonical.Csv;
import org.sluis.gate.StrictCsv;

/**
 * What became of each row of a file: places and codes, never a value. It grows line by line in the work folder, so that a
 * file that was broken off goes on where it was, and it is moved to its reader as a whole.
 */
final class Report {
    static final String ENDING = ".report.csv";
    private static final List<String> HEADER =
            List.of("row", "message", "outcome", "disclosure", "reason", "where", "uitleg");
    private static final String ACCEPTED = "accepted";

    private final Path growing;
    private final Map<Integer, String> outcomes = new TreeMap<>();

    private Report(Path growing) {
        this.growing = growing;
    }

    /**
     * The report as far as it got; a line that was broken off in the middle counts for nothing.
     *
     * @param growing in the work folder, for one file of one content
     */
    static Report resumed(Path growing) throws IOException {
        Report report = new Report(growing);
        String written = Files.exists(growing) ? Files.readString(growing) : "";
        String whole = written.substring(0, written.lastIndexOf('\n') + 1);
        if (whole.isEmpty()) {
            whole = Csv.line(HEADER);
        }
        Files.writeString(growing, whole);
        List<StrictCsv.Line> lines = StrictCsv.lines(whole.getBytes(StandardCharsets.UTF_8));
        lines.subList(1, lines.size())
                .forEach(line -> report.outcomes.put(
                        Integer.parseInt(line.values().get(0)), line.values().get(2)));
        return report;
    }

    /** Whether it is known already what became of this row. */
    boolean tells(int row) {
        return outcomes.containsKey(row);
    }

    /** @param row the line of the file, or 0 for the file as a whole */
    void add(int row, String message, Map<String, Object> answer) throws IOException {
        boolean accepted = answer.containsKey("receipt");
        String outcome = accepted ? ACCEPTED : text(answer.get("outcome"));
        Files.writeString(
                growing,
                Csv.line(List.of(
                        Integer.toString(row),
                        message,
                        outcome,
                        text(answer.get("disclosure")),
                        accepted ? "" : text(answer.get("title")),
                        answer.get("where") instanceof List<?> places
                                ? String.join(
                                        " | ",
                                        places.stream().map(Object::toString).toList())
                                : "",
                        text(answer.get("uitleg")))),
                StandardOpenOption.APPEND);
        outcomes.put(row, outcome);
    }

    boolean allAccepted() {
        return !outcomes.isEmpty() && outcomes.values().stream().allMatch(ACCEPTED::equals);
    }

    /** Moves it there, whole or not at all, in the place of an earlier one. */
    void deliver(Path to) throws IOException {
        try (FileChannel file = FileChannel.open(growing, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(growing, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String text(@org.jspecify.annotations.Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
