package org.sluis.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.sluis.law.Law;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.DecisionJson;
import org.sluis.policy.InForce;
import org.sluis.policy.Policy;
import org.sluis.policy.pack.Pack;

/**
 * How long something may wait for its recipient: to the end of so many working days of the agreement that its policy stands
 * under, as the policy says. The days are those of the machine's time, whatever instant was decided for; from then on the database counts.
 */
final class Expiry {
    /** Where the policy is not there any more; what it may not do then is not for here to say. */
    private static final Duration UNKNOWN = Duration.ofDays(7);

    private final InForce policy;
    private final Law law;
    private final Clock clock;

    Expiry(InForce policy, Law law, Clock clock) {
        this.policy = policy;
        this.law = law;
        this.clock = clock;
    }

    /** The same for a recall of this: it has the time that this had. */
    Duration of(Gone gone) {
        try {
            return of(gone.tenant(), DecisionJson.read(gone.decision()));
        } catch (IllegalArgumentException unreadable) { // by another version of Sluis
            return UNKNOWN;
        }
    }

    /** From now to the first moment at which it is over. */
    Duration of(String tenant, DecisionInput input) {
        Instant now = clock.instant();
        Policy of = policy.of(tenant).packs().find(input);
        if (of == null) {
            return UNKNOWN;
        }
        Pack pack = of.pack();
        LocalDate last = pack.agreement().calendar().after(law.day(now), pack.deliverWithin());
        return Duration.between(now, law.midnight(last.plusDays(1)));
    }
}
