package org.sluis.delivery;

import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.sluis.database.Rows;

/** The notices that wait. One that is being told is not due again before {@link #PATIENCE} has passed. */
final class Notices {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TRIES = 20;

    private Notices() {}

    /** Part of the change itself, for a sender that has a webhook. */
    static void write(Connection connection, String tenant, UUID disclosure) {
        Rows.update(
                connection,
                "INSERT INTO notification (tenant, disclosure, state, reason, at, next_at)"
                        + " SELECT o.tenant, o.disclosure, o.state, o.reason, clock_timestamp(), clock_timestamp()"
                        + " FROM outbox o JOIN party p ON p.tenant = o.tenant AND p.id = o.sender"
                        + " WHERE o.tenant = ? AND o.disclosure = ? AND p.webhook IS NOT NULL",
                tenant,
                disclosure);
    }

    /** Takes the one that has been due longest; another node takes another. */
    static Optional<Notice> take(Connection connection, String tenant) {
        return Rows.query(
                        connection,
                        "UPDATE notification n SET attempts = n.attempts + 1, next_at = clock_timestamp()"
                                + " + make_interval(secs => ?) * (n.attempts + 1) FROM outbox o JOIN party p"
                                + " ON p.tenant = o.tenant AND p.id = o.sender WHERE o.tenant = n.tenant"
                                + " AND o.disclosure = n.disclosure AND p.webhook IS NOT NULL AND n.tenant = ? AND n.id ="
                                + " (SELECT id FROM notification WHERE tenant = ? AND next_at <= clock_timestamp()"
                                + " ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED)"
                                + " RETURNING n.id, p.webhook, n.disclosure, n.state, n.reason, n.at, n.attempts",
                        row -> new Notice(
                                tenant,
                                row.getObject("id", UUID.class),
                                row.getString("webhook"),
                                row.getObject("disclosure", UUID.class),
                                row.getString("state"),
                                row.getString("reason"),
                                Rows.instant(row, "at"),
                                row.getInt("attempts")),
                        PATIENCE.toSeconds(),
                        tenant,
                        tenant)
                .stream()
                .findFirst();
    }

    /** Told, or given up: the sender can always ask. */
    static boolean done(Connection connection, Notice notice, boolean told) {
        return (told || notice.attempts() >= TRIES)
                && Rows.update(
                                connection,
                                "DELETE FROM notification WHERE tenant = ? AND id = ?",
                                notice.tenant(),
                                notice.id())
                        > 0;
    }
}
