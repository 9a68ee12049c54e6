package org.sluis.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sluis.law.Law;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.DecisionJson;
import org.sluis.policy.InForce;
import org.sluis.policy.Policy;
import org.sluis.policy.pack.Pack;

/**
 * How long something may wait for its recipient, and its sender for an answer: to the end of so many working days of the agreement
 * that its policy stands under, as the policy says. The days are those of the machine's time, whatever instant was decided for; from then on the database counts.
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

    /** The first moment at which an answer to this is too late, where its time begins at that one. */
    Instant answer(String tenant, String decision, Instant from) {
        return pack(tenant, decision)
                .map(pack -> over(
                        pack,
                        from,
                        Integer.parseInt(pack.obligations().getOrDefault("respond-within-working-days", "5"))))
                .orElse(from.plus(UNKNOWN));
    }

    /** The agreement that it stands under; {@code none} where its policy is not there any more. */
    String agreement(String tenant, String decision) {
        return pack(tenant, decision).map(pack -> pack.agreement().id()).orElse("none");
    }

    private Optional<Pack> pack(String tenant, String decision) {
        try {
            return Optional.ofNullable(policy.of(tenant).packs().find(DecisionJson.read(decision)))
                    .map(Policy::pack);
        } catch (IllegalArgumentException unreadable) { // by another version of Sluis
            return Optional.empty();
        }
    }

    /** The end of the last of so many working days. */
    private Instant over(Pack pack, Instant from, int days) {
        return law.midnight(
                pack.agreement().calendar().after(law.day(from), days).plusDays(1));
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
        return Duration.between(now, over(of.pack(), now, of.pack().deliverWithin()));
    }
}
