package org.sluis.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Runs work in one READ COMMITTED transaction and commits it; any throwable rolls back. Row-level security sees the
 * tenant through {@code current_setting('sluis.tenant', true)}, set for this transaction only.
 *
 * <p>Do not start a transaction inside another: it takes a second connection and sees nothing of the first.
 */
public final class Transactions {
    /** What {@code sluis.tenant} is in {@link #across}; a policy that does not name it shows no row. */
    private static final String EVERY = "*";

    private final DataSource pool;

    public Transactions(DataSource pool) {
        this.pool = pool;
    }

    /** The work of one transaction. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        T run(Connection connection) throws SQLException;
    }

    /**
     * Runs the work for one tenant.
     *
     * @throws DatabaseUnavailable when the database is away or cannot do its work, also during commit
     * @throws SqlFailed when a statement is refused
     * @throws IllegalArgumentException when the tenant is blank or {@code *}
     */
    public <T extends @Nullable Object> T within(String tenant, Work<T> work) {
        if (tenant.isBlank() || tenant.equals(EVERY)) {
            throw new IllegalArgumentException("a transaction needs the id of one tenant");
        }
        return run(tenant, work);
    }

    /** Runs work of the machine itself (sequencer, claim, reference data), which belongs to no one tenant. Fails as {@link #within} does. */
    public <T extends @Nullable Object> T across(Work<T> work) {
        return run(EVERY, work);
    }

    /** Runs work that names each tenant itself before it touches its rows: until then it sees none. Fails as {@link #within} does. */
    public <T extends @Nullable Object> T unnamed(Work<T> work) {
        return run(null, work);
    }

    private <T extends @Nullable Object> T run(@Nullable String tenant, Work<T> work) {
        boolean committing = false;
        try (Connection connection = pool.getConnection()) {
            T result;
            try {
                if (tenant != null) {
                    name(connection, tenant);
                }
                result = work.run(connection);
                refuseIfFailed(connection);
                committing = true;
                connection.commit();
                committing = false;
            } catch (Throwable failure) {
                rollback(connection, failure);
                throw failure;
            }
            return result;
        } catch (SQLException failure) {
            throw SqlFailed.of(failure, committing);
        }
    }

    private static void name(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("SELECT set_config('sluis.tenant', ?, true)")) {
            set.setString(1, tenant);
            set.execute();
        }
    }

    /** The driver reports a COMMIT that PostgreSQL answers with ROLLBACK as done: work that swallowed a failure would pass for recorded. */
    private static void refuseIfFailed(Connection connection) throws SQLException {
        if (connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.FAILED) {
            throw new SQLException("a statement of this transaction failed", "25P02");
        }
    }

    private static void rollback(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            failure.addSuppressed(SqlFailed.of(gone));
        }
    }
}
