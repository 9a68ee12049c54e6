package org.sluis.asking;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.consent.DoNotAsk;
import org.sluis.consent.Rejections;
import org.sluis.database.Rows;
import org.sluis.law.Law;
import org.sluis.party.Caller;

/**
 * Makes the code that a professional hands to the person before them, whose identity they verified. It is told once, kept
 * as a keyed hash, good for one answer and for 24 hours by the database's clock; a newer one takes its place.
 */
final class Codes {
    private static final String WRITE = """
            INSERT INTO answer_code (tenant, invitation, handle, key_epoch, hash, verified, by, until, event)
            VALUES (?, ?, ?, ?, ?, ?, ?, clock_timestamp() + interval '24 hours', ?)
            ON CONFLICT (tenant, invitation) DO UPDATE SET handle = EXCLUDED.handle, key_epoch = EXCLUDED.key_epoch,
                hash = EXCLUDED.hash, verified = EXCLUDED.verified, by = EXCLUDED.by, until = EXCLUDED.until,
                tries = 0, event = EXCLUDED.event
            RETURNING until""";

    private final Ledger ledger;
    private final Ids ids;
    private final Clock clock;
    private final Law law;
    private final CodeHash hashes;
    private final DoNotAsk doNotAsk;
    private final RequestRows rows;

    Codes(Ledger ledger, Ids ids, Clock clock, Law law, CodeHash hashes, DoNotAsk doNotAsk, RequestRows rows) {
        this.ledger = ledger;
        this.ids = ids;
        this.clock = clock;
        this.law = law;
        this.hashes = hashes;
        this.doNotAsk = doNotAsk;
        this.rows = rows;
    }

    /** @param code for the person; it is not told again */
    record Made(String code, Instant until) {
        /** Shows nothing. */
        @Override
        public String toString() {
            return "Made";
        }
    }

    /**
     * A code for one person. Of someone who must not be asked it looks and takes the same, and opens nothing.
     *
     * @throws Refused NOT_FOUND for a request that is not this school's; CONSENT_NOT_VALID for someone who is not asked, who
     *     answered, or after the last day
     */
    Made make(Caller caller, UUID request, CodeForm form) {
        return new Rejections(ledger, clock)
                .recorded(caller, () -> ledger.alone(caller.tenant(), session -> make(session, caller, request, form)));
    }

    private Made make(Ledger.Session session, Caller caller, UUID id, CodeForm form) {
        Connection connection = session.connection();
        LocalDate today = law.day(clock.instant());
        AskedRequest request = rows.of(connection, caller, id).orElseThrow(() -> new Refused(Reason.NOT_FOUND));
        Invitation invitation = rows.invitations(connection, caller.tenant(), id).stream()
                .filter(form::means)
                .findFirst()
                .orElseThrow(() -> new Refused(Reason.CONSENT_NOT_VALID, "/grantor:not-asked"));
        if (invitation.answered()) {
            throw new Refused(Reason.CONSENT_NOT_VALID, "/grantor:answered");
        } else if (request.overOn(today)) {
            throw new Refused(Reason.CONSENT_NOT_VALID, "/grantor:expired");
        }
        boolean opens = !doNotAsk.about(
                connection,
                caller.tenant(),
                request.subject(),
                invitation.holder(),
                request.purposes(),
                request.recipients(),
                today);
        Code told = Code.fresh(ids);
        Code untold = told.untold(ids); // made for everybody, so that both take the same
        String epoch = hashes.epoch();
        byte[] hash = hashes.hash(epoch, caller.tenant(), invitation.id(), opens ? told : untold);
        UUID event = session.record(Event.of(EventKind.ANSWER_CODE_MADE, caller.tenant(), clock.instant())
                        .about(request.subject())
                        .with("request", id)
                        .with("invitation", invitation.id())
                        .with("school", caller.party())
                        .with("client", caller.client())
                        .with("by", form.by())
                        .with("verified", form.verified())
                        .with("opens", opens))
                .entry();
        Instant until = Rows.query(
                        connection,
                        WRITE,
                        row -> Rows.instant(row, "until"),
                        caller.tenant(),
                        invitation.id(),
                        told.handle(),
                        epoch,
                        hash,
                        form.verified(),
                        form.by(),
                        event)
                .get(0);
        return new Made(told.told(), until);
    }
}
