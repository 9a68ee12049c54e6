package org.sluis.delivery;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something a party wants to hear of, at the address its directory entry names: a change of state of a disclosure of its
 * own, a recall, or a warning.
 *
 * @param about what {@code of} is the id of
 * @param code the state of the disclosure or recall, or the kind of the warning
 */
record Notice(
        String tenant,
        UUID id,
        String webhook,
        About about,
        UUID of,
        String code,
        @Nullable String reason,
        Instant at,
        int attempts) {

    /** @param id the name under which the id is said @param code the same of the code */
    enum About {
        DISCLOSURE("disclosure", "state"),
        RECALL("recall", "state"),
        WARNING("warning", "kind");

        private final String id;
        private final String code;

        About(String id, String code) {
            this.id = id;
            this.code = code;
        }
    }

    /**
     * What is said: the same words as {@code GET /v1/disclosures/{id}}, of a warning its id and kind alone, and an id that
     * makes a repeat harmless.
     */
    Map<String, Object> claims() {
        Map<String, Object> claims = new TreeMap<>();
        claims.put("id", id.toString());
        claims.put(about.id, of.toString());
        claims.put(about.code, code);
        claims.put("at", at.toString());
        if (reason != null) {
            claims.put("reason", reason);
        }
        return claims;
    }
}
