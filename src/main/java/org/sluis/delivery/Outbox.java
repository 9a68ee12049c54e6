package org.sluis.delivery;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Reason;
import org.sluis.database.Rows;
import org.sluis.keys.Wrapped;

/**
 * The rows that wait, and how they end. Times are the database's, so that nodes need not agree on the hour. A row that
 * has ended holds neither ciphertext nor key: the table's own checks see to it.
 */
final class Outbox {
    /** How long a claim may last: a send ends well within, a crashed node's claim is free again after. */
    static final Duration LEASE = Duration.ofSeconds(20);

    private static final String COLUMNS = "tenant, disclosure, subject, recipient, connector, elements, decision,"
            + " shifted_to, mapping_digest, pseudonym_epoch, key_epoch, wrapped_key, ciphertext, attempts, fence";
    private static final String DUE = "((state = 'waiting' AND next_at <= clock_timestamp())"
            + " OR (state = 'sending' AND lease_until < clock_timestamp()))";

    private Outbox() {}

    /** The row that has been due longest and that no other node holds; locked. */
    static Optional<Waiting> lockNextDue(Connection connection, String tenant) {
        return Rows.one(
                connection,
                "SELECT " + COLUMNS + " FROM outbox WHERE tenant = ? AND " + DUE
                        + " ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED",
                Outbox::row,
                tenant);
    }

    /** The row, if it still waits; locked, however long that takes. */
    static Optional<Waiting> lockWaiting(Connection connection, String tenant, UUID disclosure) {
        return Rows.one(
                connection,
                "SELECT " + COLUMNS
                        + " FROM outbox WHERE tenant = ? AND disclosure = ? AND state = 'waiting' FOR UPDATE",
                Outbox::row,
                tenant,
                disclosure);
    }

    static List<UUID> waitingFor(Connection connection, String tenant, UUID subject) {
        return Rows.query(
                connection,
                "SELECT disclosure FROM outbox WHERE tenant = ? AND subject = ? AND state = 'waiting'",
                row -> row.getObject(1, UUID.class),
                tenant,
                subject);
    }

    /** How many sends about this subject are under way under a lease that has not run out. */
    static int underWay(Connection connection, String tenant, UUID subject) {
        return Rows.one(
                        connection,
                        "SELECT count(*) FROM outbox WHERE tenant = ? AND subject = ? AND state = 'sending'"
                                + " AND lease_until >= clock_timestamp()",
                        row -> row.getInt(1),
                        tenant,
                        subject)
                .orElseThrow();
    }

    /** When the lease ends, by the clock of the database. */
    static Instant lease(Connection connection, Waiting row, UUID event) {
        Instant until = Rows.one(
                        connection,
                        "UPDATE outbox SET state = 'sending', attempts = attempts + 1, fence = fence + 1,"
                                + " lease_until = clock_timestamp() + make_interval(secs => ?)"
                                + " WHERE tenant = ? AND disclosure = ? RETURNING lease_until",
                        leased -> Rows.instant(leased, "lease_until"),
                        LEASE.toSeconds(),
                        row.tenant(),
                        row.disclosure())
                .orElseThrow();
        Rows.update(
                connection,
                "INSERT INTO attempt (tenant, disclosure, fence, cleared_at, event) VALUES (?, ?, ?, clock_timestamp(), ?)",
                row.tenant(),
                row.disclosure(),
                row.fence() + 1,
                event);
        return until;
    }

    /** Ends the row, destroys its payload, and leaves a notice for the sender. */
    static void end(Connection connection, String tenant, UUID disclosure, String state, @Nullable Reason reason) {
        Rows.update(
                connection,
                "UPDATE outbox SET state = ?, reason = ?, wrapped_key = NULL, ciphertext = NULL, lease_until = NULL,"
                        + " settled_at = clock_timestamp() WHERE tenant = ? AND disclosure = ?",
                state,
                reason == null ? null : reason.code(),
                tenant,
                disclosure);
        Notices.write(connection, tenant, disclosure);
    }

    /** Whether this claim is still the newest: locks the row; a claim that was overtaken settles nothing. */
    static boolean lockOwn(Connection connection, Cleared cleared) {
        return Rows.one(
                        connection,
                        "SELECT fence FROM outbox WHERE tenant = ? AND disclosure = ? AND state = 'sending' AND fence = ? FOR UPDATE",
                        row -> row.getLong(1),
                        cleared.tenant(),
                        cleared.disclosure(),
                        cleared.fence())
                .isPresent();
    }

    static void waitAgain(Connection connection, Cleared cleared, Duration delay) {
        Rows.update(
                connection,
                "UPDATE outbox SET state = 'waiting', lease_until = NULL,"
                        + " next_at = clock_timestamp() + ? * interval '1 millisecond' WHERE tenant = ? AND disclosure = ?",
                delay.toMillis(),
                cleared.tenant(),
                cleared.disclosure());
    }

    static void result(Connection connection, Cleared cleared, String result) {
        Rows.update(
                connection,
                "UPDATE attempt SET result = ? WHERE tenant = ? AND disclosure = ? AND fence = ?",
                result,
                cleared.tenant(),
                cleared.disclosure(),
                cleared.fence());
    }

    private static Waiting row(ResultSet row) throws SQLException {
        return new Waiting(
                row.getString("tenant"),
                row.getObject("disclosure", UUID.class),
                row.getObject("subject", UUID.class),
                new PartyId(row.getString("recipient")),
                row.getString("connector"),
                Rows.strings(row, "elements"),
                row.getString("decision"),
                Rows.instantIfAny(row, "shifted_to"),
                row.getString("mapping_digest"),
                row.getString("pseudonym_epoch"),
                new Wrapped(row.getString("key_epoch"), row.getBytes("wrapped_key")),
                row.getBytes("ciphertext"),
                row.getInt("attempts"),
                row.getLong("fence"));
    }
}
