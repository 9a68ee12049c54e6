package org.sluis.insight.indicator;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.reading.LoggedEntry;
import org.sluis.database.Rows;

/**
 * A disclosure that reached its recipient, as the log has it.
 *
 * @param subject the pupil's internal id; null where it was about nobody, or where who it was about has been erased
 * @param released ids of the elements that went
 * @param at when it was delivered
 */
record Delivered(
        @Nullable UUID subject, String sender, String recipient, String purpose, Set<String> released, Instant at) {
    private static final String FOUND = """
            SELECT convert_from(r.body, 'UTF8') AS released, a.subject, d.at
            FROM (SELECT tenant, disclosure, min(at) AS at FROM audit_event
                WHERE tenant = ? AND kind = 'delivery-succeeded' AND at >= ? AND at < ? GROUP BY tenant, disclosure) d
            JOIN audit_event r ON r.tenant = d.tenant AND r.disclosure = d.disclosure AND r.kind = 'disclosure-released'
            LEFT JOIN audit_erasable a ON a.tenant = r.tenant AND a.event = r.id
            WHERE convert_from(r.body, 'UTF8')::jsonb #>> '{facts,purpose}' = ANY (?)""";

    /** All of one controller in a period, in no order. @param connection within that controller */
    static List<Delivered> in(
            Connection connection, String tenant, Instant from, Instant until, Collection<String> purposes) {
        return Rows.query(connection, FOUND, Delivered::of, tenant, from, until, purposes.toArray(String[]::new));
    }

    private static Delivered of(ResultSet row) throws SQLException {
        LoggedEntry released = LoggedEntry.of(0, "", row.getString("released"));
        return new Delivered(
                row.getObject("subject", UUID.class),
                released.fact("sender"),
                released.fact("recipient"),
                released.fact("purpose"),
                Set.copyOf(released.facts("released")),
                Rows.instant(row, "at"));
    }
}
