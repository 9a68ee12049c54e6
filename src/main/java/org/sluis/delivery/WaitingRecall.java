package org.sluis.delivery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;

/**
 * A recall that has not ended. It has no payload: what it says is made of these ids when it goes ({@link RecallTask}).
 *
 * @param disclosure its own id
 * @param recalls the disclosures that it takes back
 * @param elements ids of the elements that are to go
 * @param ordered when, by the database's clock
 */
record WaitingRecall(
        String tenant,
        UUID disclosure,
        @Nullable UUID subject,
        PartyId recipient,
        String connector,
        Recalls.What what,
        List<UUID> recalls,
        List<String> elements,
        Instant ordered,
        int attempts,
        long fence)
        implements Queued {

    @Override
    public @Nullable Instant shiftedTo() {
        return null;
    }

    @Override
    public String named() {
        return "recall";
    }

    @Override
    public String toString() {
        return "WaitingRecall[" + disclosure + "]";
    }
}
