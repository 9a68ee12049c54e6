package org.sluis.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.sluis.database.Rows;
import org.sluis.keys.Wrapped;
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
                SELECT ?, id, at::timestamptz, kind, disclosure, body, leaf
                FROM unnest(?, ?, ?, ?, ?, ?) AS e (id, at, kind, disclosure, body, leaf)""" + THROUGH_THE_GATE,
                tenant,
                ids(entries, Entry::id),
                texts(entries, entry -> entry.receipt().at().toString()),
                texts(entries, entry -> entry.kind().code()),
                ids(entries, Entry::disclosure),
                bytes(entries, Entry::body),
                bytes(entries, entry -> entry.receipt().leafBytes()));
        List<Salt> salts = new ArrayList<>();
        List<Entry> about = new ArrayList<>();
        for (Entry entry : entries) {
            entry.saltsNow().forEach((name, salt) -> salts.add(new Salt(entry.id(), name, salt)));
            if (entry.subject() != null) {
                about.add(entry);
            }
        }
        if (!salts.isEmpty()) {
            Rows.update(
                    connection,
                    """
                    INSERT INTO audit_salt (tenant, event, name, epoch, salt)
                    SELECT ?, event, name, epoch, salt
                    FROM unnest(?, ?, ?, ?) AS s (event, name, epoch, salt)""",
                    tenant,
                    ids(salts, Salt::event),
                    texts(salts, Salt::name),
                    texts(salts, salt -> salt.wrapped().epoch()),
                    bytes(salts, salt -> salt.wrapped().bytes()));
        }
        if (!about.isEmpty()) {
            Rows.update(connection, """
                    INSERT INTO audit_subject (tenant, subject, event)
                    SELECT ?, subject, event FROM unnest(?, ?) AS a (subject, event)""", tenant, ids(about, Entry::subject), ids(about, Entry::id));
        }
    }

    private record Salt(UUID event, String name, Wrapped wrapped) {}

    private static <T> String[] texts(List<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    private static <T> @Nullable UUID[] ids(List<T> rows, Function<T, @Nullable UUID> value) {
        return rows.stream().map(value).toArray(UUID[]::new);
    }

    private static <T> byte[][] bytes(List<T> rows, Function<T, byte[]> value) {
        return rows.stream().map(value).toArray(byte[][]::new);
    }
}
