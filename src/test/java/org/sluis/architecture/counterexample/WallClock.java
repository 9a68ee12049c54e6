package org.sluis.architecture.counterexample;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.function.Supplier;

/** Reads the machine's time in each of the ways that are not allowed. */
final class WallClock {
    final Instant now = Instant.now();
    final Supplier<Instant> later = Instant::now;
    final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    final long millis = System.currentTimeMillis();
    final Date date = new Date();
    final Clock clock = Clock.systemUTC();

    /** This one is allowed. */
    Instant given(Clock injected) {
        return Instant.now(injected);
    }
}
