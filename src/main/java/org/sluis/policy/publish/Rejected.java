package org.sluis.policy.publish;

import java.time.Clock;
import java.util.function.Supplier;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.party.Caller;

/** Records who tried to change the rules, or to try a draft, in vain. Places only: what is written in a draft is not kept. */
public final class Rejected {
    private final Ledger ledger;
    private final Clock clock;

    Rejected(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Does it, or records the refusal and passes it on. */
    public <T> T recorded(Caller caller, Supplier<T> attempt) {
        try {
            return attempt.get();
        } catch (Refused refused) {
            if (refused.reason() != Reason.LOG_UNAVAILABLE) {
                ledger.commit(Event.of(EventKind.POLICY_REJECTED, caller.tenant(), clock.instant())
                        .with("party", caller.party())
                        .with("client", caller.client())
                        .with("reason", refused.reason().code())
                        .with(
                                "where",
                                refused.where().stream().map(Rejected::place).toList()));
            }
            throw refused;
        }
    }

    /** File and line of a fault, without its words. */
    private static String place(String fault) {
        return fault.replaceFirst("(?s): .*", "").replaceAll("[^!-~]+", "-");
    }
}
