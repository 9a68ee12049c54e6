package org.sluis.audit;

import java.sql.Connection;
import java.sql.SQLException;
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

/** Writes entries of one tenant into an open transaction of that tenant: one statement for any number. */
final class EntryRows {
    private static final String LOCK_PATIENCE = "2s";

    private EntryRows() {}

    /**
     * From here on entries of this tenant and through the gate of epochs; who waits long for a lock fails instead of holding up
     * everyone behind.
     */
    static void enter(Connection connection, String tenant) {
        Rows.query(
                connection,
                "SELECT set_config('lock_timeout', ?, true), set_config('sluis.tenant', ?, true), " + EpochGate.PASS,
                row -> true,
                LOCK_PATIENCE,
                tenant);
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

    /** In a transaction that passed the {@link EpochGate}, or salts could come under an epoch that has ended. */
    static void write(Connection connection, String tenant, List<Entry> entries) {
        List<Entry> erasable = entries.stream()
                .filter(entry -> entry.subject() != null || entry.salts() != null)
                .toList();
        List<Optional<Wrapped>> salts = erasable.stream()
                .map(entry -> Optional.ofNullable(entry.saltsNow()))
                .toList();
        Rows.update(
                connection,
                """
                WITH logged AS (
                    INSERT INTO audit_event (tenant, id, at, kind, disclosure, body, leaf)
                    SELECT ?, id, at::timestamptz, kind, disclosure, body, leaf
                    FROM unnest(?, ?, ?, ?, ?, ?) AS e (id, at, kind, disclosure, body, leaf))
                INSERT INTO audit_erasable (tenant, event, subject, epoch, salts)
                SELECT ?, event, subject, epoch, salts FROM unnest(?, ?, ?, ?) AS x (event, subject, epoch, salts)""",
                tenant,
                ids(entries, Entry::id),
                texts(entries, entry -> entry.receipt().at().toString()),
                texts(entries, entry -> entry.kind().code()),
                ids(entries, Entry::disclosure),
                bytes(entries, Entry::body),
                bytes(entries, entry -> entry.receipt().leafBytes()),
                tenant,
                ids(erasable, Entry::id),
                ids(erasable, Entry::subject),
                texts(salts, each -> each.map(Wrapped::epoch).orElse(null)),
                bytes(salts, each -> each.map(Wrapped::bytes).orElse(null)));
    }

    private static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    private static <T> @Nullable UUID[] ids(List<T> rows, Function<T, @Nullable UUID> value) {
        return rows.stream().map(value).toArray(UUID[]::new);
    }

    private static <T> byte @Nullable [][] bytes(List<T> rows, Function<T, byte @Nullable []> value) {
        return rows.stream().map(value).toArray(byte[][]::new);
    }
}
