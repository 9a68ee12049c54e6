package org.sluis.law;

/**
 * One value of a word of the law, as what it leaves of the rows: the alternatives that do not name the word, and those that
 * name it with this value. No text is compared where a question is answered. The numbers are those of {@link CompiledRows}.
 */
record Value(long stops, long asks, long consent, long answered) {

    /** Where another word has that value, too. */
    Value and(Value other) {
        return new Value(stops & other.stops, asks & other.asks, consent & other.consent, answered & other.answered);
    }

    /** Where the word has both values. */
    Value or(Value other) {
        return new Value(stops | other.stops, asks | other.asks, consent | other.consent, answered | other.answered);
    }
}
