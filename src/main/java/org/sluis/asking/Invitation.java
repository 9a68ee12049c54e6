package org.sluis.asking;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.law.ConsentFact;

/**
 * One person who is asked, as the school sees it.
 *
 * @param holder internal id; null for the child
 * @param localId the school's own id of the holder; null for the child
 */
record Invitation(UUID id, @Nullable UUID holder, @Nullable String localId, boolean answered) {

    String grantor() {
        return holder == null ? ConsentFact.CHILD : ConsentFact.HOLDER;
    }
}
