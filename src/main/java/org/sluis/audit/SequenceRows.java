package org.sluis.audit;

import java.sql.Connection;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.database.Rows;

/** What the sequencer reads and writes, across tenants. A leaf is always computed from the body, never believed. */
final class SequenceRows {
    private static final long LOCK = 0x534c_5549_53L;
    static final int PAGE = 5000;

    private SequenceRows() {}

    record Placed(long index, byte[] leaf, boolean changed) {}

    record Unplaced(String tenant, UUID event, long transaction, byte[] leaf, boolean changed) {}

    /**
     * For the rest of this transaction entries are found by indexes, one after the other. Row-level security and, while a
     * log grows, old statistics hide from the planner how many there are: it would go through all for the few that are new.
     */
    static void byIndex(Connection connection) {
        Rows.query(connection, """
                SELECT set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
                    set_config('enable_mergejoin', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)""", row -> true);
    }

    /** Whether this transaction is the one sequencer of all nodes; until it ends. */
    static boolean lock(Connection connection) {
        return Rows.query(connection, "SELECT pg_try_advisory_xact_lock(?)", row -> row.getBoolean(1), LOCK)
                .get(0);
    }

    static long size(Connection connection) {
        return Rows.query(connection, "SELECT coalesce(max(index) + 1, 0) FROM audit_sequence", row -> row.getLong(1))
                .get(0);
    }

    static List<Placed> placed(Connection connection, long from) {
        return placed(connection, from, PAGE);
    }

    static List<Placed> placed(Connection connection, long from, int most) {
        return Rows.query(
                connection,
                """
                SELECT s.index, e.leaf, sha256('\\x00'::bytea || e.body) AS computed
                FROM audit_sequence s JOIN audit_event e ON e.id = s.event AND e.tenant = s.tenant
                WHERE s.index >= ? ORDER BY s.index LIMIT ?""",
                row -> new Placed(
                        row.getLong("index"),
                        row.getBytes("computed"),
                        !Arrays.equals(row.getBytes("leaf"), row.getBytes("computed"))),
                from,
                most);
    }

    /** Every transaction below this id has ended: what it wrote is visible to the statements that follow. */
    static long horizon(Connection connection) {
        return Rows.query(
                        connection,
                        "SELECT pg_snapshot_xmin(pg_current_snapshot())::text",
                        row -> Long.parseLong(row.getString(1)))
                .get(0);
    }

    /** The first events without a place: an anti-join among all that transactions from the horizon on wrote. */
    static List<Unplaced> unplaced(Connection connection, long horizon) {
        return Rows.query(
                connection,
                """
                SELECT e.tenant, e.id, e.xact::text AS transaction, e.leaf, sha256('\\x00'::bytea || e.body) AS computed
                FROM audit_event e
                WHERE e.xact >= ?::xid8 AND NOT EXISTS (SELECT FROM audit_sequence s WHERE s.event = e.id)
                ORDER BY e.xact, e.at, e.id LIMIT ?""",
                row -> new Unplaced(
                        row.getString("tenant"),
                        row.getObject("id", UUID.class),
                        Long.parseLong(row.getString("transaction")),
                        row.getBytes("computed"),
                        !Arrays.equals(row.getBytes("leaf"), row.getBytes("computed"))),
                String.valueOf(horizon),
                PAGE);
    }

    /** What was visible at a moment of the database's clock. */
    record Moment(Instant at, String snapshot, long horizon) {}

    static Moment moment(Connection connection) {
        return Rows.query(
                        connection,
                        """
                        SELECT clock_timestamp() AS at, pg_current_snapshot()::text AS snapshot,
                            pg_snapshot_xmin(pg_current_snapshot())::text AS horizon""",
                        row -> new Moment(
                                Rows.instant(row, "at"),
                                row.getString("snapshot"),
                                Long.parseLong(row.getString("horizon"))))
                .get(0);
    }

    /** Whether everything that was visible at that moment has a place below this size; what is below the horizon has. */
    static boolean covered(Connection connection, long horizon, Moment moment, long size) {
        return Rows.query(
                        connection,
                        """
                        SELECT NOT EXISTS (SELECT FROM audit_event e
                            WHERE e.xact >= ?::xid8 AND e.xact < pg_snapshot_xmax(?::pg_snapshot)
                            AND pg_visible_in_snapshot(e.xact, ?::pg_snapshot)
                            AND coalesce((SELECT s.index FROM audit_sequence s WHERE s.event = e.id), ?) >= ?)""",
                        row -> row.getBoolean(1),
                        String.valueOf(horizon),
                        moment.snapshot(),
                        moment.snapshot(),
                        size,
                        size)
                .get(0);
    }

    static void place(Connection connection, long from, List<Unplaced> events) {
        Rows.update(
                connection,
                """
                INSERT INTO audit_sequence (index, tenant, event)
                SELECT ? + place - 1, tenant, event::uuid
                FROM unnest(?, ?) WITH ORDINALITY AS e (tenant, event, place)""",
                from,
                events.stream().map(Unplaced::tenant).toArray(String[]::new),
                events.stream().map(event -> event.event().toString()).toArray(String[]::new));
    }

    static Optional<String> newestNote(Connection connection) {
        return Rows.one(
                connection,
                "SELECT note FROM audit_checkpoint ORDER BY size DESC LIMIT 1",
                row -> row.getString("note"));
    }

    /** Under this name. */
    static Optional<String> newestNote(Connection connection, String origin) {
        return Rows.one(
                connection,
                "SELECT note FROM audit_checkpoint WHERE starts_with(note, ? || chr(10)) ORDER BY size DESC LIMIT 1",
                row -> row.getString("note"),
                origin);
    }

    static void keep(Connection connection, Checkpoint checkpoint, String note, Instant at) {
        Rows.update(
                connection,
                "INSERT INTO audit_checkpoint (size, root, note, at) VALUES (?, ?, ?, ?)",
                checkpoint.size(),
                checkpoint.root(),
                note,
                at);
    }
}
