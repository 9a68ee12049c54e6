package org.sluis.audit;

import java.sql.Connection;

/**
 * The one writer of the log. What is not in the log did not happen: every change of the business runs inside a unit, and
 * a unit that records no event is rolled back.
 */
public interface Ledger {

    /**
     * Group commit: units in flight at the same moment share one transaction. For units that wait for no lock another
     * transaction may hold. When one unit breaks a constraint the batch is replayed one by one.
     *
     * @return after the commit, the receipt of the unit's event
     * @throws org.sluis.canonical.Refused LOG_UNAVAILABLE when the commit failed or its outcome is unknown; whatever the
     *     unit itself threw, unchanged, when only that unit failed
     */
    AuditReceipt commit(Unit unit);

    /**
     * One transaction of its own, READ COMMITTED, for work that takes row locks (claims, withdrawals). Rolled back unless
     * the work recorded at least one event.
     */
    <T> T alone(String tenant, Work<T> work);

    /** One event and the rows that stand or fall with it. */
    interface Unit {
        Event event();

        /** Writes the rows; the entry's id is there for their foreign keys. */
        void write(Connection connection, AuditReceipt receipt);
    }

    /** Work under locks. */
    interface Work<T> {
        T run(Session session);
    }

    /** A transaction that can record. */
    interface Session {
        Connection connection();

        /** Writes the event into this transaction; the receipt is a promise that only the commit makes true. */
        AuditReceipt record(Event event);
    }
}
