package org.sluis.delivery;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.FailPoint;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Reason;
import org.sluis.database.Rows;

/**
 * The rows that wait, and how they end. Times are the database's, so that nodes need not agree on the hour. What is about one
 * subject goes to one recipient in the order in which it was accepted: while a row before it is left, one is not due. A row that
 * has ended holds neither ciphertext nor key: the table's own checks see to it.
 */
final class Outbox {
    /** How long a claim may last: a send ends well within, a withdrawal waits for no more, a crashed node's claim is free again after. */
    static final Duration LEASE = Duration.ofSeconds(18);

    /** A recall waits only for what it takes back. */
    private static final String FIRST = " AND NOT EXISTS (SELECT FROM outbox e WHERE e.tenant = o.tenant"
            + " AND e.subject = o.subject AND e.recipient = o.recipient AND e.state IN ('waiting', 'sending', 'parked')"
            + " AND (e.accepted_at, e.disclosure) < (o.accepted_at, o.disclosure)"
            + " AND (o.recalls IS NULL OR e.disclosure = ANY (o.recalls)))";

    private static final String DUE = "((state = 'waiting' AND next_at <= clock_timestamp())"
            + " OR (state = 'sending' AND lease_until < clock_timestamp())) AND expires_at > clock_timestamp()";

    private Outbox() {}

    /** Recipients for whom something waits and that are not paused; in alphabetical order. */
    static List<PartyId> recipients(Connection connection, String tenant) {
        return Rows.query(connection, """
                WITH RECURSIVE lane AS (
                    (SELECT recipient FROM outbox WHERE tenant = ? AND state IN ('waiting', 'sending')
                        ORDER BY recipient LIMIT 1)
                    UNION ALL
                    SELECT (SELECT o.recipient FROM outbox o WHERE o.tenant = ? AND o.state IN ('waiting', 'sending')
                        AND o.recipient > l.recipient ORDER BY o.recipient LIMIT 1)
                    FROM lane l WHERE l.recipient IS NOT NULL)
                SELECT recipient FROM lane WHERE recipient IS NOT NULL AND NOT EXISTS (SELECT FROM valve v
                    WHERE v.tenant = ? AND v.kind = 'recipient' AND v.id = recipient AND v.state = 'paused')""", row -> new PartyId(row.getString(1)), tenant, tenant, tenant);
    }

    /** The row for this recipient that has been due longest, has none before it, and that no other node holds; locked. */
    static Optional<Queued> lockNextDue(Connection connection, String tenant, PartyId recipient) {
        return Rows.one(
                connection,
                "SELECT " + Queued.COLUMNS + " FROM outbox o WHERE tenant = ? AND recipient = ? AND " + DUE + FIRST
                        + " AND NOT EXISTS (SELECT FROM valve v WHERE v.tenant = o.tenant AND v.state = 'paused'"
                        + " AND (v.kind, v.id) IN (('connector', o.connector), ('recipient', o.recipient)))"
                        + " ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED",
                Queued::row,
                tenant,
                recipient.value());
    }

    /** A row whose time is over and that is not under way; locked. */
    static Optional<Queued> lockExpired(Connection connection, String tenant) {
        return Rows.one(
                connection,
                "SELECT " + Queued.COLUMNS
                        + " FROM outbox WHERE tenant = ? AND state IN ('waiting', 'sending', 'parked')"
                        + " AND (lease_until IS NULL OR lease_until < clock_timestamp())"
                        + " AND expires_at <= clock_timestamp() ORDER BY expires_at LIMIT 1 FOR UPDATE SKIP LOCKED",
                Queued::row,
                tenant);
    }

    /** The row, if it still waits or is parked; locked, however long that takes. */
    static Optional<Queued> lockWaiting(Connection connection, String tenant, UUID disclosure) {
        return Rows.one(
                connection,
                "SELECT " + Queued.COLUMNS
                        + " FROM outbox WHERE tenant = ? AND disclosure = ? AND state IN ('waiting', 'parked') FOR UPDATE",
                Queued::row,
                tenant,
                disclosure);
    }

    static List<UUID> waitingFor(Connection connection, String tenant, UUID subject) {
        return Rows.query(
                connection,
                "SELECT disclosure FROM outbox WHERE tenant = ? AND subject = ? AND state IN ('waiting', 'parked')"
                        + " AND recalls IS NULL",
                row -> row.getObject(1, UUID.class),
                tenant,
                subject);
    }

