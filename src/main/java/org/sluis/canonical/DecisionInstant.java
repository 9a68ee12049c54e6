package org.sluis.canonical;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The instant a decision is taken for. It is the machine's time, except in demo mode, where a sender may shift it; a
 * shifted instant says so in every entry. Leases, tokens and checkpoints never use it.
 *
 * @param at the instant that age, validity and effect are judged at
 * @param shifted whether it was given instead of read from the clock
 */
public record DecisionInstant(Instant at, boolean shifted) {

    /** The machine's time, or the given instant marked as shifted. */
    public static DecisionInstant of(Clock clock, @Nullable Instant shiftedTo) {
        return shiftedTo == null ? new DecisionInstant(clock.instant(), false) : new DecisionInstant(shiftedTo, true);
    }
}
