package org.sluis.delivery;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One change of state that a sender wants to hear of, at the address its directory entry names. */
record Notice(
        String tenant,
        UUID id,
        String webhook,
        UUID disclosure,
        String state,
        @Nullable String reason,
        Instant at,
        int attempts) {

    /** What is said: the same words as {@code GET /v1/disclosures/{id}}, and an id that makes a repeat harmless. */
    Map<String, Object> claims() {
        Map<String, Object> claims = new TreeMap<>();
        claims.put("id", id.toString());
        claims.put("disclosure", disclosure.toString());
        claims.put("state", state);
        claims.put("at", at.toString());
        if (reason != null) {
            claims.put("reason", reason);
        }
        return claims;
    }
}
