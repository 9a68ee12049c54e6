package org.sluis.consent;

import org.sluis.canonical.PartyId;

/**
 * Whose pupil a message is about, and the school's own id of the pupil; on record or not.
 *
 * @param localId never leaves
 */
public record Pupil(PartyId school, String localId) {
    /** Shows the school only. */
    @Override
    public String toString() {
        return "Pupil[" + school + "]";
    }
}
