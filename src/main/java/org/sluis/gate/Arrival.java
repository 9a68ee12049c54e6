package org.sluis.gate;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as they came in at a door, not looked at yet.
 *
 * @param door where they came in
 * @param body at most one byte more than the limit, so that too much can be told apart
 * @param contentType as the sender said, without parameters; empty where it said nothing
 * @param contentEncoding as the sender said; empty where it said nothing
 * @param credential the bearer token; empty where there is none
 * @param idempotencyKey the sender's key for this message, for formats without a message id
 * @param replaces the disclosure that this message is sent again for, and what its author attests to
 * @param shiftTo the instant to decide for, in demo mode only
 * @param supplement what the sender says beside the message because its format has no place for it: values by element
 */
public record Arrival(
        Door door,
        byte[] body,
        String contentType,
        String contentEncoding,
        String credential,
        @Nullable String idempotencyKey,
        @Nullable Replacing replaces,
        @Nullable Instant shiftTo,
        Map<String, String> supplement) {

    public Arrival {
        supplement = Map.copyOf(supplement);
    }

    /** Without a supplement, as nearly all are. */
    public Arrival(
            Door door,
            byte[] body,
            String contentType,
            String contentEncoding,
            String credential,
            @Nullable String idempotencyKey,
            @Nullable Replacing replaces,
            @Nullable Instant shiftTo) {
        this(door, body, contentType, contentEncoding, credential, idempotencyKey, replaces, shiftTo, Map.of());
    }

    /** Shows the door only. */
    @Override
    public String toString() {
        return "Arrival[" + door + "]";
    }
}
