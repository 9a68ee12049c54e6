package org.sluis.disclosure;

import java.time.Clock;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.audit.AuditReceipt;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.DatabaseUnavailable;
import org.sluis.database.Writes;
import org.sluis.party.Authenticated;
import org.sluis.policy.KeptDecision;
import org.sluis.policy.NotPermitted;

/**
 * Every failure on the spine ends here: recorded first, then answered. What is not a {@link Refused} is a bug; it is
 * answered as {@code disclosure-failed}, and the log of the machine gets its class and place, never its words.
 */
public final class Refuse {
    private static final Logger LOG = LoggerFactory.getLogger(Refuse.class);
    private final Ledger ledger;
    private final Refusals answers;
    private final Clock clock;

    Refuse(Ledger ledger, Refusals answers, Clock clock) {
        this.ledger = ledger;
        this.answers = answers;
        this.clock = clock;
    }

    /** Turns the exchange's failure into its answer. */
    public void refuse(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        exchange.getMessage().setBody(answer(exchange.getMessage().getBody(), failure));
    }

    Answer answer(@Nullable Object body, @Nullable Throwable failure) {
        Refused refused = refused(failure);
        Progress progress = Progress.of(body);
        try {
            record(progress, refused, refused instanceof NotPermitted not ? not.decision() : progress.decision());
            return answers.answer(refused, progress);
        } catch (RuntimeException unrecorded) {
            LOG.error("refusal: not recorded: {}", unrecorded.getClass().getName());
            return answers.answer(new Refused(Reason.LOG_UNAVAILABLE), progress);
        }
    }

    private static Refused refused(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return refused;
            }
            if (cause instanceof DatabaseUnavailable) {
                return new Refused(Reason.LOG_UNAVAILABLE);
            }
        }
        if (failure != null) {
            StackTraceElement[] trace = failure.getStackTrace();
            LOG.error(
                    "disclosure failed: {} at {}",
                    failure.getClass().getName(),
                    trace.length == 0 ? "an unknown place" : trace[0]);
        }
        return new Refused(Reason.DISCLOSURE_FAILED);
    }

    private void record(Progress progress, Refused refused, @Nullable KeptDecision decision) {
        Authenticated exchange = progress.authenticated();
        Event event = Event.of(
                        EventKind.DISCLOSURE_REFUSED,
                        exchange == null ? Ledger.NOBODY : exchange.tenant(),
                        clock.instant())
                .with("reason", refused.reason().code())
                .with("outcome", refused.reason().outcome())
                .with("rows", refused.rows());
        UUID disclosure = progress.disclosure();
        event = disclosure == null ? event : event.with("disclosure", disclosure);
        event = progress.subject() == null ? event : event.about(progress.subject());
        if (exchange != null) {
            event = event.with("client", exchange.caller().client())
                    .with("sender", exchange.sender().id())
                    .with("recipient", exchange.recipient().id())
                    .with("purpose", exchange.received().door().purpose());
            if (exchange.received().instant().shifted()) {
                event = event.with("decided-for", exchange.received().instant().at());
            }
        }
        ledger.commit(new Unit(
                decision == null ? event : decision.in(event), exchange, progress.subject(), refused, decision));
    }

    /** The entry, and for a known sender the row that tells it later what became of the disclosure. */
    private record Unit(
            Event event,
            @Nullable Authenticated exchange,
            @Nullable UUID subject,
            Refused refused,
            @Nullable KeptDecision decision)
            implements Ledger.Unit {
        @Override
        public void write(Writes writes, AuditReceipt receipt) {
            if (exchange != null) {
                writes.add(
                        "INSERT INTO refusal (tenant, disclosure, sender, purpose, recipient, subject, reason, found, at,"
                                + " event) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        exchange.tenant(),
                        exchange.received().disclosure(),
                        exchange.sender().id().value(),
                        exchange.received().door().purpose().value(),
                        exchange.recipient().id().value(),
                        subject,
                        refused.reason().code(),
                        found(),
                        receipt.at(),
                        receipt.entry());
                if (decision != null) {
                    UUID disclosure = exchange.received().disclosure();
                    decision.write(writes, exchange.tenant(), disclosure, KeptDecision.Step.ACCEPT, receipt);
                }
            }
        }

        /** Places and kinds, kept for an author who attests to them; of no other refusal. */
        private String[] found() {
            return refused.reason() == Reason.FREE_TEXT_TO_LOOK_AT
                    ? refused.where().toArray(String[]::new)
                    : new String[0];
        }
    }
}
