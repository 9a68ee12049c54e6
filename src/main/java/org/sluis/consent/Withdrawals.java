package org.sluis.consent;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Rows;
import org.sluis.party.Caller;

/** Takes a consent or a refusal back (GDPR art. 7(3)): as easy as giving it, and answered only when it holds. */
public final class Withdrawals {
    private final Ledger ledger;
    private final Clock clock;
    private final Drain drain;

    public Withdrawals(Ledger ledger, Clock clock, Drain drain) {
        this.ledger = ledger;
        this.clock = clock;
        this.drain = drain;
    }

    /** What came of it. @param withdrawnAt when it was first withdrawn */
    public record Withdrawn(UUID consent, Instant withdrawnAt, Drain.Drained drained) {}

    private record Taken(UUID subject, Instant at) {}

    /**
     * Commits the withdrawal on the subject's row alone, then drains, then answers: once it has answered, nothing that
     * needs this consent leaves. Asked again it answers the same, with what is to be said of it by then.
     *
     * @throws Refused NOT_FOUND for a consent that is not of this school's pupils, the same as for none
     */
    public Withdrawn withdraw(Caller caller, UUID consent) {
        Taken taken = new Rejections(ledger, clock)
                .recorded(caller, () -> ledger.alone(caller.tenant(), session -> take(session, caller, consent)));
        return new Withdrawn(consent, taken.at(), drain.drain(caller.tenant(), taken.subject(), consent, taken.at()));
    }

    /** A repeat records nothing, so its transaction is rolled back. */
    private Taken take(Ledger.Session session, Caller caller, UUID consent) {
        Connection connection = session.connection();
        SubjectGate gate = SubjectGate.passFor(
                        connection, caller.tenant(), caller.party().value(), consent)
                .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
        Optional<Instant> before = Rows.one(
                connection,
                "SELECT withdrawn_at FROM consent_withdrawal WHERE tenant = ? AND consent = ?",
                row -> Rows.instant(row, "withdrawn_at"),
                caller.tenant(),
                consent);
        return new Taken(gate.subject(), before.orElseGet(() -> take(session, caller, consent, gate)));
    }

    /** By the database's clock, as what it stops is: the two are compared in the answer. */
    private Instant take(Ledger.Session session, Caller caller, UUID consent, SubjectGate gate) {
        UUID event = session.record(Event.of(EventKind.CONSENT_WITHDRAWN, caller.tenant(), clock.instant())
                        .about(gate.subject())
                        .with("consent", consent)
                        .with("school", caller.party())
                        .with("client", caller.client())
                        .with("subject-version", gate.version()))
                .entry();
        return Rows.query(
                        session.connection(),
                        """
                        INSERT INTO consent_withdrawal (tenant, consent, withdrawn_at, withdrawn_by, event)
                        VALUES (?, ?, clock_timestamp(), ?, ?) RETURNING withdrawn_at""",
                        row -> Rows.instant(row, "withdrawn_at"),
                        caller.tenant(),
                        consent,
                        caller.client(),
                        event)
                .get(0);
    }
}
