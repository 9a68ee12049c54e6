package org.sluis.roster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.gate.StrictCsv;
import org.sluis.gate.StrictZip;

/** Reads one ZIP file of tables: of a pupil it takes the id and nothing else. */
final class TableReader {
    private static final int LONGEST_ID = 256;

    private final TableFormat format;
    private final Map<String, byte[]> files;
    private final RosterFaults faults = new RosterFaults();

    private TableReader(TableFormat format, Map<String, byte[]> files) {
        this.format = format;
        this.files = files;
    }

    /** A row that counts. */
    private record Row(String id, String of, String place) {}

    static RosterFile read(TableFormat format, byte[] body) {
        Set<String> wanted =
                Set.of(format.about(), format.schools().file(), format.pupils().file());
        return new TableReader(format, StrictZip.read(body, wanted)).read();
    }

    private RosterFile read() {
        about();
        faults.refuse();
        List<Row> schools = rows(format.schools());
        faults.require(
                schools.size() == 1,
                format.schools().file() + (schools.isEmpty() ? ":no-school" : ":more-than-one-school"));
        faults.refuse();
        Row school = schools.get(0);
        Set<String> pupils = new LinkedHashSet<>();
        for (Row row : rows(format.pupils())) {
            if (Arrays.asList(row.of().split(",")).contains(school.id())) {
                faults.require(!row.id().isBlank(), row.place() + ":pupil-without-id");
                faults.require(
                        row.id().length() <= LONGEST_ID
                                && row.id().equals(row.id().strip()),
                        row.place() + ":not-an-id");
                faults.require(pupils.add(row.id()), row.place() + ":pupil-there-twice");
            }
        }
        faults.require(!pupils.isEmpty(), format.pupils().file() + ":no-pupil");
        faults.refuse();
        return new RosterFile(format.name(), new RosterFile.Told(school.of(), school.place()), null, pupils);
    }

    /** Whether the file says of itself what it must. */
    private void about() {
        List<StrictCsv.Line> lines = lines(format.about());
        format.says().forEach((name, values) -> {
            List<StrictCsv.Line> found = lines.stream()
                    .filter(line ->
                            line.values().size() >= 2 && line.values().get(0).equals(name))
                    .toList();
            if (found.size() != 1) {
                faults.add(format.about() + ":" + name + (found.isEmpty() ? ":missing" : ":there-twice"));
            } else {
                faults.require(
                        values.contains(found.get(0).values().get(1)),
                        place(format.about(), found.get(0)) + ":" + name + ":not-one-of-"
                                + String.join("-or-", values));
            }
        });
    }

    private List<Row> rows(TableFormat.Table table) {
        List<StrictCsv.Line> lines = lines(table.file());
        List<String> header = lines.isEmpty() ? List.of() : lines.get(0).values();
        Set<String> needed = new LinkedHashSet<>(List.of(table.id(), table.of()));
        needed.addAll(table.where().keySet());
        needed.addAll(table.unless().keySet());
        needed.stream()
                .filter(column -> header.stream().filter(column::equals).count() != 1)
                .forEach(column -> faults.add(table.file() + ":no-column-" + column));
        faults.refuse();
        List<Row> counting = new ArrayList<>();
        for (StrictCsv.Line line : lines.subList(1, lines.size())) {
            if (line.values().size() != header.size()) {
                faults.add(place(table.file(), line) + ":not-as-many-values-as-columns");
            } else if (says(table.where(), header, line, true) && says(table.unless(), header, line, false)) {
                counting.add(new Row(
                        line.values().get(header.indexOf(table.id())),
                        line.values().get(header.indexOf(table.of())),
                        place(table.file(), line)));
            }
        }
        return counting;
    }

    private static boolean says(
            Map<String, Set<String>> words, List<String> header, StrictCsv.Line line, boolean must) {
        return words.entrySet().stream()
                .allMatch(each -> each.getValue().contains(line.values().get(header.indexOf(each.getKey()))) == must);
    }

    private List<StrictCsv.Line> lines(String file) {
        byte[] table = files.get(file);
        if (table == null) {
            throw new Refused(Reason.ROSTER_NOT_VALID, file + ":missing");
        }
        try {
            return StrictCsv.lines(table, ',');
        } catch (Refused refused) {
            throw new Refused(
                    refused.reason(),
                    refused.where().stream().map(place -> file + " " + place).toArray(String[]::new));
        }
    }

    private static String place(String file, StrictCsv.Line line) {
        return file + " line " + line.number();
    }
}
