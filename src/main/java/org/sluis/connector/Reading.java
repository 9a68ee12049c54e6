package org.sluis.connector;

import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Elements;

/**
 * What a message says, read whole.
 *
 * @param elements in the order of the mapping file
 * @param messageId the sender's id of the message, where the format has one and the message holds it
 */
public record Reading(Elements elements, @Nullable String messageId) {

    /** Shows element ids only. */
    @Override
    public String toString() {
        return "Reading[" + elements + "]";
    }
}
