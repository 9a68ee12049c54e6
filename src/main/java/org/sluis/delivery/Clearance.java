package org.sluis.delivery;

import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.DecisionInstant;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Reason;
import org.sluis.keys.KeyDestroyed;
import org.sluis.law.ConsentFacts;
import org.sluis.party.Reception;
import org.sluis.policy.Decision;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.DecisionJson;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.KeptDecision;

/**
 * Decides again at the moment of sending, with what is in force and on record now. It does so under the locks that every
 * change of a fact must take first ({@link SendLocks}), so that no change comes between the decision and the lease.
 */
final class Clearance {
    private final SendLocks locks;
    private final RenderedBy renderedBy;
    private final Clock clock;

    /**
     * @param kept the decision; null where it did not come to one
     * @param to where it may go; null when it may not, for the reason given
     */
    record Result(
            @Nullable Reason reason,
            Outcome outcome,
            List<String> rows,
            @Nullable KeptDecision kept,
            @Nullable Reception to) {

        static Result stopped(
                @Nullable Reason reason, Outcome outcome, List<String> rows, @Nullable KeptDecision kept) {
            return new Result(reason, outcome, rows, kept, null);
        }
    }

    Clearance(SendLocks locks, RenderedBy renderedBy, Clock clock) {
        this.locks = locks;
        this.renderedBy = renderedBy;
        this.clock = clock;
    }

    /** How a recall is cleared instead, by the same clock and under the same locks. */
    ClaimRecall recalls() {
        return new ClaimRecall(locks, renderedBy.keys(), clock);
    }

    /** What is the same for all to this recipient; nothing when this node does not decide by the rules that are in force. */
    Optional<SendLocks.Held> hold(Connection connection, String tenant, PartyId recipient) {
        return locks.take(connection, tenant, recipient);
    }

    /** Whether it may go now. */
    Result decide(Connection connection, SendLocks.Held held, Waiting row) {
        locks.lockSubject(connection, row);
        DecisionPoint rules = held.rules();
        DecisionInstant at = DecisionInstant.of(clock, row.shiftedTo());
        Optional<ConsentFacts> facts = looked(() -> locks.facts(connection, row, at));
        Optional<DecisionInput> saw = saw(row.decision());
        if (saw.isEmpty() || facts.isEmpty()) {
            return Result.stopped(Reason.DISCLOSURE_FAILED, Outcome.HOLD, List.of(), null);
        }
        if (!locks.entitled(connection, row, saw.get(), at)) {
            return Result.stopped(Reason.NOT_ENTITLED, Outcome.DENY, List.of(), null);
        }
        if (!locks.connectorOpen(row.tenant(), row.connector())) {
            return Result.stopped(Reason.CONNECTOR_CLOSED, Outcome.DENY, List.of(), null);
        }
        KeptDecision kept = KeptDecision.of(rules, rules.again(saw.get(), facts.get(), at.at(), at.shifted()));
        Decision decision = kept.decision();
        if (decision.outcome() != Outcome.PERMIT) {
            return Result.stopped(decision.reason(), decision.outcome(), decision.rows(), kept);
        }
        if (!row.elements().stream().allMatch(id -> passes(decision, id))) {
            return Result.stopped(Reason.NARROWED_SINCE_ACCEPTANCE, Outcome.HOLD, decision.rows(), kept);
        }
        if (!renderedBy.same(row)) {
            return Result.stopped(Reason.MAPPING_CHANGED_SINCE_ACCEPTANCE, Outcome.HOLD, List.of(), kept);
        }
        Reception to = held.recipient().receives();
        if (to == null || !to.reachable()) {
            return Result.stopped(Reason.RECIPIENT_WITHOUT_KEY, Outcome.HOLD, List.of(), kept);
        }
        return new Result(null, Outcome.PERMIT, decision.rows(), kept, to);
    }

    /**
     * What of it would not go now; all of it where that cannot be told, and nothing at all while this node does not decide by
     * the rules that are in force.
     */
    Optional<SortedSet<String>> noLonger(Connection connection, Gone gone) {
        Optional<DecisionPoint> rules = locks.rules(connection, gone);
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        SortedSet<String> back = new TreeSet<>(gone.elements());
        DecisionInstant at = DecisionInstant.of(clock, gone.shiftedTo());
        Optional<ConsentFacts> facts = looked(() -> locks.facts(connection, gone, at));
        Optional<DecisionInput> saw = saw(gone.decision());
        if (facts.isPresent() && saw.isPresent()) {
            Decision decision = KeptDecision.of(
                            rules.get(), rules.get().again(saw.get(), facts.get(), at.at(), at.shifted()))
                    .decision();
            back.removeIf(id -> decision.outcome() == Outcome.PERMIT && passes(decision, id));
        }
        return Optional.of(back);
    }

    /** Nothing where the key of whom it is about is gone; where it went in this moment, it is read under the new one. */
    private static Optional<ConsentFacts> looked(Supplier<ConsentFacts> facts) {
        for (int look = 0; look < 2; look++) {
            try {
                return Optional.of(facts.get());
            } catch (KeyDestroyed gone) {
                continue; // perhaps it was wrapped anew
            }
        }
        return Optional.empty();
    }

    /** Nothing where it cannot be read: by another version of Sluis, or changed. Held, or it would be tried for ever. */
    private static Optional<DecisionInput> saw(String decision) {
        try {
            return Optional.of(DecisionJson.read(decision));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean passes(Decision decision, String element) {
        Decision.Verdict verdict = decision.elements().get(element);
        return verdict != null && verdict.passes();
    }
}
