package org.sluis.delivery;

import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.sluis.audit.AuditReceipt;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Reason;
import org.sluis.database.Writes;
import org.sluis.keys.KeyDestroyed;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.RecipientKey;
import org.sluis.party.Reception;

/**
 * Clears a recall: no decision, for it discloses nothing; its recipient's row is held, so that it is sealed to a key that counts.
 * Where nothing may be sent there now it is not given up but waits for a person.
 */
final class ClaimRecall {
    private final SendLocks locks;
    private final KeyFolder keys;
    private final Clock clock;

    ClaimRecall(SendLocks locks, KeyFolder keys, Clock clock) {
        this.locks = locks;
        this.keys = keys;
        this.clock = clock;
    }

    /** Leased; or nothing, where it waits for a person now. */
    Optional<Leased> clear(Ledger.Session session, Outbox.Due due, WaitingRecall row, long deadline) {
        Connection connection = session.connection();
        Reception to = locks.recipient(connection, row).receives();
        if (to == null || !to.reachable(clock.instant())) {
            return park(session, row, Reason.RECIPIENT_WITHOUT_KEY);
        }
        if (!locks.connectorOpen(row.tenant(), to.connector())) {
            return park(session, row, Reason.CONNECTOR_CLOSED);
        }
        Optional<RecallTask> task = task(connection, row);
        if (task.isEmpty()) {
            return park(session, row, Reason.DISCLOSURE_FAILED);
        }
        Event cleared = row.of(Event.of(EventKind.RECALL_CLEARED, row.tenant(), clock.instant()))
                .with("attempt", row.attempts() + 1);
        RecipientKey key = to.sealTo();
        AuditReceipt receipt = session.record(key == null ? cleared : cleared.with("sealed-to", key.thumbprint()));
        Writes.now(connection, writes -> Outbox.lease(writes, due, receipt.entry()));
        return Optional.of(new ClearedRecall(row, task.get(), to, due.leaseEnd(), deadline));
    }

    /** Without the recipient's ids where the key that they are under is gone; nothing where the row was changed. */
    private Optional<RecallTask> task(Connection connection, WaitingRecall row) {
        List<String> issued = List.of();
        for (int look = 0; look < 2; look++) {
            try {
                issued = Accepted.issued(connection, keys, row.tenant(), row.recalls());
                break;
            } catch (KeyDestroyed gone) {
                continue; // perhaps it was wrapped anew
            }
        }
        try {
            return Optional.of(new RecallTask(row, issued));
        } catch (IllegalArgumentException changed) {
            return Optional.empty();
        }
    }

    private Optional<Leased> park(Ledger.Session session, WaitingRecall row, Reason reason) {
        session.record(row.of(Event.of(EventKind.DELIVERY_PARKED, row.tenant(), clock.instant()))
                .with("attempt", row.attempts())
                .with("reason", reason.code()));
        Outbox.park(session.connection(), row.tenant(), row.disclosure(), reason);
        return Optional.empty();
    }
}
