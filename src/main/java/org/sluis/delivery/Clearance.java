package org.sluis.delivery;

import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.DecisionInstant;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Reason;
import org.sluis.connector.Connectors;
import org.sluis.consent.ConsentFacts;
import org.sluis.consent.Register;
import org.sluis.database.Rows;
import org.sluis.keys.KeyFolder;
import org.sluis.party.Directory;
import org.sluis.policy.Decision;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.DecisionPoint;

/**
 * Decides again at the moment of sending, under the locks that every change of a fact must take first. Locks in one
 * order: (outbox,) epoch, recipient, subject. Explicit row locks and not the isolation level: SERIALIZABLE was measured
 * to let a withdrawal be overtaken.
 */
final class Clearance {
    private final Register register;
    private final Directory directory;
    private final DecisionPoint decisions;
    private final Connectors connectors;
    private final KeyFolder keys;
    private final Clock clock;

    /** @param reason null when it may go */
    record Result(@Nullable Reason reason, Outcome outcome, List<String> rows) {}

    Clearance(Register register, DecisionPoint decisions, Connectors connectors, KeyFolder keys, Clock clock) {
        this.register = register;
        this.decisions = decisions;
        this.connectors = connectors;
        this.keys = keys;
        this.clock = clock;
    }

    /** Whether this node decides by the pack that is in force; one that does not may not clear. Takes the epoch's lock. */
    boolean lockEpoch(Connection connection, String tenant) {
        return Rows.one(
                        connection,
                        "SELECT digest FROM epoch WHERE tenant = ? AND name = 'policy' FOR SHARE",
                        row -> row.getString(1),
                        tenant)
                .filter(decisions.digest()::equals)
                .isPresent();
    }

    Result decide(Connection connection, Waiting row) {
        directory.lockedForSend(connection, row.tenant(), row.recipient());
        lockSubject(connection, row.tenant(), row.subject());
        DecisionInstant at = DecisionInstant.of(clock, row.shiftedTo());
        ConsentFacts facts = register.facts(connection, row.tenant(), row.subject(), at);
        DecisionInput input = decisions.again(row.decision(), facts, at);
        Decision decision = decisions.decide(input);
        if (decision.outcome() != Outcome.PERMIT) {
            return new Result(decision.reason(), decision.outcome(), decision.rows());
        }
        if (!row.elements().stream().allMatch(id -> passes(decision, id))) {
            return new Result(Reason.NARROWED_SINCE_ACCEPTANCE, Outcome.HOLD, decision.rows());
        }
        if (!row.mappingDigest().equals(connectors.out(row.connector()).digest())
                || !row.pseudonymEpoch().equals(keys.currentEpoch("pseudonym"))) {
            return new Result(Reason.MAPPING_CHANGED_SINCE_ACCEPTANCE, Outcome.HOLD, List.of());
        }
        return new Result(null, Outcome.PERMIT, decision.rows());
    }

    /** The one gate between a send and a withdrawal; a test without it shows that it is one. */
    void lockSubject(Connection connection, String tenant, UUID subject) {
        register.lockForSend(connection, tenant, subject);
    }

    private static boolean passes(Decision decision, String element) {
        Decision.Verdict verdict = decision.elements().get(element);
        return verdict != null && verdict.passes();
    }
}
