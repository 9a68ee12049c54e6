package org.sluis.policy.publish;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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

    /** What stands for a moment in what is signed, where none is named. */
    static final String ON_APPROVAL = "on-approval";

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

    /** What both persons sign to publish a pack. @param effective null: as soon as it is approved */
    static Map<String, Object> toPublish(String policy, String purpose, String digest, @Nullable Instant effective) {
        return new TreeMap<>(Map.of(
                "policy",
                policy,
                "purpose",
                purpose,
                "digest",
                digest,
                "effective",
                effective == null ? ON_APPROVAL : effective.toString()));
    }

    /** What both persons sign to open again. */
    static Map<String, Object> toReopen(Kind kind, String name) {
        return new TreeMap<>(Map.of("reopen", kind.code(), "name", name));
    }
}
