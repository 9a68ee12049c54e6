package org.sluis.law;

/**
 * One word of a row with the values it may have: both as numbers, so that a row is a few comparisons.
 *
 * @param word the number of the word in {@link Vocabulary}
 * @param values a bit for each value
 */
record Condition(int word, long values) {}
