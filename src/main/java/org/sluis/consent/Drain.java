package org.sluis.consent;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What delivery does when a consent was withdrawn: stop what waits, and wait for what is being sent. */
public interface Drain {

    /**
     * Called after the withdrawal was committed; returns only when no send that the consent was counted for is under way,
     * or when the longest such send must be over. The same however often it is asked.
     */
    Drained drain(String tenant, UUID subject, UUID consent, Instant withdrawnAt);

    /**
     * Disclosures by their ids.
     *
     * @param stopped waited, and will not go
     * @param gone had gone before
     * @param uncertain were under way; nobody can say whether they arrived
     * @param recalls what their recipients were, or will be, asked to erase of these: the recalls by their own ids
     */
    record Drained(List<UUID> stopped, List<UUID> gone, List<UUID> uncertain, List<UUID> recalls) {}
}
