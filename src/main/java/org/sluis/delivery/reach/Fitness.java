package org.sluis.delivery.reach;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;

/**
 * How one of the things is that it takes to reach a party.
 *
 * @param controller in whose directory it is
 * @param what {@code key} to seal to, {@code certificate} of the server that it receives at, or {@code webhook}: the
 *     certificate of the server where it hears what became of its disclosures
 * @param until the end of its period, where it has one that is known
 */
public record Fitness(
        String controller,
        PartyId party,
        String what,
        Condition condition,
        @Nullable Instant until) {
    private static final double DAY = Duration.ofDays(1).toMillis();

    /** For how many days yet it is good, 0 where it is not; nothing where it has no end, or nobody can tell. */
    public OptionalDouble days(Instant now) {
        if (!condition.known() || condition.good() && until == null) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                condition.good() && until != null
                        ? Math.max(0, Duration.between(now, until).toMillis() / DAY)
                        : 0);
    }
}
