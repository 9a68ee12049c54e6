package org.sluis.delivery;

import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.AuditReceipt;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.FailPoint;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Reason;
import org.sluis.database.Transactions;
import org.sluis.keys.RecipientKey;
import org.sluis.party.Reception;
import org.sluis.policy.KeptDecision;

/**
 * Takes one row of the outbox and clears it: decide again, record the attempt, lease it; one transaction. What is no
 * longer permitted ends here, its payload destroyed.
 */
final class Claim {
    /** How long a send may last, from before the claim: less than the lease, so that none outlives it. */
    static final Duration SEND_BUDGET = Duration.ofSeconds(15);

    private final Transactions transactions;
    private final Ledger ledger;
    private final Clearance clearance;
    private final Clock clock;
    private final ClaimRecall recalls;

    /** @param cleared null when the row that was found ended instead */
    record Step(boolean found, @Nullable Leased cleared) {
        static final Step NOTHING = new Step(false, null);
        static final Step ENDED = new Step(true, null);
    }

    Claim(Transactions transactions, Ledger ledger, Clearance clearance, Clock clock) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.clearance = clearance;
        this.recalls = clearance.recalls();
        this.clock = clock;
    }

    /** For whom something waits. */
    List<PartyId> recipients(String tenant) {
        return transactions.within(tenant, connection -> Outbox.recipients(connection, tenant));
    }

    /** The next due row for this recipient, cleared, or what became of it. */
    Step next(String tenant, PartyId recipient) {
        long deadline = System.nanoTime() + SEND_BUDGET.toNanos();
        return ledger.alone(tenant, session -> {
            Optional<Queued> row = Outbox.lockNextDue(session.connection(), tenant, recipient);
            if (row.isEmpty()) {
                return Step.NOTHING;
            }
            FailPoint.reach("after-claim-lock");
            return claim(session, row.get(), deadline);
        });
    }

    /** Ends the row that waits longest beyond its time; whether there was one. Its sender is told. */
    boolean expireNext(String tenant) {
        return ledger.alone(tenant, session -> {
            Optional<Queued> row = Outbox.lockExpired(session.connection(), tenant);
            row.ifPresent(late -> {
                session.record(event(EventKind.DELIVERY_EXPIRED, late).with("attempt", late.attempts()));
                Outbox.end(session.connection(), tenant, late.disclosure(), "expired", Reason.NOT_DELIVERED_IN_TIME);
            });
            return row.isPresent();
        });
    }

    /** Ends the row if it waits or is parked and is no longer permitted; leaves it as it is otherwise. */
    void stopUnlessPermitted(String tenant, UUID disclosure) {
        ledger.alone(tenant, session -> {
            Connection connection = session.connection();
            Optional<Queued> row = Outbox.lockWaiting(connection, tenant, disclosure);
            row.ifPresent(waiting -> stopUnlessPermitted(session, waiting));
            return Step.NOTHING;
        });
    }

    /** The same of a row that this transaction holds; whether it is permitted, as far as this node can decide. */
    boolean stopUnlessPermitted(Ledger.Session session, Queued queued) {
        if (!(queued instanceof Waiting row)) {
            return true; // a recall discloses nothing
        }
        Clearance.Result result = clearance.decide(session.connection(), row);
        if (result != null && result.reason() != null) {
            end(session, row, result, result.reason());
        }
        return result != null && result.reason() == null;
    }

    private Step claim(Ledger.Session session, Queued row, long deadline) {
        return row instanceof WaitingRecall recall
                ? recalls.clear(session, recall, deadline)
                : clear(session, (Waiting) row, deadline);
    }

    private Step clear(Ledger.Session session, Waiting row, long deadline) {
        Clearance.Result result = clearance.decide(session.connection(), row);
        if (result == null) {
            return Step.NOTHING;
        }
        Reception to = result.to();
        if (to == null || result.reason() != null) {
            end(session, row, result, Objects.requireNonNull(result.reason(), "stopped for no reason"));
            return Step.ENDED;
        }
        Event cleared = event(EventKind.DELIVERY_CLEARED, row)
                .with("rows", result.rows())
                .with("attempt", row.attempts() + 1);
        RecipientKey key = to.sealTo();
        AuditReceipt receipt =
                record(session, row, result, key == null ? cleared : cleared.with("sealed-to", key.thumbprint()));
        Instant leaseEnd = Outbox.lease(session.connection(), row, receipt.entry());
        FailPoint.reach("before-lease-commit");
        return new Step(true, new Cleared(row, to, leaseEnd, deadline));
    }

    private void end(Ledger.Session session, Waiting row, Clearance.Result result, Reason reason) {
        boolean held = result.outcome() == Outcome.HOLD;
        Event ended = event(held ? EventKind.DELIVERY_HELD : EventKind.DELIVERY_STOPPED, row)
                .with("reason", reason.code())
                .with("rows", result.rows());
        record(session, row, result, ended);
        Outbox.end(session.connection(), row.tenant(), row.disclosure(), held ? "held" : "stopped", reason);
    }

    private static AuditReceipt record(Ledger.Session session, Waiting row, Clearance.Result result, Event event) {
        KeptDecision kept = result.kept();
        if (kept == null) {
            return session.record(event);
        }
        AuditReceipt receipt = session.record(kept.in(event));
        kept.write(session.connection(), row.tenant(), row.disclosure(), KeptDecision.Step.CLEAR, receipt);
        return receipt;
    }

    private Event event(EventKind kind, Queued row) {
        return row.of(Event.of(kind, row.tenant(), clock.instant()));
    }
}
