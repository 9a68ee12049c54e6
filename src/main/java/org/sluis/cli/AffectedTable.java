package org.sluis.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.sluis.audit.reading.Affected;
import org.sluis.canonical.Csv;

/** What a breach touches, for a person at a terminal and for a spreadsheet. */
final class AffectedTable {
    private static final List<String> COLUMNS = List.of(
            "controller",
            "school",
            "pupil",
            "subject",
            "disclosure",
            "at",
            "recipient",
            "purpose",
            "outcome",
            "elements");

    private final List<Touched> all;

    /** What it touches of one controller. @param pupils the schools' own ids of those who are on record */
    record Touched(String controller, List<Affected> disclosures, Map<UUID, String> pupils) {}

    private record School(String controller, String school) {}

    AffectedTable(List<Touched> all) {
        this.all = all;
    }

    /** A line for each disclosure. */
    String csv() {
        StringBuilder table = new StringBuilder(Csv.line(COLUMNS));
        all.forEach(own -> own.disclosures().forEach(each -> table.append(line(own, each))));
        return table.toString();
    }

    private static String line(Touched own, Affected each) {
        UUID subject = each.subject();
        return Csv.line(List.of(
                own.controller(),
                each.school(),
                subject == null ? "" : own.pupils().getOrDefault(subject, ""),
                subject == null ? each.erased() ? "erased" : "nobody" : subject.toString(),
                each.disclosure().toString(),
                each.at().toString(),
                each.recipient(),
                each.purpose(),
                each.outcome(),
                String.join(" ", each.elements())));
    }

    /** How many by school and by element, and all together on the last line. */
    List<String> counts() {
        Map<School, Count> schools =
                new TreeMap<>(Comparator.comparing(School::controller).thenComparing(School::school));
        Map<String, Count> elements = new TreeMap<>();
        Set<String> controllers = new TreeSet<>();
        Count together = new Count();
        all.forEach(own -> own.disclosures().forEach(each -> {
            schools.computeIfAbsent(new School(own.controller(), each.school()), first -> new Count())
                    .add(each);
            each.elements().forEach(id -> elements.computeIfAbsent(id, first -> new Count())
                    .add(each));
            controllers.add(own.controller());
            together.add(each);
        }));
        List<String> lines = new ArrayList<>();
        if (together.disclosures > 0) {
            List<List<String>> rows =
                    new ArrayList<>(List.of(List.of("controller", "school", "pupils", "disclosures")));
            schools.forEach((who, count) ->
                    rows.add(List.of(who.controller(), who.school(), count.people(), count.disclosures())));
            lines.addAll(TextTable.lines(rows));
            lines.add("");
            List<List<String>> what = new ArrayList<>(List.of(List.of("element", "pupils", "disclosures")));
            elements.forEach((id, count) -> what.add(List.of(id, count.people(), count.disclosures())));
            lines.addAll(TextTable.lines(what));
            lines.add("");
        }
        lines.add("affected: " + controllers.size() + " controllers, " + together.people() + " pupils, "
                + together.disclosures() + " disclosures, " + elements.size() + " elements"
                + (together.erased == 0
                        ? ""
                        : "; of " + together.erased + " disclosures it was erased whom they were about"));
        return lines;
    }

    /** How many disclosures, and about how many pupils. */
    private static final class Count {
        private final Set<UUID> pupils = new TreeSet<>();
        private int disclosures;
        private int erased;

        void add(Affected each) {
            UUID pupil = each.subject();
            if (pupil != null) {
                pupils.add(pupil);
            }
            disclosures++;
            erased += each.erased() ? 1 : 0;
        }

        String people() {
            return String.valueOf(pupils.size());
        }

        String disclosures() {
            return String.valueOf(disclosures);
        }
    }
}
