package org.sluis.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.sluis.consent.Drain;
import org.sluis.database.Transactions;

/** Waits for leases and touches no waiting row: what is left between a send and a withdrawal is the subject's lock. */
record WaitsForLeases(Transactions transactions) implements Drain {
    @Override
    public Drained drain(String tenant, UUID subject, UUID consent, Instant withdrawnAt) {
        while (transactions.within(tenant, connection -> Outbox.underWay(connection, tenant, subject)) > 0) {
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
        return new Drained(List.of(), List.of(), List.of(), List.of());
    }
}
