package org.sluis.delivery;

import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.sluis.audit.AuditReceipt;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.FailPoint;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Reason;
import org.sluis.database.Transactions;
import org.sluis.database.Writes;
import org.sluis.keys.RecipientKey;
import org.sluis.party.Reception;
import org.sluis.policy.KeptDecision;

/**
 * Takes rows of the outbox and clears them: decide again, record the attempt, lease it; one transaction. What is no
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

    /** @param found whether anything was due @param cleared what may leave now; without what ended instead */
    record Step(boolean found, List<Leased> cleared) {
        static final Step NOTHING = new Step(false, List.of());
        static final Step ENDED = new Step(true, List.of());
    }

    /** What was decided about a row, and the entry that says so. */
    private record Looked(Waiting row, Clearance.Result result, Event event) {}

    Claim(Transactions transactions, Ledger ledger, Clearance clearance, Clock clock) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.clearance = clearance;
        this.recalls = clearance.recalls();
        this.clock = clock;
    }

    /** For whom something waits, and whether the time of something is over. */
    Outbox.ToDo toDo(String tenant) {
        return transactions.within(tenant, connection -> Outbox.toDo(connection, tenant));
    }

    /** The next due rows for this recipient, cleared, or what became of them. @param most of them */
    Step next(String tenant, PartyId recipient, int most) {
        long deadline = System.nanoTime() + SEND_BUDGET.toNanos();
        return ledger.alone(tenant, session -> {
            List<Outbox.Due> due = Outbox.lockDue(session.connection(), tenant, recipient, most);
            if (due.isEmpty()) {
                return Step.NOTHING;
            }
            FailPoint.reach("after-claim-lock");
            Optional<SendLocks.Held> held = clearance.hold(session.connection(), tenant, recipient);
            return held.isEmpty() ? Step.NOTHING : new Step(true, clear(session, held.get(), due, deadline));
        });
    }

    /** Ends the row that waits longest beyond its time; whether there was one. Its sender is told. */
    boolean expireNext(String tenant) {
        return ledger.alone(tenant, session -> {
            Optional<Queued> row = Outbox.lockExpired(session.connection(), tenant);
            row.ifPresent(late -> {
                session.record(event(EventKind.DELIVERY_EXPIRED, late).with("attempt", late.attempts()));
                Writes.now(
                        session.connection(),
                        writes -> Outbox.end(writes, late, "expired", Reason.NOT_DELIVERED_IN_TIME));
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
        Optional<Looked> looked = clearance
                .hold(session.connection(), row.tenant(), row.recipient())
                .map(held -> look(session.connection(), held, row));
        if (looked.isPresent() && looked.get().result().reason() != null) {
            AuditReceipt receipt = session.record(looked.get().event());
            Writes.now(session.connection(), writes -> end(writes, looked.get(), receipt));
        }
        return looked.isPresent() && looked.get().result().reason() == null;
    }

    /** All are decided before anything is written; entries and rows are written together. */
    private List<Leased> clear(Ledger.Session session, SendLocks.Held held, List<Outbox.Due> due, long deadline) {
        List<Leased> leased = new ArrayList<>();
        Map<Outbox.Due, Looked> looked = new LinkedHashMap<>();
        for (Outbox.Due each : due) {
            if (each.row() instanceof WaitingRecall recall) {
                recalls.clear(session, each, recall, deadline).ifPresent(leased::add);
            } else {
                looked.put(each, look(session.connection(), held, (Waiting) each.row()));
            }
        }
        Iterator<AuditReceipt> receipts = session.record(
                        looked.values().stream().map(Looked::event).toList())
                .iterator();
        Writes.now(
                session.connection(),
                writes -> looked.forEach((each, decided) -> {
                    AuditReceipt receipt = receipts.next();
                    Reception to = decided.result().to();
                    if (to == null || decided.result().reason() != null) {
                        end(writes, decided, receipt);
                    } else {
                        keep(writes, decided, receipt);
                        Outbox.lease(writes, each, receipt.entry());
                        leased.add(new Cleared(decided.row(), to, each.leaseEnd(), deadline));
                    }
                }));
        FailPoint.reach("before-lease-commit");
        return leased;
    }

    private Looked look(Connection connection, SendLocks.Held held, Waiting row) {
        Clearance.Result result = clearance.decide(connection, held, row);
        Reason reason = result.reason();
        EventKind ended = result.outcome() == Outcome.HOLD ? EventKind.DELIVERY_HELD : EventKind.DELIVERY_STOPPED;
        Event event =
                event(reason == null ? EventKind.DELIVERY_CLEARED : ended, row).with("rows", result.rows());
        if (reason != null) {
            event = event.with("reason", reason.code());
        } else {
            RecipientKey key =
                    Objects.requireNonNull(result.to(), "cleared for nobody").sealTo();
            event = event.with("attempt", row.attempts() + 1);
            event = key == null ? event : event.with("sealed-to", key.thumbprint());
        }
        KeptDecision kept = result.kept();
        return new Looked(row, result, kept == null ? event : kept.in(event));
    }

    private static void end(Writes writes, Looked looked, AuditReceipt receipt) {
        keep(writes, looked, receipt);
        Reason reason = Objects.requireNonNull(looked.result().reason(), "stopped for no reason");
        Outbox.end(writes, looked.row(), looked.result().outcome() == Outcome.HOLD ? "held" : "stopped", reason);
    }

    private static void keep(Writes writes, Looked looked, AuditReceipt receipt) {
        KeptDecision kept = looked.result().kept();
        if (kept != null) {
            kept.write(writes, looked.row().tenant(), looked.row().disclosure(), KeptDecision.Step.CLEAR, receipt);
        }
    }

    private Event event(EventKind kind, Queued row) {
        return row.of(Event.of(kind, row.tenant(), clock.instant()));
    }
}
