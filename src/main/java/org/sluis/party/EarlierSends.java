package org.sluis.party;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.sluis.canonical.PartyId;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;

/**
 * What is under way to a party and was cleared before this moment, by the database's clock. A send is cleared under the party's row:
 * what is cleared after a change of that row knows the change.
 */
final class EarlierSends {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Transactions transactions;
    private final String tenant;
    private final PartyId party;
    private final Instant now;

    EarlierSends(Transactions transactions, String tenant, PartyId party) {
        this.transactions = transactions;
        this.tenant = tenant;
        this.party = party;
        this.now = transactions.within(tenant, connection -> Rows.query(
                        connection, "SELECT clock_timestamp() AS now", row -> Rows.instant(row, "now"))
                .get(0));
    }

    /** Returns when there is none; each ends with its lease, if not before. */
    void end() {
        while (underWay()) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private boolean underWay() {
        return transactions.within(tenant, connection -> !Rows.query(
                        connection,
                        "SELECT 1 FROM outbox o JOIN attempt a ON a.tenant = o.tenant AND a.disclosure = o.disclosure"
                                + " AND a.fence = o.fence WHERE o.tenant = ? AND o.recipient = ? AND o.state = 'sending'"
                                + " AND o.lease_until >= clock_timestamp() AND a.cleared_at <= ? LIMIT 1",
                        row -> 1,
                        tenant,
                        party.value(),
                        now)
                .isEmpty());
    }
}
