package org.sluis.law;

/**
 * What is known, as what it leaves of the rows: a bit for each alternative that is not taken away, in the numbers of
 * {@link CompiledRows}. One value of a word leaves the alternatives that do not name the word, and those that name it with this
 * value; each word that is said takes away more. No text is compared where a question is answered.
 */
record Value(long stops, long asks, long consent, long answered) {
    /** Of which nothing is known yet. */
    static final Value EVERY = new Value(-1L, -1L, -1L, -1L);

    /** Where that is known, too. */
    Value and(Value other) {
        return new Value(stops & other.stops, asks & other.asks, consent & other.consent, answered & other.answered);
    }

    /** Where all of these are. */
    Value and(Value one, Value two, Value three, Value four) {
        return new Value(
                stops & one.stops & two.stops & three.stops & four.stops,
                asks & one.asks & two.asks & three.asks & four.asks,
                consent & one.consent & two.consent & three.consent & four.consent,
                answered & one.answered & two.answered & three.answered & four.answered);
    }

    Value and(Value[] others) {
        Value all = this;
        for (Value each : others) {
            all = all.and(each);
        }
        return all;
    }

    /** Where the word has both values. */
    Value or(Value other) {
        return new Value(stops | other.stops, asks | other.asks, consent | other.consent, answered | other.answered);
    }
}
