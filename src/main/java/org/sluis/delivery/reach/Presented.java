package org.sluis.delivery.reach;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a server presented when it was looked at.
 *
 * @param condition {@link Condition#GOOD} where it was verified; its period is for who reads it to hold against the time
 * @param until the end of what it presented
 */
record Presented(Condition condition, @Nullable Instant until) {

    /** What did not get as far as a certificate. */
    static Presented none(Condition condition) {
        return new Presented(condition, null);
    }

    /**
     * The earliest end in the chain. Where the chain was verified, what had ended in it was not needed: servers go on presenting
     * certificates of issuers that are long over.
     */
    static Presented of(Condition condition, X509Certificate[] chain, Instant now) {
        return new Presented(
                condition,
                Arrays.stream(chain)
                        .map(each -> each.getNotAfter().toInstant())
                        .filter(end -> condition != Condition.GOOD || end.isAfter(now))
                        .min(Instant::compareTo)
                        .orElse(chain[0].getNotAfter().toInstant()));
    }

    Condition at(Instant now) {
        return condition == Condition.GOOD ? Condition.of(until, now) : condition;
    }
}
