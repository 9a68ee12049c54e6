package org.sluis.chaos;

/** Picks that a seed repeats: the finaliser of SplitMix64 (Steele and others, 2014). */
final class Dice {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private long state;

    Dice(long seed) {
        this.state = seed;
    }

    /** A number from 0, below this one. */
    synchronized int below(int number) {
        state += STEP;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (int) Long.remainderUnsigned(z ^ (z >>> 31), number);
    }

    /** Whether it falls within so many of a hundred. */
    boolean percent(int of) {
        return below(100) < of;
    }
}
