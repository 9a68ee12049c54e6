package org.sluis.delivery;

import java.time.Clock;
import java.time.Duration;
import org.sluis.audit.AuditReceipt;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.FailPoint;
import org.sluis.canonical.Ids;
import org.sluis.canonical.Reason;
import org.sluis.database.Writes;

/**
 * Writes down what became of a send. Fenced: a worker whose lease another has taken over changes nothing but the record
 * of its own attempt.
 */
final class Settle {
    private static final int TRIES_WHEN_REFUSED = 3;
    private static final long LONGEST_MILLIS = Duration.ofHours(1).toMillis();

    private final Ledger ledger;
    private final Clock clock;
    private final Ids ids;

    Settle(Ledger ledger, Clock clock, Ids ids) {
        this.ledger = ledger;
        this.clock = clock;
        this.ids = ids;
    }

    void delivered(Leased cleared) {
        Event succeeded = event(EventKind.DELIVERY_SUCCEEDED, cleared);
        ledger.commit(new Ledger.Unit() {
            @Override
            public Event event() {
                return succeeded;
            }

            @Override
            public void write(Writes writes, AuditReceipt receipt) {
                Outbox.result(writes, cleared, "delivered");
                Outbox.delivered(writes, cleared);
                FailPoint.reach("before-result-commit");
            }
        });
        FailPoint.reach("after-result-commit");
    }

    /** The payload does not open: its key is gone, or the row was changed. Nothing can be sent, now or later. */
    void unreadable(Leased cleared) {
        ledger.alone(cleared.tenant(), session -> {
            boolean own = Outbox.lockOwn(session.connection(), cleared);
            session.record(event(EventKind.DELIVERY_FAILED, cleared).with("kind", "UNREADABLE"));
            Outbox.result(session.connection(), cleared, "failed");
            if (own) {
                park(session, cleared, Reason.DISCLOSURE_FAILED);
            }
            return own;
        });
    }

    void notSent(Leased cleared, Sender.NotSent.Kind kind) {
        ledger.alone(cleared.tenant(), session -> {
            boolean own = Outbox.lockOwn(session.connection(), cleared);
            boolean uncertain = kind == Sender.NotSent.Kind.UNCERTAIN;
            session.record(event(uncertain ? EventKind.DELIVERY_UNCERTAIN : EventKind.DELIVERY_FAILED, cleared)
                    .with("kind", kind));
            Outbox.result(session.connection(), cleared, uncertain ? "uncertain" : "failed");
            int attempts = cleared.lease().row().attempts() + 1;
            if (own && kind == Sender.NotSent.Kind.REFUSED && attempts >= TRIES_WHEN_REFUSED) {
                park(session, cleared, Reason.RECIPIENT_PROFILE_NOT_MET);
            } else if (own) {
                Outbox.waitAgain(session.connection(), cleared, backOff(attempts));
            }
            return own;
        });
    }

    private void park(Ledger.Session session, Leased cleared, Reason reason) {
        session.record(event(EventKind.DELIVERY_PARKED, cleared).with("reason", reason.code()));
        Outbox.park(session.connection(), cleared.tenant(), cleared.disclosure(), reason);
    }

    /** Doubles from a second to an hour, half of it by chance so that recipients are not met by a crowd. */
    Duration backOff(int attempts) {
        long full = Math.min(LONGEST_MILLIS, 1000L << Math.min(attempts - 1, 20));
        int chance = ids.bytes(1)[0] & 0xFF;
        return Duration.ofMillis(full / 2 + full * chance / 512);
    }

    private Event event(EventKind kind, Leased cleared) {
        return cleared.lease()
                .row()
                .of(Event.of(kind, cleared.tenant(), clock.instant()))
                .with("attempt", cleared.lease().row().attempts() + 1);
    }
}