    /** How many disclosures about this subject are under way under a lease that has not run out. */
    static int underWay(Connection connection, String tenant, UUID subject) {
        return Rows.one(
                        connection,
                        "SELECT count(*) FROM outbox WHERE tenant = ? AND subject = ? AND state = 'sending'"
                                + " AND recalls IS NULL"
                                + " AND lease_until >= clock_timestamp()",
                        row -> row.getInt(1),
                        tenant,
                        subject)
                .orElseThrow();
    }

    /** When the lease ends, by the clock of the database. */
    static Instant lease(Connection connection, Queued row, UUID event) {
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

    /** Ends the row, destroys its payload, leaves a notice for the sender, and lets the next in order go. */
    static void end(Connection connection, String tenant, UUID disclosure, String state, @Nullable Reason reason) {
        Rows.update(
                connection,
                "UPDATE outbox SET state = ?, reason = ?, wrapped_key = NULL, ciphertext = NULL, lease_until = NULL,"
                        + " settled_at = clock_timestamp() WHERE tenant = ? AND disclosure = ?",
                state,
                reason == null ? null : reason.code(),
                tenant,
                disclosure);
        FailPoint.reach("during-purge");
        Notices.write(connection, tenant, disclosure);
        delayBehind(connection, tenant, disclosure, Duration.ZERO);
    }

    /** Nobody tries it until a person lets it go on; its payload stays, and what is behind it waits. The sender is told. */
    static void park(Connection connection, String tenant, UUID disclosure, Reason reason) {
        Rows.update(
                connection,
                "UPDATE outbox SET state = 'parked', reason = ?, lease_until = NULL, settled_at = clock_timestamp()"
                        + " WHERE tenant = ? AND disclosure = ?",
                reason.code(),
                tenant,
                disclosure);
        Notices.write(connection, tenant, disclosure);
    }

    /** What is behind it in order is not looked at sooner; a row that somebody holds is left as it is. */
    private static void delayBehind(Connection connection, String tenant, UUID disclosure, Duration delay) {
        Rows.update(
                connection,
                "UPDATE outbox SET next_at = clock_timestamp() + ? * interval '1 millisecond'"
                        + " WHERE tenant = ? AND disclosure IN (SELECT b.disclosure FROM outbox o JOIN outbox b"
                        + " ON b.tenant = o.tenant AND b.subject = o.subject AND b.recipient = o.recipient"
                        + " AND b.state = 'waiting' AND b.recalls IS NULL AND (b.accepted_at, b.disclosure) > (o.accepted_at, o.disclosure)"
                        + " WHERE o.tenant = ? AND o.disclosure = ? FOR UPDATE OF b SKIP LOCKED)",
                delay.toMillis(),
                tenant,
                tenant,
                disclosure);
    }

    /** Whether this claim is still the newest: locks the row; a claim that was overtaken settles nothing. */
    static boolean lockOwn(Connection connection, Leased cleared) {
        return Rows.one(
                        connection,
                        "SELECT fence FROM outbox WHERE tenant = ? AND disclosure = ? AND state = 'sending' AND fence = ? FOR UPDATE",
                        row -> row.getLong(1),
                        cleared.tenant(),
                        cleared.disclosure(),
                        cleared.fence())
                .isPresent();
    }

    static void waitAgain(Connection connection, Leased cleared, Duration delay) {
        Rows.update(
                connection,
                "UPDATE outbox SET state = 'waiting', lease_until = NULL,"
                        + " next_at = clock_timestamp() + ? * interval '1 millisecond' WHERE tenant = ? AND disclosure = ?",
                delay.toMillis(),
                cleared.tenant(),
                cleared.disclosure());
        delayBehind(connection, cleared.tenant(), cleared.disclosure(), delay);
    }

    /** Due at once; its attempts are counted from none again. */
    static void waitAnew(Connection connection, Queued row) {
        Rows.update(
                connection,
                "UPDATE outbox SET state = 'waiting', reason = NULL, settled_at = NULL, attempts = 0,"
                        + " next_at = clock_timestamp() WHERE tenant = ? AND disclosure = ?",
                row.tenant(),
                row.disclosure());
    }

    static String state(Connection connection, String tenant, UUID disclosure) {
        return Rows.one(
                        connection,
                        "SELECT state FROM outbox WHERE tenant = ? AND disclosure = ?",
                        row -> row.getString(1),
                        tenant,
                        disclosure)
                .orElseThrow();
    }

    static void result(Connection connection, Leased cleared, String result) {
        Rows.update(
                connection,
                "UPDATE attempt SET result = ? WHERE tenant = ? AND disclosure = ? AND fence = ?",
                result,
                cleared.tenant(),
                cleared.disclosure(),
                cleared.fence());
    }
}
