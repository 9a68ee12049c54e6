package org.sluis.policy.agreement;

import java.util.Locale;

/** What can be counted without looking at content. */
public enum Measure {
    SIGNALS_SENT,
    /** Within the agreement's response time, in its working days. */
    ANSWERED_IN_TIME,
    PLANS_SHARED,
    SUPPORT_ENDED_WITH_OUTCOME;

    /** As it stands in files: lower case with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for a code that is none */
    public static Measure of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
