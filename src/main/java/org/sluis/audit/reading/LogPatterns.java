package org.sluis.audit.reading;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sluis.database.Rows;

/** Looks through an organisation's entries of a period for what a reviewer should look at, each with its evidence. */
public final class LogPatterns {
    private static final Duration WEEK = Duration.ofDays(7);

    private final Connection connection;
    private final Reader reader;
    private final Instant from;
    private final Instant until;
    private final Instant now;
    private final ZoneId zone;
    private final Map<Threshold, Integer> thresholds;

    private LogPatterns(
            Connection connection,
            Reader reader,
            LogSearch period,
            Instant now,
            ZoneId zone,
            Map<Threshold, Integer> thresholds) {
        this.connection = connection;
        this.reader = reader;
        this.from = period.from();
        this.until = period.until();
        this.now = now;
        this.zone = zone;
        this.thresholds = thresholds;
    }

    /**
     * Every pattern, in the order of the page that describes them; of one pattern the oldest first.
     *
     * @param period only its moments are looked at
     * @param now until when something could have been reviewed
     * @param zone whose days and hours
     * @param thresholds those that are not the usual ones
     */
    public static List<Finding> of(
            Connection connection,
            Reader reader,
            LogSearch period,
            Instant now,
            ZoneId zone,
            Map<Threshold, Integer> thresholds) {
        LogPatterns patterns = new LogPatterns(connection, reader, period, now, zone, thresholds);
        List<Finding> found = new ArrayList<>(patterns.notReviewed());
        found.addAll(patterns.readsMuch());
        found.addAll(patterns.receivesMore());
        found.addAll(patterns.refusedUntilPassed());
        found.addAll(patterns.outsideHours());
        return found;
    }

    private List<Finding> notReviewed() {
        return ask(
                "emergency-not-reviewed",
                from,
                now,
                List.of("emergency-opened", "emergency-closed"),
                """
                SELECT o.facts ->> 'emergency' AS emergency, to_char(due.at AT TIME ZONE ?, 'YYYY-MM-DD') AS due,
                    CASE WHEN c.at IS NULL THEN 'open' ELSE 'late' END AS review,
                    1 + count(c.index) AS count, array_agg(o.index) || array_remove(array_agg(c.index), NULL) AS entries
                FROM entry o LEFT JOIN entry c
                    ON c.kind = 'emergency-closed' AND c.facts ->> 'emergency' = o.facts ->> 'emergency'
                CROSS JOIN LATERAL (SELECT o.at + make_interval(hours => (o.facts ->> 'hours')::int, days => ?) AS at) due
                WHERE o.kind = 'emergency-opened' AND o.at < ? AND coalesce(c.at, ?) > due.at
                GROUP BY o.index, o.at, o.facts, due.at, c.at ORDER BY o.at""",
                zone.getId(),
                limit(Threshold.REVIEW_DAYS),
                until,
                now);
    }

    private List<Finding> readsMuch() {
        return ask(
                "reads-much",
                from,
                until,
                List.of("log-read"),
                """
                SELECT coalesce(facts ->> 'person', facts ->> 'client') AS who,
                    to_char(at AT TIME ZONE ?, 'YYYY-MM-DD') AS day,
                    sum(coalesce((facts ->> 'count')::bigint, 1)) AS shown,
                    count(*) AS count, array_agg(index ORDER BY index) AS entries
                FROM entry GROUP BY 1, 2
                HAVING count(*) > ? OR sum(coalesce((facts ->> 'count')::bigint, 1)) > ?
                ORDER BY 2, 1""",
                zone.getId(),
                limit(Threshold.READINGS_A_DAY),
                limit(Threshold.ENTRIES_A_DAY));
    }

    /** Weeks are counted back from the end of the period; the four before the first are looked at as well. */
    private List<Finding> receivesMore() {
        List<String> kinds = List.of("delivery-succeeded", "delivery-uncertain");
        return ask(
                "recipient-receives-more",
                from.minus(WEEK.multipliedBy(4)),
                until,
                kinds,
                """
                , weekly AS (SELECT facts ->> 'recipient' AS recipient,
                        floor(extract(epoch FROM ?::timestamptz - at) / 604800)::int AS week,
                        count(*) AS count, array_agg(index ORDER BY index) AS entries
                    FROM entry GROUP BY 1, 2)
                SELECT w.recipient, to_char((?::timestamptz - make_interval(weeks => w.week + 1)) AT TIME ZONE ?,
                        'YYYY-MM-DD') AS week_from, round(before.usual, 1)::text AS usual, w.count, w.entries
                FROM weekly w CROSS JOIN LATERAL (SELECT coalesce(sum(b.count), 0) / 4.0 AS usual FROM weekly b
                    WHERE b.recipient = w.recipient AND b.week BETWEEN w.week + 1 AND w.week + 4) before
                WHERE ?::timestamptz - make_interval(weeks => w.week) > ? AND w.count >= ? AND w.count > ? * before.usual
                ORDER BY w.week DESC, w.recipient""",
                until,
                until,
                zone.getId(),
                until,
                from,
                limit(Threshold.DELIVERIES_AT_LEAST),
                limit(Threshold.DELIVERIES_TIMES));
    }

