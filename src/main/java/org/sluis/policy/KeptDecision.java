package org.sluis.policy;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.sluis.audit.AuditReceipt;
import org.sluis.audit.Event;
import org.sluis.canonical.Reason;
import org.sluis.database.Writes;

/**
 * A decision as it is kept, without content: what it saw in an erasable row, and in the log, under salts that can be
 * erased too, commitments to that and to its trace. All that costs time is done when it is made, none when it is written.
 */
public final class KeptDecision {
    private final DecisionInput input;
    private final Decision decision;
    private final byte[] written;
    private final byte[] traced;

    /** What it was asked for. */
    public enum Step {
        /** The sender's message: yes or no. */
        ACCEPT("accept"),
        /** The moment before sending. */
        CLEAR("clear");

        private final String code;

        Step(String code) {
            this.code = code;
        }
    }

    private KeptDecision(DecisionInput input, Decision decision, byte[] written, byte[] traced) {
        this.input = input;
        this.decision = decision;
        this.written = written;
        this.traced = traced;
    }

    /** Decides this, to be kept. */
    public static KeptDecision of(DecisionPoint point, DecisionInput input) {
        DecisionTrace trace = DecisionTrace.of(point, input);
        return new KeptDecision(input, trace.decision(), DecisionJson.write(input), trace.bytes());
    }

    public DecisionInput input() {
        return input;
    }

    public Decision decision() {
        return decision;
    }

    /** The input as canonical JSON. */
    public String json() {
        return new String(written, StandardCharsets.UTF_8);
    }

    /** The entry with what makes a replay possible, and provable. */
    public Event in(Event event) {
        return event.with("policy", input.packDigest())
                .with("law", input.lawDigest())
                .with("engine", DecisionTrace.ENGINE)
                .committing("decision", written)
                .committing("trace", traced);
    }

    /** Writes the row that belongs to this entry. */
    public void write(Writes writes, String tenant, UUID disclosure, Step step, AuditReceipt entry) {
        Reason reason = decision.reason();
        writes.add(
                "INSERT INTO decision (tenant, event, disclosure, step, at, subject, input, outcome, reason)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                tenant,
                entry.entry(),
                disclosure,
                step.code,
                entry.at(),
                input.facts().subject(),
                json(),
                decision.outcome().name(),
                reason == null ? null : reason.code());
    }
}
