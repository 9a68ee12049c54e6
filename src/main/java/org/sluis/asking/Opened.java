package org.sluis.asking;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.law.ConsentFact;

/**
 * An invitation whose row is held, found by the code of the person before it.
 *
 * @param holder internal id; null for the child
 * @param localId the school's own id of the holder
 * @param verified how the person's identity was verified
 * @param by the professional who did
 */
record Opened(
        UUID id,
        UUID request,
        @Nullable UUID holder,
        @Nullable String localId,
        String verified,
        String by) {

    String grantor() {
        return holder == null ? ConsentFact.CHILD : ConsentFact.HOLDER;
    }
}
