package org.sluis.delivery;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.sluis.canonical.PartyId;
import org.sluis.database.Rows;

/** The notices that wait. One that is being told is not due again before {@link #PATIENCE} has passed. */
final class Notices {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    /** A warning is told again and again until its school has seen it, or its day has come. */
    static final Duration REPEAT = Duration.ofDays(7);

    private static final int TRIES = 20;

    /** Of rows {@code o} of the outbox that become what they are now; then {@link #TO_SENDER}. */
    static final String WRITE = " INSERT INTO notification (tenant, party, disclosure, state, reason, at, next_at)"
            + " SELECT o.tenant, o.sender, o.disclosure, o.state, o.reason, clock_timestamp(), clock_timestamp() ";

    static final String TO_SENDER =
            " JOIN party p ON p.tenant = o.tenant AND p.id = o.sender WHERE p.webhook IS NOT NULL";

    private Notices() {}

    /** Part of the change itself, for a sender that has a webhook. */
    static void write(Connection connection, String tenant, UUID disclosure) {
        Rows.update(
                connection,
                WRITE + "FROM outbox o" + TO_SENDER + " AND o.tenant = ? AND o.disclosure = ?",
                tenant,
                disclosure);
    }

    /** That a recall was answered, and what, for whoever it was asked for. */
    static void writeAnswer(Connection connection, String tenant, UUID recall) {
        Rows.update(
                connection,
                "INSERT INTO notification (tenant, party, disclosure, state, reason, at, next_at)"
                        + " SELECT o.tenant, o.sender, o.disclosure, 'answered', o.recall_answer, clock_timestamp(),"
                        + " clock_timestamp() FROM outbox o JOIN party p ON p.tenant = o.tenant AND p.id = o.sender"
                        + " WHERE o.tenant = ? AND o.disclosure = ? AND p.webhook IS NOT NULL",
                tenant,
                recall);
    }

    /** That it was delivered, and {@code unanswered} in the days of the agreement or {@code returned} by whoever got it. */
    static void writeReply(Connection connection, String tenant, UUID disclosure, String state) {
        Rows.update(
                connection,
                "INSERT INTO notification (tenant, party, disclosure, state, at, next_at)"
                        + " SELECT o.tenant, o.sender, o.disclosure, ?, clock_timestamp(), clock_timestamp()"
                        + " FROM outbox o JOIN party p ON p.tenant = o.tenant AND p.id = o.sender"
                        + " WHERE o.tenant = ? AND o.disclosure = ? AND p.webhook IS NOT NULL",
                state,
                tenant,
                disclosure);
    }

    /** The same of a warning, for the party it is given to. */
    static void writeWarning(Connection connection, String tenant, PartyId party, UUID warning, String kind) {
        Rows.update(
                connection,
                "INSERT INTO notification (tenant, party, warning, state, at, next_at)"
                        + " SELECT p.tenant, p.id, ?, ?, clock_timestamp(), clock_timestamp()"
                        + " FROM party p WHERE p.tenant = ? AND p.id = ? AND p.webhook IS NOT NULL",
                warning,
                kind,
                tenant,
                party.value());
    }

    /** Takes the one that has been due longest; another node takes another. One about a warning that is over goes. */
    static Optional<Notice> take(Connection connection, String tenant) {
        Rows.update(
                connection,
                "DELETE FROM notification n USING warning w WHERE n.tenant = ? AND n.next_at <= clock_timestamp()"
                        + " AND w.tenant = n.tenant AND w.id = n.warning"
                        + " AND (w.seen IS NOT NULL OR w.withdrawn IS NOT NULL OR EXISTS (SELECT FROM birthday b"
                        + " WHERE b.tenant = w.tenant AND b.subject = w.subject AND b.mark = w.birthday"
                        + " AND b.passed IS NOT NULL))",
                tenant);
        return Rows.query(
                        connection,
                        "UPDATE notification n SET attempts = n.attempts + 1, next_at = clock_timestamp()"
                                + " + make_interval(secs => ?) * (n.attempts + 1) FROM party p"
                                + " WHERE p.tenant = n.tenant AND p.id = n.party AND n.tenant = ? AND n.id ="
                                + " (SELECT m.id FROM notification m JOIN party q ON q.tenant = m.tenant AND q.id = m.party"
                                + " WHERE m.tenant = ? AND m.next_at <= clock_timestamp() AND q.webhook IS NOT NULL"
                                + " ORDER BY m.next_at LIMIT 1 FOR UPDATE OF m SKIP LOCKED)"
                                + " RETURNING n.*, p.webhook, EXISTS (SELECT FROM outbox o WHERE o.tenant = n.tenant"
                                + " AND o.disclosure = n.disclosure AND o.recalls IS NOT NULL) AS recall",
                        Notices::notice,
                        PATIENCE.toSeconds(),
                        tenant,
                        tenant)
                .stream()
                .findFirst();
    }

    private static Notice notice(ResultSet row) throws SQLException {
        UUID disclosure = row.getObject("disclosure", UUID.class);
        Notice.About about = row.getBoolean("recall") ? Notice.About.RECALL : Notice.About.DISCLOSURE;
        return new Notice(
                row.getString("tenant"),
                row.getObject("id", UUID.class),
                row.getString("webhook"),
                disclosure == null ? Notice.About.WARNING : about,
                disclosure == null ? row.getObject("warning", UUID.class) : disclosure,
                row.getString("state"),
                row.getString("reason"),
                Rows.instant(row, "at"),
                row.getInt("attempts"));
    }

    /** Told, or given up: the party can always ask. What was told of a warning is told again later. */
    static boolean done(Connection connection, Notice notice, boolean told) {
        if (notice.about() == Notice.About.WARNING && (told || notice.attempts() >= TRIES)) {
            return Rows.update(
                            connection,
                            "UPDATE notification SET attempts = 0, next_at = clock_timestamp() + make_interval(secs => ?)"
                                    + " WHERE tenant = ? AND id = ?",
                            REPEAT.toSeconds(),
                            notice.tenant(),
                            notice.id())
                    > 0;
        }
        return (told || notice.attempts() >= TRIES)
                && Rows.update(
                                connection,
                                "DELETE FROM notification WHERE tenant = ? AND id = ?",
                                notice.tenant(),
                                notice.id())
                        > 0;
    }
}
