package org.sluis.forgetting;

import java.sql.Connection;
import java.util.UUID;
import org.sluis.audit.EventKind;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Rows;
import org.sluis.party.Caller;
import org.sluis.party.person.Approved;
import org.sluis.party.person.Proposal;
import org.sluis.party.person.ProposalKind;

/** A legal hold: while it lies on a pupil nothing about it is erased. Two privacy officers place it and two lift it. */
public final class Holds {
    private final SchoolOfficers officers;

    Holds(SchoolOfficers officers) {
        this.officers = officers;
    }

    /** @throws Refused as {@link SchoolOfficers#propose} */
    public Proposal propose(Caller caller, SubjectForm form) {
        return officers.propose(caller, ProposalKind.LEGAL_HOLD, form);
    }

    /** @throws Refused as {@link SchoolOfficers#propose} */
    public Proposal proposeLifting(Caller caller, SubjectForm form) {
        return officers.propose(caller, ProposalKind.LEGAL_HOLD_LIFTING, form);
    }

    /** @throws Refused NOT_APPROVED; NOT_FOUND; LEGAL_HOLD where one lies there already */
    public void place(Caller caller, UUID proposal) {
        officers.recorded(caller, session -> {
            Connection connection = session.connection();
            Approved approved = officers.approved(connection, caller, ProposalKind.LEGAL_HOLD, proposal);
            UUID subject = locked(connection, caller, approved);
            demandNone(connection, caller.tenant(), subject);
            UUID event = session.record(officers.event(EventKind.LEGAL_HOLD_PLACED, caller, approved)
                            .about(subject))
                    .entry();
            return Rows.update(
                    connection,
                    "INSERT INTO legal_hold (tenant, proposal, subject, event) VALUES (?, ?, ?, ?)",
                    caller.tenant(),
                    proposal,
                    subject,
                    event);
        });
    }

    /** @throws Refused NOT_APPROVED; NOT_FOUND, also where none lies there */
    public void lift(Caller caller, UUID proposal) {
        officers.recorded(caller, session -> {
            Connection connection = session.connection();
            Approved approved = officers.approved(connection, caller, ProposalKind.LEGAL_HOLD_LIFTING, proposal);
            UUID subject = locked(connection, caller, approved);
            UUID event = session.record(officers.event(EventKind.LEGAL_HOLD_LIFTED, caller, approved)
                            .about(subject))
                    .entry();
            int lifted = Rows.update(
                    connection,
                    "UPDATE legal_hold SET lifted_proposal = ?, lifted_event = ?"
                            + " WHERE tenant = ? AND subject = ? AND lifted_event IS NULL",
                    proposal,
                    event,
                    caller.tenant(),
                    subject);
            if (lifted == 0) {
                throw new Refused(Reason.NOT_FOUND);
            }
            return lifted;
        });
    }

    /** Under the lock of the subject's row. @throws Refused LEGAL_HOLD */
    static void demandNone(Connection connection, String tenant, UUID subject) {
        if (!Rows.query(
                        connection,
                        "SELECT 1 FROM legal_hold WHERE tenant = ? AND subject = ? AND lifted_event IS NULL",
                        row -> 1,
                        tenant,
                        subject)
                .isEmpty()) {
            throw new Refused(Reason.LEGAL_HOLD);
        }
    }

    private static UUID locked(Connection connection, Caller caller, Approved approved) {
        return lock(connection, caller, SchoolOfficers.subject(approved));
    }

    /** Nothing is sent or recorded about it until the transaction ends. @throws Refused NOT_FOUND unless it is this school's */
    static UUID lock(Connection connection, Caller caller, UUID subject) {
        return Rows.one(
                        connection,
                        "SELECT id FROM subject WHERE tenant = ? AND school = ? AND id = ? FOR UPDATE",
                        row -> row.getObject("id", UUID.class),
                        caller.tenant(),
                        caller.party().value(),
                        subject)
                .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
    }
}
