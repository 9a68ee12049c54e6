package org.sluis.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A statement that PostgreSQL refused. Keeps the SQLSTATE and the name of the constraint and nothing else: the server's
 * message and detail may quote the values of a row, so neither they nor the original exception are kept.
 */
public final class SqlFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sqlState;
    private final @Nullable String constraint;

    private SqlFailed(String sqlState, @Nullable String constraint) {
        super("SQLSTATE " + sqlState + (constraint == null ? "" : " on constraint " + constraint));
        this.sqlState = sqlState;
        this.constraint = constraint;
    }

    /** Five characters, PostgreSQL Appendix A; {@code unknown} when the driver gave none. */
    public String sqlState() {
        return sqlState;
    }

    /** The constraint that was broken, if one was. */
    public Optional<String> constraint() {
        return Optional.ofNullable(constraint);
    }

    /** True for a unique key that exists already (23505). */
    public boolean duplicate() {
        return sqlState.equals("23505");
    }

    /** True for a deadlock or a serialisation failure: the same work may succeed when run again. */
    public boolean transientConflict() {
        return sqlState.equals("40P01") || sqlState.equals("40001");
    }

    static RuntimeException of(SQLException failure) {
        return of(failure, false);
    }

    static RuntimeException of(SQLException failure, boolean committing) {
        String state = state(failure);
        RuntimeException safe = failure instanceof SQLTransientConnectionException || servers(state)
                ? new DatabaseUnavailable(state, committing)
                : new SqlFailed(state, constraint(failure));
        safe.setStackTrace(failure.getStackTrace());
        return safe;
    }

    /**
     * The server's trouble, whatever the statement was (PostgreSQL Appendix A): 08 the connection, 57P0x its end, 53 no room on
     * the disk, in memory or for one more connection, 58 what the system answers it (a read or write that fails), XX what it finds
     * broken itself; a quota of the disk that is used up is one of these.
     */
    private static boolean servers(String state) {
        return Stream.of("57P0", "08", "53", "58", "XX").anyMatch(state::startsWith);
    }

    private static String state(SQLException failure) {
        for (SQLException at = failure; at != null; at = at.getNextException()) {
            if (at.getSQLState() != null) {
                return at.getSQLState();
            }
        }
        return "unknown";
    }

    private static @Nullable String constraint(SQLException failure) {
        for (SQLException at = failure; at != null; at = at.getNextException()) {
            ServerErrorMessage server = at instanceof PSQLException sent ? sent.getServerErrorMessage() : null;
            if (server != null && server.getConstraint() != null) {
                return server.getConstraint();
            }
        }
        return null;
    }
}
