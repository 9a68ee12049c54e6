package org.sluis.bench;

/** Picks that are the same on every machine, in no order: the finaliser of SplitMix64 (Steele and others, 2014). */
final class Dice {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private long thrown;

    /** A number from 0, below this one: the one of that place. */
    static long scattered(long place, long below) {
        long z = place * STEP;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return Long.remainderUnsigned(z ^ (z >>> 31), below);
    }

    /** The next number from 0, below this one. */
    int below(int number) {
        return (int) scattered(++thrown, number);
    }

    /** Whether it falls within so many of a hundred. */
    boolean percent(int of) {
        return below(100) < of;
    }
}
