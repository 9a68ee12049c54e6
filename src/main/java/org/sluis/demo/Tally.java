package org.sluis.demo;

import java.util.Locale;

/** What the last line counts. */
final class Tally {
    private int delivered;
    private int refused;
    private int held;
    private int stopped;
    private int withheld;
    private boolean verified;

    void delivered(int elementsWithheld) {
        delivered++;
        withheld += elementsWithheld;
    }

    void refused() {
        refused++;
    }

    void held() {
        held++;
    }

    void stopped() {
        stopped++;
    }

    void verified(boolean ok) {
        verified = ok;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "demo: delivered=%d refused=%d held=%d stopped=%d withheld=%d log=%s",
                delivered,
                refused,
                held,
                stopped,
                withheld,
                verified ? "verified" : "NOT-verified");
    }
}
