package org.sluis.law;

import java.util.List;

/** What is known of one question, or of one statement, in the words of the table. */
final class Situation {
    private final Vocabulary vocabulary;
    private final long[] values;

    Situation(Vocabulary vocabulary) {
        this(vocabulary, new long[vocabulary.size()]);
    }

    private Situation(Vocabulary vocabulary, long[] values) {
        this.vocabulary = vocabulary;
        this.values = values;
    }

    Situation copy() {
        return new Situation(vocabulary, values.clone());
    }

    /** The word has this value and no other. One that the law does not know matches no row. */
    Situation is(String word, String value) {
        values[vocabulary.number(word)] = vocabulary.bit(word, value);
        return this;
    }

    /** The word has this value beside those it has. */
    Situation also(String word, String value) {
        values[vocabulary.number(word)] |= vocabulary.bit(word, value);
        return this;
    }

    /** Whether one of the alternatives holds: each of its words has one of its values. */
    boolean meetsOneOf(List<List<Condition>> alternatives) {
        for (List<Condition> each : alternatives) {
            if (meets(each)) {
                return true;
            }
        }
        return false;
    }

    private boolean meets(List<Condition> conditions) {
        for (Condition each : conditions) {
            if ((values[each.word()] & each.values()) == 0) {
                return false;
            }
        }
        return true;
    }
}
