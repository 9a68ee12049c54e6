package org.sluis.policy.replay;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Commitments;
import org.sluis.canonical.Reason;
import org.sluis.database.Rows;
import org.sluis.policy.Decision;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.DecisionJson;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.DecisionTrace;
import org.sluis.policy.InForce;
import org.sluis.policy.replay.Replayed.Verdict;

/**
 * Makes a decision of the past again, by the rules of then, from what was kept of it; and holds both, what it saw and
 * its trace, against the commitments in its entry. Never throws for what is erased or changed: it says so.
 */
public final class Replay {
    private final Commitments commitments;
    private final InForce inForce;

    Replay(Commitments commitments, InForce inForce) {
        this.commitments = commitments;
        this.inForce = inForce;
    }

    /**
     * @param entry of the log that records the decision
     * @param step what it was asked for, where nothing is kept that says so
     * @return empty where that entry is about no decision: what was refused before one
     */
    public Optional<Replayed> of(Connection connection, String tenant, UUID entry, String step) {
        Optional<Kept> row = kept(connection, tenant, entry);
        byte[] saw = row.map(Kept::bytes).orElse(new byte[0]);
        Commitments.Answer answer = commitments.verify(connection, tenant, entry, "decision", saw);
        if (answer == Commitments.Answer.NONE && row.isEmpty()) {
            return Optional.empty();
        } else if (row.isEmpty()) {
            return Optional.of(new Replayed(step, null, Verdict.ERASED, null));
        }
        Kept kept = row.get();
        Verdict verdict = verdict(answer);
        return Optional.of(verdict == Verdict.SAME ? again(connection, tenant, entry, kept) : kept.comesTo(verdict));
    }

    private Replayed again(Connection connection, String tenant, UUID entry, Kept kept) {
        DecisionInput input = input(kept);
        String engine = commitments.fact(connection, tenant, entry, "engine").orElse("");
        if (input == null || !engine.equals(String.valueOf(DecisionTrace.ENGINE))) {
            return kept.comesTo(Verdict.OTHER_ENGINE);
        }
        Optional<DecisionPoint> point = inForce.past(tenant, input);
        if (point.isEmpty()) {
            return kept.comesTo(Verdict.RULES_NOT_KEPT);
        }
        DecisionTrace trace = DecisionTrace.of(point.get(), input);
        Verdict verdict = verdict(commitments.verify(connection, tenant, entry, "trace", trace.bytes()));
        if (verdict != Verdict.SAME) {
            return kept.comesTo(verdict);
        }
        return kept.says(trace.decision())
                ? new Replayed(kept.step(), kept.at(), verdict, new Replayed.Past(point.get(), input, trace))
                : kept.comesTo(Verdict.CHANGED);
    }

    private static Verdict verdict(Commitments.Answer answer) {
        return switch (answer) {
            case SAME -> Verdict.SAME;
            case ERASED -> Verdict.ERASED;
            case CHANGED, NONE -> Verdict.CHANGED;
        };
    }

    /** Null where it is what the log committed to and yet in no form that is known here. */
    private static @Nullable DecisionInput input(Kept kept) {
        try {
            return DecisionJson.read(kept.bytes());
        } catch (IllegalArgumentException otherForm) {
            return null;
        }
    }

    private static Optional<Kept> kept(Connection connection, String tenant, UUID entry) {
        return Rows.one(
                connection,
                "SELECT d.step, d.at, d.input, d.outcome, d.reason, e.at AS logged FROM decision d"
                        + " JOIN audit_event e ON e.tenant = d.tenant AND e.id = d.event"
                        + " WHERE d.tenant = ? AND d.event = ?",
                row -> new Kept(
                        row.getString("step"),
                        Rows.instant(row, "at"),
                        Rows.instant(row, "logged"),
                        row.getString("input"),
                        row.getString("outcome"),
                        row.getString("reason")),
                tenant,
                entry);
    }

    /** @param logged when its entry says that it was */
    private record Kept(
            String step,
            Instant at,
            Instant logged,
            String input,
            String outcome,
            @Nullable String reason) {

        byte[] bytes() {
            return input.getBytes(StandardCharsets.UTF_8);
        }

        boolean says(Decision decision) {
            Reason why = decision.reason();
            return at.equals(logged)
                    && outcome.equals(decision.outcome().name())
                    && (why == null ? reason == null : why.code().equals(reason));
        }

        Replayed comesTo(Verdict verdict) {
            return new Replayed(step, at, verdict, null);
        }
    }
}
