package org.sluis.audit.reading;

import java.sql.Connection;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sluis.database.Rows;

/** How many entries of a period there are, by day, recipient, reason and the like. */
public final class LogCounts {
    /** By what can be counted. */
    public static final List<String> COLUMNS = List.of("day", "kind", "recipient", "reason", "purpose", "policy");

    private LogCounts() {}

    /** @param by a value for each column that was asked for; null where an entry has none */
    public record Count(Map<String, @Nullable String> by, long entries) {}

    /**
     * In the order of the columns.
     *
     * @param by some of {@link #COLUMNS}
     * @param zone whose days
     * @throws IllegalArgumentException for any other column, or none
     */
    public static List<Count> of(Connection connection, Reader reader, LogSearch search, List<String> by, ZoneId zone) {
        if (by.isEmpty() || !COLUMNS.containsAll(by)) {
            throw new IllegalArgumentException("not a column to count by");
        }
        List<@Nullable Object> zones = new ArrayList<>();
        String selected = by.stream().map(column -> column(column, zones, zone)).collect(Collectors.joining(", "));
        String grouped =
                IntStream.rangeClosed(1, by.size()).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        EntryQuery query = EntryQuery.of(reader, search, LogEntries.size(connection))
                .add(" GROUP BY " + grouped + " ORDER BY " + grouped);
        return Rows.query(
                connection,
                "SELECT " + selected + ", count(*) AS entries" + query.sql(),
                row -> {
                    Map<String, @Nullable String> values = new LinkedHashMap<>();
                    for (String column : by) {
                        values.put(column, row.getString(column + "_"));
                    }
                    return new Count(values, row.getLong("entries"));
                },
                query.parametersAfter(zones.toArray()));
    }

    private static String column(String column, List<@Nullable Object> zones, ZoneId zone) {
        String value =
                switch (column) {
                    case "day" -> "to_char(e.at AT TIME ZONE ?, 'YYYY-MM-DD')";
                    case "kind" -> "e.kind";
                    default -> "d.doc #>> '{facts," + column + "}'";
                };
        if (column.equals("day")) {
            zones.add(zone.getId());
        }
        return value + " AS " + column + "_";
    }
}