    private List<Finding> refusedUntilPassed() {
        Instant before = from.minus(Duration.ofHours(limit(Threshold.REFUSAL_HOURS)));
        return ask(
                "refused-until-passed",
                before,
                until,
                List.of("disclosure-refused", "disclosure-released"),
                """
                SELECT p.facts ->> 'disclosure' AS disclosure, p.facts ->> 'client' AS client,
                    p.facts ->> 'sender' AS sender, p.facts ->> 'recipient' AS recipient,
                    p.facts ->> 'purpose' AS purpose, count(*) + 1 AS count,
                    array_agg(r.index ORDER BY r.index) || p.index AS entries
                FROM entry p
                JOIN audit_erasable ps ON ps.tenant = ? AND ps.event = p.id
                JOIN audit_erasable rs ON rs.tenant = ps.tenant AND rs.subject = ps.subject
                JOIN entry r ON r.id = rs.event AND r.kind = 'disclosure-refused'
                    AND r.at < p.at AND r.at >= p.at - make_interval(hours => ?)
                    AND r.facts ->> 'sender' = p.facts ->> 'sender'
                    AND r.facts ->> 'recipient' = p.facts ->> 'recipient'
                    AND r.facts ->> 'purpose' = p.facts ->> 'purpose'
                WHERE p.kind = 'disclosure-released' AND p.at >= ?
                GROUP BY p.index, p.facts HAVING count(*) >= ? ORDER BY p.index""",
                reader.tenant(),
                limit(Threshold.REFUSAL_HOURS),
                from,
                limit(Threshold.REFUSALS));
    }

    private List<Finding> outsideHours() {
        return ask(
                "read-outside-hours",
                from,
                until,
                List.of("log-read"),
                """
                SELECT coalesce(facts ->> 'person', facts ->> 'client') AS who,
                    to_char(here.at, 'YYYY-MM-DD') AS day, count(*) AS count, array_agg(index ORDER BY index) AS entries
                FROM entry CROSS JOIN LATERAL (SELECT entry.at AT TIME ZONE ? AS at) here
                WHERE extract(isodow FROM here.at) > 5 OR extract(hour FROM here.at) < ? OR extract(hour FROM here.at) >= ?
                GROUP BY 1, 2 ORDER BY 2, 1""",
                zone.getId(),
                limit(Threshold.WORK_FROM),
                limit(Threshold.WORK_UNTIL));
    }

    private int limit(Threshold threshold) {
        return thresholds.getOrDefault(threshold, threshold.usual());
    }

    private List<Finding> ask(
            String pattern,
            Instant first,
            Instant last,
            List<String> kinds,
            String looked,
            @Nullable Object... values) {
        EntryQuery entries = EntryQuery.of(reader, LogSearch.between(first, last), LogEntries.size(connection))
                .add(" AND e.kind = ANY (?)", (Object) kinds.toArray(String[]::new))
                .add(")" + (looked.startsWith(",") ? "" : "\n") + looked, values);
        return Rows.query(
                connection,
                "WITH entry AS MATERIALIZED (SELECT s.index, e.id, e.at, e.kind, d.doc -> 'facts' AS facts"
                        + entries.sql(),
                row -> finding(pattern, row),
                entries.parameters());
    }

    private static Finding finding(String pattern, ResultSet row) throws SQLException {
        Map<String, String> about = new LinkedHashMap<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            String name = row.getMetaData().getColumnLabel(i);
            String value = row.getString(i);
            if (value != null && !List.of("count", "entries").contains(name)) {
                about.put(name.replace('_', '-'), value);
            }
        }
        List<Long> entries = Arrays.stream((Long[]) row.getArray("entries").getArray())
                .limit(Finding.SHOWN)
                .toList();
        return new Finding(pattern, about, row.getLong("count"), entries);
    }
}
