package org.sluis.database;

/** A parameter of type {@code jsonb}. Its text is not shown: it may hold what must not be logged. */
public record Json(String text) {
    @Override
    public String toString() {
        return "Json[" + text.length() + "]";
    }
}
