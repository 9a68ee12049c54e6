package org.sluis.chaos;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting, in one place. */
final class Pause {
    private static final long LOOK_AGAIN_MILLIS = 50;

    private Pause() {}

    static void millis(long millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Whether it came true in that many seconds. */
    static boolean until(int seconds, BooleanSupplier holds) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > until) {
                return false;
            }
            millis(LOOK_AGAIN_MILLIS);
        }
        return true;
    }
}
