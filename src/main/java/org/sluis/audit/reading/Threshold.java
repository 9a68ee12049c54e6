package org.sluis.audit.reading;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** From where on a pattern is worth a look: a number with a default; {@code docs/audit-reading.md} says why. */
public enum Threshold {
    /** Days after the hours of a broken glass have passed, until its review is late. */
    REVIEW_DAYS(7),
    /** How often one person may read the log on a day. */
    READINGS_A_DAY(50),
    /** How many entries one person may be shown on a day. */
    ENTRIES_A_DAY(2000),
    /** How many deliveries to a recipient in a week are worth a look at all. */
    DELIVERIES_AT_LEAST(20),
    /** So many times what the recipient had a week, on average, in the four weeks before. */
    DELIVERIES_TIMES(3),
    /** How many refusals before one passes. */
    REFUSALS(3),
    /** Within so many hours before it. */
    REFUSAL_HOURS(24),
    /** The hour at which work begins, Monday to Friday. */
    WORK_FROM(7),
    /** The hour at which it ends. */
    WORK_UNTIL(19);

    private final int usual;

    Threshold(int usual) {
        this.usual = usual;
    }

    /** What holds where nobody says otherwise. */
    public int usual() {
        return usual;
    }

    /** Lower case with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Threshold> of(String code) {
        return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }
}
