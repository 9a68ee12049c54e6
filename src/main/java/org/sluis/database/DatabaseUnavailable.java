package org.sluis.database;

/**
 * The database cannot be reached, is shutting down, has no free connection, or cannot do its work: a full disk, a read or write
 * that fails. Nothing is known to be wrong with the work itself: answer 503 and let the caller try again.
 */
public final class DatabaseUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean commitUnknown;

    DatabaseUnavailable(String sqlState, boolean commitUnknown) {
        super("database unavailable (SQLSTATE " + sqlState + (commitUnknown ? "), commit unknown" : ")"));
        this.commitUnknown = commitUnknown;
    }

    /** True when the connection broke during COMMIT: the work may or may not have been recorded. */
    public boolean commitUnknown() {
        return commitUnknown;
    }
}
