package org.sluis.delivery;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.sluis.audit.Ledger;
import org.sluis.consent.Drain;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;

/**
 * What a withdrawal waits for after its commit: every waiting disclosure about the subject is cleared anew, and every
 * send that was under way has ended or run out of its lease. Then what had gone, or perhaps had, is recalled, and then, and
 * only then, is the withdrawal answered: within 20 s, for no lease is longer than that ({@link Outbox#LEASE}).
 */
final class DrainOutbox implements Drain {
    /** From before the first look on: by then every lease that was there is over. */
    private static final Duration PATIENCE = Outbox.LEASE.plusMillis(500);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final String COVERED =
            " FROM outbox o JOIN consent c ON c.tenant = o.tenant AND c.subject = o.subject"
                    + " AND c.purpose = o.purpose JOIN party p ON p.tenant = o.tenant AND p.id = o.recipient"
                    + " AND (c.recipient = p.id OR c.recipient_kind = p.kind)"
                    + " WHERE o.recalls IS NULL AND o.tenant = ? AND c.id = ? AND ";

    private final Transactions transactions;
    private final Ledger ledger;
    private final Claim claim;
    private final Clearance clearance;
    private final Recalls recalls;

    DrainOutbox(Transactions transactions, Ledger ledger, Claim claim, Clearance clearance, Recalls recalls) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.claim = claim;
        this.clearance = clearance;
        this.recalls = recalls;
    }

    @Override
    public Drained drain(String tenant, UUID subject, UUID consent, Instant withdrawnAt) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        stopWaiting(tenant, subject);
        while (underWay(tenant, subject) > 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        stopWaiting(tenant, subject);
        recall(tenant, consent);
        return transactions.within(tenant, connection -> {
            List<UUID> stopped = covered(
                    connection,
                    tenant,
                    consent,
                    "o.state IN ('stopped', 'held') AND NOT " + Gone.UNCERTAIN + " AND o.settled_at >= ?",
                    withdrawnAt);
            List<UUID> gone = covered(connection, tenant, consent, "o.state = 'delivered'");
            List<UUID> uncertain = covered(connection, tenant, consent, "o.state <> 'delivered' AND " + Gone.UNCERTAIN);
            return new Drained(stopped, gone, uncertain, recallsOf(connection, tenant, subject, gone, uncertain));
        });
    }

    /** Decides anew about everything that waits about this subject; what is under way is left alone. */
    void stopWaiting(String tenant, UUID subject) {
        List<UUID> waiting = transactions.within(tenant, connection -> Outbox.waitingFor(connection, tenant, subject));
        waiting.forEach(disclosure -> claim.stopUnlessPermitted(tenant, disclosure));
    }

    /** Withdrawals whose answer never came to recalling, because their node went away in between. */
    void catchUp(String tenant) {
        record Left(UUID consent, UUID subject, Instant at) {}
        List<Left> left = transactions.within(
                tenant,
                connection -> Rows.query(
                        connection,
                        "SELECT w.consent, c.subject, w.withdrawn_at FROM consent_withdrawal w"
                                + " JOIN consent c ON c.tenant = w.tenant AND c.id = w.consent WHERE w.tenant = ?"
                                + " AND w.recalled_at IS NULL AND w.withdrawn_at < clock_timestamp() - interval '30 seconds'"
                                + " ORDER BY w.withdrawn_at LIMIT 100",
                        row -> new Left(
                                row.getObject("consent", UUID.class),
                                row.getObject("subject", UUID.class),
                                Rows.instant(row, "withdrawn_at")),
                        tenant));
        left.forEach(each -> drain(tenant, each.subject(), each.consent(), each.at()));
    }

    private int underWay(String tenant, UUID subject) {
        return transactions.within(tenant, connection -> Outbox.underWay(connection, tenant, subject));
    }

    /** Once, on however many nodes: under the row of the withdrawal. What is recalled already is not recalled again. */
    private void recall(String tenant, UUID consent) {
        boolean known = ledger.alone(tenant, session -> {
            Optional<Map<Gone, SortedSet<String>>> back = back(session.connection(), tenant, consent);
            back.ifPresent(
                    gone -> recalls.order(session, new Recalls.Because("consent", consent), Recalls.What.ERASE, gone));
            return back.isPresent();
        });
        if (known) {
            transactions.within(
                    tenant,
                    connection -> Rows.update(
                            connection,
                            "UPDATE consent_withdrawal SET recalled_at = clock_timestamp()"
                                    + " WHERE tenant = ? AND consent = ? AND recalled_at IS NULL",
                            tenant,
                            consent));
        }
    }

    /** What would not go now of what went; empty while this node cannot decide. Of a refusal that is taken back nothing. */
    private Optional<Map<Gone, SortedSet<String>>> back(Connection connection, String tenant, UUID consent) {
        Map<Gone, SortedSet<String>> back = new LinkedHashMap<>();
        boolean owed = Rows.one(
                        connection,
                        "SELECT c.effect FROM consent_withdrawal w JOIN consent c ON c.tenant = w.tenant AND c.id = w.consent"
                                + " WHERE w.tenant = ? AND w.consent = ? AND w.recalled_at IS NULL FOR UPDATE OF w",
                        row -> row.getString(1),
                        tenant,
                        consent)
                .filter("grant"::equals)
                .isPresent();
        if (!owed) {
            return Optional.of(back);
        }
        for (Gone gone : Gone.of(
                connection,
                tenant,
                covered(connection, tenant, consent, "(o.state = 'delivered' OR " + Gone.UNCERTAIN + ")"))) {
            Optional<SortedSet<String>> elements = clearance.noLonger(connection, gone);
            if (elements.isEmpty()) {
                return Optional.empty();
            }
            back.put(gone, elements.get());
        }
        return Optional.of(back);
    }

    private static List<UUID> recallsOf(
            Connection connection, String tenant, UUID subject, List<UUID> gone, List<UUID> uncertain) {
        return Rows.query(
                connection,
                "SELECT disclosure FROM outbox WHERE tenant = ? AND subject = ? AND recalls IS NOT NULL"
                        + " AND (recalls && ? OR recalls && ?) ORDER BY accepted_at, disclosure",
                row -> row.getObject(1, UUID.class),
                tenant,
                subject,
                gone.toArray(UUID[]::new),
                uncertain.toArray(UUID[]::new));
    }

    private static List<UUID> covered(
            Connection connection, String tenant, UUID consent, String condition, Object... parameters) {
        Object[] all = new Object[parameters.length + 2];
        all[0] = tenant;
        all[1] = consent;
        System.arraycopy(parameters, 0, all, 2, parameters.length);
        return Rows.query(
                connection,
                "SELECT o.disclosure" + COVERED + condition + " ORDER BY o.accepted_at",
                row -> row.getObject(1, UUID.class),
                all);
    }
}
