package org.sluis;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A clock that stands where a test puts it; the machine's until then, for no gateway starts on a database of another time. */
public final class TestClock extends Clock {
    /** Where the law of the tests holds. */
    public static final ZoneId HERE = ZoneId.of("Europe/Amsterdam");

    private volatile @Nullable Instant now;

    /** The machine's time until it is set. */
    public TestClock() {}

    public TestClock(Instant now) {
        this.now = now;
    }

    /** The instant at which this day begins in the law's zone. */
    public static Instant midnight(LocalDate day) {
        return day.atStartOfDay(HERE).toInstant();
    }

    /** @param instant null for the machine's time again */
    public void set(@Nullable Instant instant) {
        now = instant;
    }

    @Override
    public Instant instant() {
        Instant set = now;
        return set == null ? Instant.now() : set;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
