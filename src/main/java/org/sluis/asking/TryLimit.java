package org.sluis.asking;

import java.time.Clock;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** How many codes may be wrong in one minute at this node, whoever tries: beyond it nobody's code is looked at. */
final class TryLimit {
    static final int A_MINUTE = 60;
    private static final long SECONDS = 60;

    private final Clock clock;
    private long minute;
    private int wrong;

    TryLimit(Clock clock) {
        this.clock = clock;
    }

    /** @throws Refused TOO_MANY_TRIES until the minute is over */
    synchronized void pass() {
        begin();
        if (wrong >= A_MINUTE) {
            throw new Refused(Reason.TOO_MANY_TRIES);
        }
    }

    synchronized void wrong() {
        begin();
        wrong++;
    }

    private void begin() {
        long now = clock.instant().getEpochSecond() / SECONDS;
        if (now != minute) {
            minute = now;
            wrong = 0;
        }
    }
}
