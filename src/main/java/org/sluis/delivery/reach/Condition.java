package org.sluis.delivery.reach;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How something is that has a period: a key or a certificate. */
public enum Condition {
    GOOD,
    /** It is good, for {@link #SOON} at most. */
    ENDS_SOON,
    ENDED,
    /** Its period has not begun. */
    NOT_BEGUN,
    /** There is none, or no address for it. */
    MISSING,
    /** No issuer that counts here stands behind it. */
    UNTRUSTED,
    /** It is for another host than the one that is called. */
    OTHER_NAME,
    /** The address is https, and what answers there is not TLS. */
    NO_TLS,
    /** The address is http: there is none to look at. */
    PLAIN,
    /** Nobody can tell: it was not looked at yet, or there was no answer. */
    UNSEEN;

    /** How long before its end it is told of. */
    public static final Duration SOON = Duration.ofDays(30);

    /** What is good now, and ends at that moment, or never. */
    static Condition of(@Nullable Instant until, Instant now) {
        if (until == null) {
            return GOOD;
        }
        if (!until.isAfter(now)) {
            return ENDED;
        }
        return until.isAfter(now.plus(SOON)) ? GOOD : ENDS_SOON;
    }

    /** Whether it is known to be good now. */
    public boolean good() {
        return this == GOOD || this == ENDS_SOON;
    }

    /** Whether it is known at all. */
    public boolean known() {
        return this != UNSEEN && this != PLAIN;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
