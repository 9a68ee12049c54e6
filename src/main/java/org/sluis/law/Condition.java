package org.sluis.law;

/**
 * One word of a row with the values it may have.
 *
 * @param at which of the numbers of a {@link Situation}
 * @param values a bit for each value
 */
record Condition(int at, long values) {}
