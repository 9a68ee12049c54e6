package org.sluis.canonical;

/**
 * Marks a step's result that only the step before can make: a final class whose constructor is package-private, not
 * serialisable, whose {@code toString} shows ids only. Holding one is what lets the next step run.
 */
public interface Proof {}
