package org.sluis.delivery;

import java.sql.Connection;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.sluis.canonical.DecisionInstant;
import org.sluis.canonical.PartyId;
import org.sluis.consent.Register;
import org.sluis.law.ConsentFacts;
import org.sluis.law.Law;
import org.sluis.party.Directory;
import org.sluis.party.Party;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.InForce;

/**
 * The locks of a send, in one order: (outbox,) epoch, recipient, subject; the last three shared. Explicit row locks and
 * not the isolation level: under SERIALIZABLE withdrawals were measured to be overtaken.
 */
class SendLocks {
    private final InForce policy;
    private final Directory directory;
    private final Register register;
    private final Law law;

    SendLocks(InForce policy, Directory directory, Register register, Law law) {
        this.policy = policy;
        this.directory = directory;
        this.register = register;
        this.law = law;
    }

    /** The rules and the recipient as they are now. */
    record Held(DecisionPoint rules, Party recipient) {}

    /** All but the subject; nothing when this node cannot decide by the rules that are in force: it clears nothing. */
    Optional<Held> take(Connection connection, String tenant, PartyId recipient) {
        return policy.lockedForSend(connection, tenant)
                .map(rules -> new Held(rules, directory.lockedForSend(connection, tenant, recipient)));
    }

    /** The recipient of a recall, its row held; nothing else is, for nothing else decides about it. */
    Party recipient(Connection connection, WaitingRecall row) {
        return directory.lockedForSend(connection, row.tenant(), row.recipient());
    }

    /** The one gate between a send and a withdrawal; a test leaves it out to show that it is one. */
    void lockSubject(Connection connection, Waiting row) {
        if (row.subject() != null) {
            register.lockForSend(connection, row.tenant(), row.subject());
        }
    }

    /** Whether nobody closed the connector it goes out by. */
    boolean connectorOpen(String tenant, String connector) {
        return policy.connectorOpen(tenant, connector);
    }

    /** Whether the sender may still send this, to this recipient, on the day of the decision (UTC, as at the door). */
    boolean entitled(Connection connection, Waiting row, DecisionInput saw, DecisionInstant at) {
        LocalDate day = LocalDate.ofInstant(at.at(), ZoneOffset.UTC);
        return directory.entitled(connection, row.tenant(), saw.discloser(), saw.purpose(), row.recipient(), day);
    }

    /** What the register knows now, read under the locks. */
    ConsentFacts facts(Connection connection, Waiting row, DecisionInstant at) {
        return register.facts(connection, row.tenant(), row.subject(), row.sender(), at, law);
    }

    /** By which to decide about what has gone; empty when this node does not decide by the rules that are in force. */
    Optional<DecisionPoint> rules(Connection connection, Gone gone) {
        return policy.lockedForSend(connection, gone.tenant());
    }

    ConsentFacts facts(Connection connection, Gone gone, DecisionInstant at) {
        return register.facts(connection, gone.tenant(), gone.subject(), new PartyId(gone.sender()), at, law);
    }
}
