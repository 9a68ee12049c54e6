package org.sluis.delivery;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sluis.canonical.FailPoint;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Reason;
import org.sluis.database.Rows;
import org.sluis.database.Writes;

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
            + " AND e.subject = o.subject AND e.recipient = o.recipient AND e.open"
            + " AND (e.accepted_at, e.disclosure) < (o.accepted_at, o.disclosure)"
            + " AND (o.recalls IS NULL OR e.disclosure = ANY (o.recalls)))";

    /** Of the statement and not of the clock: an index can be searched for it. Looked at too early by as much, at most. */
    private static final String NOW = "statement_timestamp()";

    private static final String DUE = "open AND next_at <= " + NOW + " AND expires_at > " + NOW
            + " AND (state = 'waiting' OR state = 'sending' AND lease_until < " + NOW + ")";

    private static final String LATE =
            "open AND expires_at <= " + NOW + " AND (lease_until IS NULL OR lease_until < " + NOW + ")";

    /**
     * When a row that is being written is looked at: at once, but not at all while one before it has not ended. That one is
     * held until the row is committed, so that its end finds it; one that somebody else holds may be ending, and does not count.
     * Parameters: tenant, subject, recipient.
     */
    static final String UNLESS_BEHIND =
            "CASE WHEN (SELECT e.disclosure FROM outbox e WHERE e.tenant = ? AND e.subject = ?"
                    + " AND e.recipient = ? AND e.open LIMIT 1 FOR SHARE SKIP LOCKED) IS NULL THEN clock_timestamp() END";

    private static final String END = "WITH ended AS (UPDATE outbox SET state = ?, reason = ?, wrapped_key = NULL,"
            + " ciphertext = NULL, lease_until = NULL, settled_at = clock_timestamp() WHERE tenant = ? AND disclosure = ?%s"
            + " RETURNING tenant, sender, disclosure, state, reason)" + Notices.WRITE + "FROM ended o"
            + Notices.TO_SENDER;

    private static final String OWN = " AND state = 'sending' AND fence = ?";

    private Outbox() {}

    /** @param recipients for whom something waits and that are not paused; in alphabetical order @param late whether the time of something is over */
    record ToDo(List<PartyId> recipients, boolean late) {}

    static ToDo toDo(Connection connection, String tenant) {
        List<String> found =
                Rows.query(connection, """
                WITH RECURSIVE lane AS (
                    (SELECT recipient FROM outbox WHERE tenant = ? AND open AND next_at IS NOT NULL
                        ORDER BY recipient LIMIT 1)
                    UNION ALL
                    SELECT (SELECT o.recipient FROM outbox o WHERE o.tenant = ? AND o.open AND o.next_at IS NOT NULL
                        AND o.recipient > l.recipient ORDER BY o.recipient LIMIT 1)
                    FROM lane l WHERE l.recipient IS NOT NULL)
                SELECT recipient FROM lane WHERE recipient IS NOT NULL AND NOT EXISTS (SELECT FROM valve v
                    WHERE v.tenant = ? AND v.kind = 'recipient' AND v.id = recipient AND v.state = 'paused')
                UNION ALL SELECT '' WHERE EXISTS (SELECT FROM outbox WHERE tenant = ? AND\s""" + LATE + ")", row -> row.getString(1), tenant, tenant, tenant, tenant);
        return new ToDo(
                found.stream().filter(id -> !id.isEmpty()).map(PartyId::new).toList(), found.contains(""));
    }

    /** A row that is due, and until when it may be leased from now on, by the clock of the database. */
    record Due(Queued row, Instant leaseEnd) {}

    /** The rows for this recipient that have been due longest, have none before them, and that no other node holds; locked. */
    static List<Due> lockDue(Connection connection, String tenant, PartyId recipient, int most) {
        return Rows.query(
                connection,
                "SELECT " + Queued.COLUMNS + ", clock_timestamp() + make_interval(secs => ?) AS lease_end"
                        + " FROM outbox o WHERE tenant = ? AND recipient = ? AND " + DUE + FIRST
                        + " AND NOT EXISTS (SELECT FROM valve v WHERE v.tenant = o.tenant AND v.state = 'paused'"
                        + " AND (v.kind, v.id) IN (('connector', o.connector), ('recipient', o.recipient)))"
                        + " ORDER BY next_at LIMIT ? FOR UPDATE SKIP LOCKED",
                row -> new Due(Queued.row(row), Rows.instant(row, "lease_end")),
                LEASE.toSeconds(),
                tenant,
                recipient.value(),
                most);
    }

    /** A row whose time is over and that is not under way; locked. */
    static Optional<Queued> lockExpired(Connection connection, String tenant) {
        return Rows.one(
                connection,
                "SELECT " + Queued.COLUMNS
                        + " FROM outbox WHERE tenant = ? AND " + LATE
                        + " ORDER BY expires_at LIMIT 1 FOR UPDATE SKIP LOCKED",
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
                "SELECT disclosure FROM outbox WHERE tenant = ? AND subject = ? AND open AND state <> 'sending'"
                        + " AND recalls IS NULL",
                row -> row.getObject(1, UUID.class),
                tenant,
                subject);
    }

    /** How many disclosures about this subject are under way under a lease that has not run out. */
    static int underWay(Connection connection, String tenant, UUID subject) {
        return Rows.one(
                        connection,
                        "SELECT count(*) FROM outbox WHERE tenant = ? AND subject = ? AND open AND state = 'sending'"
                                + " AND recalls IS NULL"
                                + " AND lease_until >= clock_timestamp()",
                        row -> row.getInt(1),
                        tenant,
                        subject)
                .orElseThrow();
    }

    /** Leases a row that is locked, and writes down that it was cleared. @param event the entry that says so */
    static void lease(Writes writes, Due due, UUID event) {
        writes.add(
                "WITH leased AS (UPDATE outbox SET state = 'sending', attempts = attempts + 1, fence = fence + 1,"
                        + " lease_until = ? WHERE tenant = ? AND disclosure = ? RETURNING tenant, disclosure, fence)"
                        + " INSERT INTO attempt (tenant, disclosure, fence, cleared_at, event)"
                        + " SELECT tenant, disclosure, fence, clock_timestamp(), ? FROM leased",
                due.leaseEnd(),
                due.row().tenant(),
                due.row().disclosure(),
                event);
    }

    /** Ends the row, destroys its payload, leaves a notice for the sender, and lets the next in order go. */
    static void end(Writes writes, Queued row, String state, Reason reason) {
        writes.add(END.formatted(""), state, reason.code(), row.tenant(), row.disclosure());
        letNextGo(writes, row.tenant(), row.disclosure());
    }

    /** The same of what was delivered, unless its claim was overtaken. */
    static void delivered(Writes writes, Leased cleared) {
        writes.add(END.formatted(OWN), "delivered", null, cleared.tenant(), cleared.disclosure(), cleared.fence());
        letNextGo(writes, cleared.tenant(), cleared.disclosure());
    }

    /** Nobody tries it until a person lets it go on; its payload stays, and what is behind it waits. The sender is told. */
    static void park(Connection connection, String tenant, UUID disclosure, Reason reason) {
        Rows.update(
                connection,
                "UPDATE outbox SET state = 'parked', reason = ?, lease_until = NULL, next_at = NULL,"
                        + " settled_at = clock_timestamp()"
                        + " WHERE tenant = ? AND disclosure = ?",
                reason.code(),
                tenant,
                disclosure);
        Notices.write(connection, tenant, disclosure);
    }

    /** The next that waits behind it, if any ({@link #UNLESS_BEHIND}). */
    private static void letNextGo(Writes writes, String tenant, UUID disclosure) {
        FailPoint.reach("during-purge");
        writes.add(
                "UPDATE outbox SET next_at = clock_timestamp() WHERE tenant = ? AND disclosure = (SELECT b.disclosure"
                        + " FROM outbox o JOIN outbox b ON b.tenant = o.tenant AND b.subject = o.subject"
                        + " AND b.recipient = o.recipient AND b.open AND b.state = 'waiting' AND b.next_at IS NULL"
                        + " WHERE o.tenant = ? AND o.disclosure = ? ORDER BY b.accepted_at, b.disclosure LIMIT 1)",
                tenant,
                tenant,
                disclosure);
    }

    /** Whether this claim is still the newest: locks the row; a claim that was overtaken settles nothing. */
    static boolean lockOwn(Connection connection, Leased cleared) {
        return Rows.one(
                        connection,
                        "SELECT state = 'sending' AND fence = ? FROM outbox WHERE tenant = ? AND disclosure = ? FOR UPDATE",
                        row -> row.getBoolean(1),
                        cleared.fence(),
                        cleared.tenant(),
                        cleared.disclosure())
                .orElse(false);
    }

    static void waitAgain(Connection connection, Leased cleared, Duration delay) {
        Rows.update(
                connection,
                "UPDATE outbox SET state = 'waiting', lease_until = NULL,"
                        + " next_at = clock_timestamp() + ? * interval '1 millisecond' WHERE tenant = ? AND disclosure = ?",
                delay.toMillis(),
                cleared.tenant(),
                cleared.disclosure());
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

    static void result(Writes writes, Leased cleared, String result) {
        writes.add(
                "UPDATE attempt SET result = ? WHERE tenant = ? AND disclosure = ? AND fence = ?",
                result,
                cleared.tenant(),
                cleared.disclosure(),
                cleared.fence());
    }

    static void result(Connection connection, Leased cleared, String result) {
        Writes.now(connection, writes -> result(writes, cleared, result));
    }
}
