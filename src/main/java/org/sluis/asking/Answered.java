package org.sluis.asking;

/**
 * What whoever answered is told.
 *
 * @param digest SHA-256, hexadecimal, of what was shown and answered
 * @param withdrawalCode by which they take it back; it is not told again
 */
public record Answered(String digest, String withdrawalCode) {
    /** Shows nothing. */
    @Override
    public String toString() {
        return "Answered";
    }
}
