package org.sluis.law;

/** What is known of one question, or of one statement, in the words of the table: a bit for each value of each word. */
final class Situation {
    private final long[] values;

    private Situation(long[] values) {
        this.values = values;
    }

    /** @param size how many numbers the values of all words take */
    static Situation empty(int size) {
        return new Situation(new long[size]);
    }

    Situation copy() {
        return new Situation(values.clone());
    }

    /** Is from now on what the other is. */
    void become(Situation other) {
        System.arraycopy(other.values, 0, values, 0, values.length);
    }

    /** The word has this value and no other. One that the law does not know matches no row. */
    Situation is(Value value) {
        values[value.at()] = values[value.at()] & ~value.word() | value.bit();
        return this;
    }

    /** The word has this value beside those it has. */
    Situation also(Value value) {
        values[value.at()] |= value.bit();
        return this;
    }

    /** Whether each of these words has one of its values. */
    boolean meets(Condition[] conditions) {
        for (Condition each : conditions) {
            if ((values[each.at()] & each.values()) == 0) {
                return false;
            }
        }
        return true;
    }
}
