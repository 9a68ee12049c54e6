package org.sluis.canonical;

/** The five outcomes of a decision; whatever cannot be decided is one of the last four. */
public enum Outcome {
    PERMIT,
    DENY,
    PENDING,
    HOLD,
    ROUTE
}
