package org.sluis.vault;

import java.sql.Connection;
import org.sluis.database.Rows;

/**
 * Whoever writes what is wrapped or marked under an epoch passes here first and then asks which epoch is current; whoever
 * makes a new epoch closes it meanwhile. So nothing is ever written under an epoch that was superseded before.
 */
public final class EpochGate {
    private static final long NUMBER = 0x536c756973L;
    /** To be asked of the database in any statement before the first row is written; it holds until the transaction ends. */
    public static final String PASS = "pg_advisory_xact_lock_shared(" + NUMBER + ")";

    private static final String PATIENCE = "1s";

    private EpochGate() {}

    /** Waits while an epoch is being made. */
    public static void pass(Connection connection) {
        Rows.query(connection, "SELECT " + PASS, row -> true);
    }

    /**
     * Waits for everyone who passed, keeps everyone else out until the transaction ends, and gives up after a second, so that
     * nobody who records waits longer than that.
     *
     * @throws org.sluis.database.SqlFailed when it gave up
     */
    public static void close(Connection connection) {
        Rows.query(connection, "SELECT set_config('lock_timeout', ?, true)", row -> true, PATIENCE);
        Rows.query(connection, "SELECT pg_advisory_xact_lock(" + NUMBER + ")", row -> true);
    }
}
