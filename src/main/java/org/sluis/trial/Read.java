package org.sluis.trial;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Elements;

/**
 * What a mapping made of a message.
 *
 * @param messageId the sender's id of it; null where the message holds none, and a key beside it is needed
 * @param rows in the order of the mapping
 */
public record Read(@Nullable String messageId, Elements elements, List<Row> rows) {

    /** @param place where it stands in the message; of what stands beside the message, words that say so */
    public record Row(String place, String element, int position, String value) {

        /** Shows where only. */
        @Override
        public String toString() {
            return place;
        }
    }

    /** Shows element ids only. */
    @Override
    public String toString() {
        return "Read[" + elements + "]";
    }
}
