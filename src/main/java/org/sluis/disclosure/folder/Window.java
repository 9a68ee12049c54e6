package org.sluis.disclosure.folder;

import java.time.DateTimeException;
import java.time.LocalTime;

/** The hours of the day in which a folder is looked at, by the clock on the wall; it may go over midnight. */
record Window(LocalTime from, LocalTime until) {
    private static final String ALWAYS = "always";

    /** {@code 22:00-06:00}, or {@code always}. @throws IllegalArgumentException for anything else, with the key */
    static Window of(String key, String written) {
        if (written.equals(ALWAYS)) {
            return new Window(LocalTime.MIN, LocalTime.MIN);
        }
        String[] ends = written.split("-", -1);
        try {
            LocalTime from = LocalTime.parse(ends[0]);
            LocalTime until = LocalTime.parse(ends[ends.length - 1]);
            if (ends.length == 2 && !from.equals(until)) {
                return new Window(from, until);
            }
        } catch (DateTimeException notATime) {
            // told below
        }
        throw new IllegalArgumentException(key + ": write two times such as 22:00-06:00, or always");
    }

    /** From the first minute on, up to and without the last. */
    boolean holds(LocalTime at) {
        if (from.equals(until)) {
            return true;
        }
        return from.isBefore(until)
                ? !at.isBefore(from) && at.isBefore(until)
                : !at.isBefore(from) || at.isBefore(until);
    }
}
