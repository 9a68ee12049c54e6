package org.sluis.console.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sluis.console.Chart;
import org.sluis.policy.simulate.Report;

/**
 * What a draft would have changed, as a picture and a list.
 *
 * @param opens how many disclosures would have gone that stayed; {@code closes} the other way round
 * @param elements how many elements would have gone more, or less, with what goes either way
 * @param chart a bar for each line
 */
record Impact(Report report, long opens, long closes, long elements, List<Line> lines, Chart chart) {
    private static final Set<String> ELEMENTS = Set.of("appears", "vanishes");

    /** @param label of the element, empty where it is about all of a disclosure */
    record Line(Report.Line said, String label) {}

    /** @param label words for an element */
    static Impact of(Report report, Function<String, String> label) {
        List<Line> lines = new ArrayList<>();
        List<Chart.Bar> bars = new ArrayList<>();
        for (Report.Line line : report.changes()) {
            String element = named(line.element(), label);
            lines.add(new Line(line, element));
            bars.add(new Chart.Bar(line.recipient() + (element.isEmpty() ? "" : " · " + element), line.count()));
        }
        return new Impact(
                report,
                count(report, Set.of("opens")),
                count(report, Set.of("closes")),
                count(report, ELEMENTS),
                lines,
                Chart.of(bars));
    }

    private static String named(@Nullable String element, Function<String, String> label) {
        return element == null ? "" : label.apply(element);
    }

    private static long count(Report report, Set<String> changes) {
        return report.changes().stream()
                .filter(line -> changes.contains(line.change()))
                .mapToLong(Report.Line::count)
                .sum();
    }
}
