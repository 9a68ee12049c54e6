package org.sluis.canonical;

import org.jspecify.annotations.Nullable;

/**
 * Where the storm ({@code ./sluis chaos}) ends a node of its own in mid-step, to show that nothing is lost there. It can end the
 * process and nothing else: there is nothing that it lets through. Without the property that the storm starts a node
 * with, reaching a point does nothing.
 */
public final class FailPoint {
    /** {@code <point>:<n>}: halts when this point is reached for the n-th time, n from 1. */
    public static final String PROPERTY = "sluis.halt";

    /** What a process that was halted ends with, as after {@code kill -9}. */
    public static final int HALTED = 137;

    private static final @Nullable FailPoint ARMED = of(System.getProperty(PROPERTY));

    private final String point;
    private int left;

    private FailPoint(String point, int left) {
        this.point = point;
        this.left = left;
    }

    private static @Nullable FailPoint of(@Nullable String given) {
        if (given == null) {
            return null;
        }
        int colon = given.lastIndexOf(':');
        return new FailPoint(given.substring(0, colon), Integer.parseInt(given.substring(colon + 1)));
    }

    /** Ends the process here and now, without any farewell, if this is the point that it was started to end at. */
    public static void reach(String point) {
        if (ARMED != null && ARMED.point.equals(point)) {
            ARMED.countDown();
        }
    }

    private synchronized void countDown() {
        left--;
        if (left <= 0) {
            Runtime.getRuntime().halt(HALTED);
        }
    }
}
