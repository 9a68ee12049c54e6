package org.sluis.law;

/**
 * One value of a word of the law, as a place in a {@link Situation}: no text is compared where a row is tried.
 *
 * @param at which of the numbers of the situation
 * @param word the bits of every value of its word
 * @param bit its own; none for a value that the law does not know, which then matches no row
 */
record Value(int at, long word, long bit) {}
