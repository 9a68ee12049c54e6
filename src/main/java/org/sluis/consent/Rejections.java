package org.sluis.consent;

import java.time.Clock;
import java.util.function.Supplier;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.party.Caller;

/** Records what the register refused: who tried, why and where it was wrong. What was said is not kept. */
public final class Rejections {
    private final Ledger ledger;
    private final Clock clock;

    public Rejections(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Does it, or records the refusal and passes it on. @throws Refused whatever the attempt was refused with */
    public <T> T recorded(Caller caller, Supplier<T> attempt) {
        try {
            return attempt.get();
        } catch (Refused refused) {
            if (refused.reason() != Reason.LOG_UNAVAILABLE) {
                ledger.commit(Event.of(EventKind.CONSENT_REJECTED, caller.tenant(), clock.instant())
                        .with("party", caller.party())
                        .with("client", caller.client())
                        .with("reason", refused.reason().code())
                        .with("rows", refused.rows())
                        .with(
                                "where",
                                refused.where().stream().map(Rejections::code).toList()));
            }
            throw refused;
        }
    }

    /** A position is words where the form could not be read at all; the log takes codes only. */
    private static String code(String position) {
        return position.replaceAll("[^!-~]+", "-");
    }
}
