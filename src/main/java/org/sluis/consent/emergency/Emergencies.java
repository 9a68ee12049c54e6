package org.sluis.consent.emergency;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.consent.Register;
import org.sluis.consent.Rejections;
import org.sluis.consent.SubjectGate;
import org.sluis.law.Law;
import org.sluis.law.LawEmergency;
import org.sluis.party.Caller;
import org.sluis.party.Directory;
import org.sluis.party.person.Approved;
import org.sluis.party.person.FourEyes;
import org.sluis.party.person.Proposal;
import org.sluis.party.person.ProposalKind;
import org.sluis.vault.Vault;

/**
 * Breaking the glass (GDPR art. 6(1)(d) and 9(2)(c)): a professional proposes, another signs, and then the one recipient is
 * open for the one subject until its hours have passed; what may go is what law and policy name for it. It stays on the
 * list until a privacy officer who was neither of the two has signed the review.
 */
public final class Emergencies {
    private final Ledger ledger;
    private final Ids ids;
    private final Clock clock;
    private final Law law;
    private final Directory directory;
    private final FourEyes fourEyes;
    private final Register register;
    private final EmergencyRows rows;

    Emergencies(
            Ledger ledger,
            Ids ids,
            Clock clock,
            Law law,
            Directory directory,
            FourEyes fourEyes,
            Register register,
            Vault vault) {
        this.ledger = ledger;
        this.ids = ids;
        this.clock = clock;
        this.law = law;
        this.directory = directory;
        this.fourEyes = fourEyes;
        this.register = register;
        this.rows = new EmergencyRows(vault);
    }

    /** @param expiresAt when the glass is whole again, by the database's clock */
    public record Opened(UUID emergency, Instant expiresAt) {}

    /** @throws Refused as {@link EmergencyForm#check}; NOT_FOUND for a pupil that is not this school's; PROPOSER_UNKNOWN */
    public Proposal propose(Caller caller, EmergencyForm form) {
        return recorded(caller, session -> {
            form.check(known());
            Connection connection = session.connection();
            UUID subject = register.subject(connection, caller, form.subject())
                    .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
            if (directory
                    .find(connection, caller.tenant(), new PartyId(form.recipient()))
                    .isEmpty()) {
                throw new Refused(Reason.CONSENT_NOT_VALID, "/recipient:unknown");
            }
            return fourEyes.propose(
                    session,
                    caller,
                    ProposalKind.BREAK_GLASS,
                    form.content(subject, rows.sealed(connection, caller.tenant(), subject, form.note())));
        });
    }

    /**
     * Opens what a second person signed; asked again it answers the same.
     *
     * @throws Refused NOT_APPROVED while nobody has, and once the approval is older than a day
     */
    public Opened open(Caller caller, UUID proposal) {
        return recorded(caller, session -> {
            Connection connection = session.connection();
            Optional<Opened> before = rows.opened(connection, caller, proposal);
            return before.orElseGet(
                    () -> open(session, caller, approved(connection, caller, ProposalKind.BREAK_GLASS, proposal)));
        });
    }

    private Opened open(Ledger.Session session, Caller caller, Approved approved) {
        EmergencyRows.Asked asked = rows.asked(session.connection(), caller.tenant(), approved.proposal());
        SubjectGate gate = SubjectGate.pass(
                        session.connection(), caller.tenant(), caller.party().value(), asked.subject())
                .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
        UUID emergency = ids.next();
        UUID event = session.record(event(EventKind.EMERGENCY_OPENED, caller, gate, emergency)
                        .with("proposal", approved.proposal().id())
                        .with("professional", approved.proposal().proposedBy())
                        .with("second-person", approved.approver())
                        .with("recipient", asked.recipient())
                        .with("reason", asked.reason())
                        .with("hours", asked.hours())
                        .committing("note", asked.note().getBytes(US_ASCII)))
                .entry();
        return rows.open(session.connection(), caller, emergency, asked, approved, event);
    }

    /** @throws Refused NOT_FOUND for an emergency that is not this school's */
    public Proposal proposeReview(Caller caller, UUID emergency, ReviewForm form) {
        return recorded(caller, session -> {
            Connection connection = session.connection();
            UUID subject = rows.find(connection, caller, emergency)
                    .orElseThrow(() -> new Refused(Reason.NOT_FOUND))
                    .subject();
            String note = rows.sealed(connection, caller.tenant(), subject, form.note());
            return fourEyes.propose(session, caller, ProposalKind.BREAK_GLASS_REVIEW, form.content(emergency, note));
        });
    }

    /**
     * Closes an emergency by a review that was signed; what is left of its time ends with it.
     *
     * @throws Refused NOT_APPROVED; SAME_PERSON where the reviewer is one of the two who opened it; NOT_FOUND
     */
    public void close(Caller caller, UUID emergency, UUID proposal) {
        recorded(caller, session -> {
            Connection connection = session.connection();
            EmergencyRows.Emergency found =
                    rows.find(connection, caller, emergency).orElseThrow(() -> new Refused(Reason.NOT_FOUND));
            Approved review = approved(connection, caller, ProposalKind.BREAK_GLASS_REVIEW, proposal);
            EmergencyRows.Reviewed reviewed = rows.reviewed(connection, found, caller.tenant(), review.proposal());
            if (!reviewed.emergency().equals(emergency)) {
                throw new Refused(Reason.NOT_APPROVED);
            } else if (Set.of(found.professional(), found.secondPerson()).contains(review.approver())) {
                throw new Refused(Reason.SAME_PERSON);
            } else if (found.closedAt() == null) {
                close(session, caller, found, review, reviewed);
            }
            return emergency;
        });
    }

    private void close(
            Ledger.Session session,
            Caller caller,
            EmergencyRows.Emergency found,
            Approved review,
            EmergencyRows.Reviewed reviewed) {
        SubjectGate gate = SubjectGate.pass(
                        session.connection(), caller.tenant(), caller.party().value(), found.subject())
                .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
        UUID event = session.record(event(EventKind.EMERGENCY_CLOSED, caller, gate, found.id())
                        .with("proposal", review.proposal().id())
                        .with("reviewer", review.approver())
                        .with("notice", reviewed.noticeGiven() ? "given" : "withheld")
                        .with("notice-on", reviewed.noticeOn())
                        .with("justified", reviewed.justified())
                        .committing("note", reviewed.note().getBytes(US_ASCII)))
                .entry();
        rows.close(session.connection(), caller, found, reviewed, review, event);
    }

    /** Every emergency of this school, the newest first. */
    public List<EmergencyRows.Emergency> all(Connection connection, Caller caller) {
        return rows.all(connection, caller);
    }

    private Approved approved(Connection connection, Caller caller, ProposalKind kind, UUID proposal) {
        return fourEyes.approved(connection, caller, kind, proposal)
                .orElseThrow(() -> new Refused(Reason.NOT_APPROVED));
    }

    private LawEmergency known() {
        @Nullable LawEmergency emergency = law.settings().emergency();
        if (emergency == null) {
            throw new Refused(Reason.GROUND_NOT_MET);
        }
        return emergency;
    }

    private <T> T recorded(Caller caller, Ledger.Work<T> unit) {
        return new Rejections(ledger, clock).recorded(caller, () -> ledger.alone(caller.tenant(), unit));
    }

    private Event event(EventKind kind, Caller caller, SubjectGate gate, UUID emergency) {
        return Event.of(kind, caller.tenant(), clock.instant())
                .about(gate.subject())
                .with("emergency", emergency)
                .with("school", caller.party())
                .with("client", caller.client())
                .with("subject-version", gate.version());
    }
}
