package org.sluis.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.sluis.database.Rows;
import org.sluis.vault.EpochGate;

/** Writes entries of one tenant into an open transaction of that tenant: at most three statements for any number. */
final class EntryRows {
    private static final String LOCK_PATIENCE = "2s";

    /** Asked for once a statement, and before the salts are looked at. */
    private static final String THROUGH_THE_GATE = ", (SELECT " + EpochGate.PASS + ") AS gate";

    private EntryRows() {}

    /** A unit that waits longer than this for a lock fails instead of holding up everyone behind it. */
    static void boundWaiting(Connection connection) {
        Rows.query(connection, "SELECT set_config('lock_timeout', ?, true)", row -> true, LOCK_PATIENCE);
    }

    /**
     * Refuses a transaction in which a statement failed and the failure was swallowed: PostgreSQL answers its COMMIT with a
     * silent ROLLBACK, and a receipt would name an entry that does not exist. Asks the driver, not the server.
     */
    static void demandSound(Connection connection) throws SQLException {
        if (connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.FAILED) {
            throw new IllegalStateException("work went on after a statement of its own had failed");
        }
    }

    static void enter(Connection connection, String tenant) {
        Rows.query(connection, "SELECT set_config('sluis.tenant', ?, true)", row -> true, tenant);
    }

    /** The receipt of an entry that is there already; its facts are read from the entry itself. */
    static Optional<AuditReceipt> read(Connection connection, String tenant, UUID entry) {
        return Rows.one(
                connection,
                "SELECT leaf, at, (convert_from(body, 'UTF8')::jsonb #>> '{facts,disclosure}')::uuid AS disclosure"
                        + " FROM audit_event WHERE tenant = ? AND id = ?",
                row -> new AuditReceipt(
                        entry, row.getBytes("leaf"), Rows.instant(row, "at"), row.getObject("disclosure", UUID.class)),
                tenant,
                entry);
    }

    static void write(Connection connection, String tenant, List<Entry> entries) {
        Rows.update(
                connection,
                """
                INSERT INTO audit_event (tenant, id, at, kind, disclosure, body, leaf)
                SELECT ?, id::uuid, at::timestamptz, kind, disclosure::uuid, convert_to(body, 'UTF8'), decode(leaf, 'hex')
                FROM unnest(?, ?, ?, ?, ?, ?) AS e (id, at, kind, disclosure, body, leaf)""" + THROUGH_THE_GATE,
                tenant,
                column(entries, entry -> entry.receipt().entry().toString()),
                column(entries, entry -> entry.receipt().at().toString()),
                column(entries, entry -> entry.kind().code()),
                column(entries, entry -> Objects.toString(entry.disclosure(), null)),
                column(entries, Entry::body),
                column(entries, entry -> entry.receipt().leaf()));
        List<String[]> salts = new ArrayList<>();
        List<Entry> about = new ArrayList<>();
        for (Entry entry : entries) {
            String id = entry.receipt().entry().toString();
            entry.saltsNow()
                    .forEach((name, salt) -> salts.add(
                            new String[] {id, name, salt.epoch(), HexFormat.of().formatHex(salt.bytes())}));
            if (entry.subject() != null) {
                about.add(entry);
            }
        }
        if (!salts.isEmpty()) {
            Rows.update(
                    connection,
                    """
                    INSERT INTO audit_salt (tenant, event, name, epoch, salt)
                    SELECT ?, event::uuid, name, epoch, decode(salt, 'hex')
                    FROM unnest(?, ?, ?, ?) AS s (event, name, epoch, salt)""",
                    tenant,
                    column(salts, salt -> salt[0]),
                    column(salts, salt -> salt[1]),
                    column(salts, salt -> salt[2]),
                    column(salts, salt -> salt[3]));
        }
        if (!about.isEmpty()) {
            Rows.update(
                    connection,
                    """
                    INSERT INTO audit_subject (tenant, subject, event)
                    SELECT ?, subject::uuid, event::uuid FROM unnest(?, ?) AS a (subject, event)""",
                    tenant,
                    column(about, entry -> String.valueOf(entry.subject())),
                    column(about, entry -> entry.receipt().entry().toString()));
        }
    }

    private static <T> String[] column(List<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}
