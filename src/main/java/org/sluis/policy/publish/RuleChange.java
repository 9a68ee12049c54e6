package org.sluis.policy.publish;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of what may go.
 *
 * @param version counts the changes of a controller, from 1, without a gap
 * @param name of the policy, the recipient or the connector
 * @param purpose of the policy, where one is published
 * @param digest of its content, where one is published
 * @param effective the moment it begins, by the machine's time
 * @param proposal by which two persons published or reopened; null where one closed, and for what was shipped
 * @param event its entry in the log
 */
record RuleChange(
        long version,
        What what,
        Kind kind,
        String name,
        @Nullable String purpose,
        @Nullable String digest,
        Instant effective,
        Instant changed,
        @Nullable UUID proposal,
        UUID event) {

    enum What {
        PUBLISHED,
        CLOSED,
        REOPENED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What can be closed. */
    enum Kind {
        POLICY,
        RECIPIENT,
        CONNECTOR;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
