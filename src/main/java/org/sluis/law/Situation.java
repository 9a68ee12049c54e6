package org.sluis.law;

/**
 * What is known of one question: the rows that it leaves. Each word is said once, and each that is said takes away the
 * alternatives that name it with other values. The numbers are those of {@link CompiledRows}.
 */
final class Situation {
    private long stops = -1L;
    private long asks = -1L;
    private long consent = -1L;
    private long answered = -1L;

    Situation copy() {
        Situation copy = new Situation();
        copy.stops = stops;
        copy.asks = asks;
        copy.consent = consent;
        copy.answered = answered;
        return copy;
    }

    Situation is(Value value) {
        stops &= value.stops();
        asks &= value.asks();
        consent &= value.consent();
        answered &= value.answered();
        return this;
    }

    Situation and(Situation other) {
        stops &= other.stops;
        asks &= other.asks;
        consent &= other.consent;
        answered &= other.answered;
        return this;
    }

    Situation are(Value[] values) {
        for (Value each : values) {
            is(each);
        }
        return this;
    }

    long stops() {
        return stops;
    }

    long asks() {
        return asks;
    }

    long consent() {
        return consent;
    }

    long answered() {
        return answered;
    }
}
