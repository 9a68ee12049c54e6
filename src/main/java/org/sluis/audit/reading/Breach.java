package org.sluis.audit.reading;

import java.time.Instant;

/**
 * What is feared to be in wrong hands, and when: what went to a recipient, what was sealed to a key, or what was decided by
 * rules of this digest.
 *
 * @param from the first moment
 * @param until the first moment that is no more
 */
public record Breach(By by, String value, Instant from, Instant until) {

    /** One of the three. */
    public enum By {
        RECIPIENT("recipient"),
        /** The RFC 7638 thumbprint of a recipient's key. */
        KEY("sealed-to"),
        POLICY("policy");

        private final String fact;

        By(String fact) {
            this.fact = fact;
        }

        /** Where it stands in the entry that clears a delivery. */
        String fact() {
            return fact;
        }

        /** As the log names what was looked for. */
        public String code() {
            return this == KEY ? "key" : fact;
        }
    }
}
