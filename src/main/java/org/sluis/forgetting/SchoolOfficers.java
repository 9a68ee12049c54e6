package org.sluis.forgetting;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.consent.Register;
import org.sluis.consent.Rejections;
import org.sluis.gate.StrictJson;
import org.sluis.party.Caller;
import org.sluis.party.person.Approved;
import org.sluis.party.person.FourEyes;
import org.sluis.party.person.Proposal;
import org.sluis.party.person.ProposalKind;
import org.sluis.party.person.Role;

/** What a privacy officer of the pupil's school proposes, and another approves. */
final class SchoolOfficers {
    private static final Set<Role> MAY = Set.of(Role.PRIVACY_OFFICER);

    private final Ledger ledger;
    private final Clock clock;
    private final FourEyes fourEyes;
    private final Register register;

    SchoolOfficers(Ledger ledger, Clock clock, FourEyes fourEyes, Register register) {
        this.ledger = ledger;
        this.clock = clock;
        this.fourEyes = fourEyes;
        this.register = register;
    }

    /** @throws Refused PROPOSER_UNKNOWN, ROLE_MISSING; NOT_FOUND for a pupil that is not this school's; LEGAL_HOLD as {@link Erasing} */
    Proposal propose(Caller caller, ProposalKind kind, SubjectForm form) {
        return recorded(caller, session -> {
            fourEyes.calling(session.connection(), caller, MAY);
            UUID subject = register.subject(session.connection(), caller, form.subject())
                    .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
            if (kind == ProposalKind.ERASURE) {
                Holds.demandNone(session.connection(), caller.tenant(), subject); // before a second person is asked
            }
            return fourEyes.propose(session, caller, kind, form.content(subject));
        });
    }

    /** @throws Refused NOT_APPROVED while nobody has, and once the approval is older than a day */
    Approved approved(Connection connection, Caller caller, ProposalKind kind, UUID proposal) {
        fourEyes.calling(connection, caller, MAY);
        return fourEyes.approved(connection, caller, kind, proposal)
                .orElseThrow(() -> new Refused(Reason.NOT_APPROVED));
    }

    /** In a transaction of its own; a refusal is in the log as well. */
    <T> T recorded(Caller caller, Ledger.Work<T> work) {
        return new Rejections(ledger, clock).recorded(caller, () -> ledger.alone(caller.tenant(), work));
    }

    Event event(EventKind kind, Caller caller, Approved approved) {
        return event(kind, caller)
                .with("party", caller.party())
                .with("client", caller.client())
                .with("proposal", approved.proposal().id())
                .with("reason", content(approved, "reason"))
                .with(
                        "persons",
                        Set.of(
                                approved.proposal().proposedBy().toString(),
                                approved.approver().toString()));
    }

    Event event(EventKind kind, Caller caller) {
        return Event.of(kind, caller.tenant(), clock.instant());
    }

    static UUID subject(Approved approved) {
        return UUID.fromString(content(approved, "subject"));
    }

    private static String content(Approved approved, String name) {
        return StrictJson.tree(approved.proposal().content().getBytes(UTF_8))
                .path(name)
                .textValue();
    }
}
