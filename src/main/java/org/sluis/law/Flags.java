package org.sluis.law;

/**
 * What is so of a statement, or is not, taken together: of all that holds at once, what it leaves of the rows of stage consent
 * is worked out when a law is loaded, and a statement takes one look.
 */
final class Flags {
    static final int WITHDRAWN = 1;
    static final int SAME_RECIPIENT = 1 << 1;
    static final int SAME_PURPOSE = 1 << 2;
    static final int GENERAL = 1 << 3;
    static final int PROVED = 1 << 4;
    static final int VERIFIED = 1 << 5;
    /** The same grantor made a more specific one that counts. */
    static final int BESIDE = 1 << 6;

    static final int BEGUN = 1 << 7;
    static final int ENDED = 1 << 8;

    private final long[] left = new long[1 << 9];

    Flags(CompiledRows rows) {
        for (int flags = 0; flags < left.length; flags++) {
            String period = (flags & BEGUN) == 0 ? "before" : (flags & ENDED) == 0 ? "within" : "after";
            left[flags] = left(rows, "withdrawn", flags & WITHDRAWN, "yes", "no")
                    & left(rows, "recipient", flags & SAME_RECIPIENT, "same", "other")
                    & left(rows, "purpose", flags & SAME_PURPOSE, "same", "other")
                    & left(rows, Vocabulary.BREADTH, flags & GENERAL, "general", "specific")
                    & left(rows, "proof", flags & PROVED, "complete", "missing")
                    & left(rows, "verified", flags & VERIFIED, "yes", "no")
                    & left(rows, "beside", flags & BESIDE, "more-specific", "alone")
                    & rows.word("period").of(period).consent();
        }
    }

    private static long left(CompiledRows rows, String word, int flag, String yes, String no) {
        return rows.word(word).of(flag == 0 ? no : yes).consent();
    }

    /** @param flags those that hold */
    long of(int flags) {
        return left[flags];
    }
}
