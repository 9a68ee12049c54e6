package org.sluis.insight.indicator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.FileNode;
import org.sluis.policy.agreement.Measure;

/**
 * What each measure counts, as a file beside the law says it. Without the file nothing is counted.
 *
 * @param yearBegins the first day of a school year
 * @param smallest by how many pupils a figure grows at least
 */
record Measures(MonthDay yearBegins, int smallest, Map<Measure, Counted> all) {
    static final String FILE = "insight/indicators.yaml";
    private static final int LEAST = 3;

    /**
     * Deliveries that a measure counts.
     *
     * @param purposes of these
     * @param answers purposes by which they are answered, back to who sent; none where that is not looked at
     * @param returning purposes by which they come back unanswered, because whoever got them is not the one to act
     * @param releasing an element that has to be among what went; null where that is not looked at
     */
    record Counted(
            Set<String> purposes,
            Set<String> answers,
            Set<String> returning,
            @Nullable String releasing) {
        boolean counts(Delivered each) {
            return purposes.contains(each.purpose())
                    && (releasing == null || each.released().contains(releasing));
        }
    }

    /** @throws IllegalArgumentException with file and line, for anything missing or unknown */
    static Measures load(Path law) {
        Path file = law.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return new Measures(MonthDay.of(1, 1), Integer.MAX_VALUE, Map.of());
        }
        Map<String, FileNode> top =
                FileNode.read(file).map(Set.of("school-year-begins", "smallest", "measures"), Set.of());
        FileNode smallest = FileNode.required(top, "smallest");
        if (smallest.number() < LEAST) {
            throw smallest.wrong("a figure of fewer than " + LEAST + " pupils tells of each of them");
        }
        Map<Measure, Counted> all = new EnumMap<>(Measure.class);
        FileNode.required(top, "measures").map().forEach((code, node) -> all.put(measure(code, node), counted(node)));
        return new Measures(day(FileNode.required(top, "school-year-begins")), smallest.number(), Map.copyOf(all));
    }

    private static Measure measure(String code, FileNode node) {
        try {
            return Measure.of(code);
        } catch (IllegalArgumentException unknown) {
            throw node.wrong("'" + code + "' is no measure of an agreement");
        }
    }

    private static Counted counted(FileNode node) {
        Map<String, FileNode> said = node.map(Set.of("purposes"), Set.of("answers", "returning", "releasing"));
        FileNode releasing = said.get("releasing");
        return new Counted(
                FileNode.required(said, "purposes").texts(),
                texts(said.get("answers")),
                texts(said.get("returning")),
                releasing == null ? null : releasing.text());
    }

    private static Set<String> texts(@Nullable FileNode node) {
        return node == null ? Set.of() : node.texts();
    }

    private static MonthDay day(FileNode node) {
        try {
            return MonthDay.parse("--" + node.text());
        } catch (DateTimeParseException wrong) {
            throw node.wrong("'" + node.text() + "' is no day of a year such as 08-01");
        }
    }

    /** The school year that this day is in, by the calendar year in which it begins. */
    int year(LocalDate day) {
        return day.isBefore(first(day.getYear())) ? day.getYear() - 1 : day.getYear();
    }

    /** Its first day. */
    LocalDate first(int year) {
        return yearBegins.atYear(year);
    }
}
