package org.sluis.delivery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.keys.Wrapped;

/**
 * A row of the outbox that has not ended, locked for this transaction.
 *
 * @param subject null for what is about nobody
 * @param connector what it leaves through: {@code direct:deliver-<connector>}
 * @param elements ids of what was rendered
 * @param decision what the decision at acceptance saw, as JSON
 * @param shiftedTo demo mode: the instant to decide for
 * @param fence counts the claims; only the newest may settle
 */
record Waiting(
        String tenant,
        UUID disclosure,
        @Nullable UUID subject,
        PartyId sender,
        PartyId recipient,
        String connector,
        List<String> elements,
        String decision,
        @Nullable Instant shiftedTo,
        String mappingDigest,
        String pseudonymEpoch,
        Wrapped key,
        byte[] ciphertext,
        int attempts,
        long fence)
        implements Queued {

    @Override
    public String named() {
        return "disclosure";
    }

    @Override
    public String toString() {
        return "Waiting[" + disclosure + "]";
    }
}
