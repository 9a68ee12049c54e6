package org.sluis.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.sluis.consent.Drain;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;

/**
 * What a withdrawal waits for after its commit: every waiting disclosure about the subject is cleared anew, and every
 * send that was under way has ended or run out of its lease. Then, and only then, is the withdrawal answered.
 */
final class DrainOutbox implements Drain {
    private static final Duration PATIENCE = Outbox.LEASE.plusSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Transactions transactions;
    private final Claim claim;

    DrainOutbox(Transactions transactions, Claim claim) {
        this.transactions = transactions;
        this.claim = claim;
    }

    @Override
    public Drained drain(String tenant, UUID subject, UUID consent, Instant withdrawnAt) {
        stopWaiting(tenant, subject);
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (underWay(tenant, subject) > 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        stopWaiting(tenant, subject);
        return new Drained(
                list(
                        tenant,
                        consent,
                        "o.state IN ('stopped', 'held') AND NOT " + UNCERTAIN + " AND o.settled_at >= ?",
                        withdrawnAt),
                list(tenant, consent, "o.state = 'delivered'"),
                list(tenant, consent, "o.state <> 'delivered' AND " + UNCERTAIN));
    }

    /** A send whose outcome nobody knows: it was tried, and neither an answer nor a plain failure was recorded. */
    private static final String UNCERTAIN = "EXISTS (SELECT 1 FROM attempt a WHERE a.tenant = o.tenant"
            + " AND a.disclosure = o.disclosure AND (a.result IS NULL OR a.result = 'uncertain'))";

    /** Decides anew about everything that waits about this subject; what is under way is left alone. */
    void stopWaiting(String tenant, UUID subject) {
        List<UUID> waiting = transactions.within(tenant, connection -> Outbox.waitingFor(connection, tenant, subject));
        waiting.forEach(disclosure -> claim.stopUnlessPermitted(tenant, disclosure));
    }

    private int underWay(String tenant, UUID subject) {
        return transactions.within(tenant, connection -> Outbox.underWay(connection, tenant, subject));
    }

    private List<UUID> list(String tenant, UUID consent, String condition, Object... parameters) {
        Object[] all = new Object[parameters.length + 2];
        all[0] = tenant;
        all[1] = consent;
        System.arraycopy(parameters, 0, all, 2, parameters.length);
        return transactions.within(
                tenant,
                connection -> Rows.query(
                        connection,
                        "SELECT o.disclosure FROM outbox o JOIN consent c ON c.tenant = o.tenant AND c.subject = o.subject"
                                + " AND c.purpose = o.purpose JOIN party p ON p.tenant = o.tenant AND p.id = o.recipient"
                                + " AND (c.recipient = p.id OR c.recipient_kind = p.kind)"
                                + " WHERE o.tenant = ? AND c.id = ? AND " + condition + " ORDER BY o.accepted_at",
                        row -> row.getObject(1, UUID.class),
                        all));
    }
}
