package org.sluis.insight.report;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * For whom a report is, and where it ends for that person.
 *
 * @param subject internal id of the pupil
 * @param version of the pupil's row when it was looked at: a report is of one moment
 * @param row by which this person may see it
 * @param holder internal id; null for the child
 * @param localId the school's own id of the holder; null for the child
 * @param before where telling would endanger somebody: only what rests on an own yes and had come about before; else null
 */
record Addressee(
        UUID subject,
        long version,
        String row,
        @Nullable UUID holder,
        @Nullable String localId,
        @Nullable Instant before) {

    boolean child() {
        return holder == null;
    }

    /** Shows ids only, and nothing of what is kept from this person. */
    @Override
    public String toString() {
        return "Addressee[" + subject + "]";
    }
}
