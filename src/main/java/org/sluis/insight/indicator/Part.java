package org.sluis.insight.indicator;

import java.util.Locale;

/** What figures are made of: no delivery counts in two of them, so that no difference of figures tells more than they do. */
enum Part {
    ANSWERED_IN_TIME,
    NOT_ANSWERED_IN_TIME,
    /** Handed back in time by a party that is not the one to act, and not answered: neither in time nor late. */
    RETURNED,
    PLANS_SHARED,
    SUPPORT_ENDED;

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Part of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
