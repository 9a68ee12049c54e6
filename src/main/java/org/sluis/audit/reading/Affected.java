package org.sluis.audit.reading;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.database.Rows;

/**
 * A disclosure that a breach touches, for whoever must tell the supervisor and the people it is about (GDPR art. 33 and 34).
 * Every one that was cleared counts, whatever became of it: what is cleared is about to leave, and a recipient that answers
 * with an error may have it all the same.
 *
 * @param school that sent it
 * @param subject the pupil's internal id; null where it was about nobody, or where who it was about has been erased
 * @param erased whether it is the latter
 * @param at when it was last cleared
 * @param outcome {@code delivered}, {@code uncertain}, {@code refused}, {@code failed}, or {@code unknown} where nothing was
 *     heard of it yet; of several tries the first of these that happened
 * @param elements what was released, by id
 */
public record Affected(
        UUID disclosure,
        String school,
        @Nullable UUID subject,
        boolean erased,
        String recipient,
        String purpose,
        Instant at,
        String outcome,
        SortedSet<String> elements) {
    private static final List<String> OUTCOMES = List.of("delivered", "uncertain", "refused", "failed", "unknown");
    private static final String FOUND = """
            SELECT r.id, c.disclosure, convert_from(r.body, 'UTF8') AS released, a.subject, max(c.at) AS at,
                min(CASE o.kind WHEN 'delivery-succeeded' THEN 0 WHEN 'delivery-uncertain' THEN 1
                    WHEN 'delivery-failed' THEN
                        CASE convert_from(o.body, 'UTF8')::jsonb #>> '{facts,kind}' WHEN 'REFUSED' THEN 2 ELSE 3 END
                    ELSE 4 END) AS outcome
            FROM (SELECT tenant, disclosure, at, convert_from(body, 'UTF8')::jsonb -> 'facts' AS facts
                FROM audit_event WHERE tenant = ? AND kind = 'delivery-cleared' AND at >= ? AND at < ? OFFSET 0) c
            JOIN audit_event r ON r.tenant = c.tenant AND r.disclosure = c.disclosure AND r.kind = 'disclosure-released'
            LEFT JOIN audit_erasable a ON a.tenant = r.tenant AND a.event = r.id
            LEFT JOIN audit_event o ON o.tenant = c.tenant AND o.disclosure = c.disclosure
                AND o.kind IN ('delivery-succeeded', 'delivery-uncertain', 'delivery-failed')
            WHERE c.facts ->> ? = ?
            GROUP BY r.id, c.disclosure, r.body, a.subject ORDER BY max(c.at), c.disclosure""";

    /** All of one controller that it touches, the oldest first. @param connection within that controller */
    public static List<Affected> by(Connection connection, String tenant, Breach breach) {
        return Rows.query(
                connection,
                FOUND,
                Affected::of,
                tenant,
                breach.from(),
                breach.until(),
                breach.by().fact(),
                breach.value());
    }

    private static Affected of(ResultSet row) throws SQLException {
        LoggedEntry released = LoggedEntry.of(0, "", row.getString("released"));
        Optional<UUID> subject = Optional.ofNullable(row.getObject("subject", UUID.class));
        return new Affected(
                row.getObject("disclosure", UUID.class),
                released.fact("sender"),
                subject.orElse(null),
                subject.isEmpty() && released.event().has("subject"),
                released.fact("recipient"),
                released.fact("purpose"),
                Rows.instant(row, "at"),
                OUTCOMES.get(row.getInt("outcome")),
                new TreeSet<>(released.facts("released")));
    }
}
