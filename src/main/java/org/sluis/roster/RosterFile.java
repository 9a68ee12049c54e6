package org.sluis.roster;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One whole file that was found in order. It is in memory only as long as it is being compared and marked.
 *
 * @param format its mapping's name
 * @param school whose pupils they are, as the file says it
 * @param day that it holds for, not looked at yet; null where the format has none: the day on which it came
 * @param pupils the school's own ids, none twice
 */
record RosterFile(String format, Told school, @Nullable Told day, Set<String> pupils) {

    /** @param place where it stands in the file */
    record Told(String value, String place) {
        @Override
        public String toString() {
            return "Told[" + place + "]";
        }
    }

    /** Shows no pupil. */
    @Override
    public String toString() {
        return "RosterFile[" + format + "]";
    }
}
