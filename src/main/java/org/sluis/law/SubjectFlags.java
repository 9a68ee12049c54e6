package org.sluis.law;

/** The same as {@link Flags} of the subject: what is so of them, taken together, leaves this of all rows. */
final class SubjectFlags {
    static final int KNOWN = 1;
    static final int BIRTH_DATE_AGREES = 1 << 1;
    static final int CAPABLE = 1 << 2;
    /** Who has parental responsibility was checked. */
    static final int CHECKED = 1 << 3;
    /** Not too long ago. */
    static final int FRESH = 1 << 4;
    /** Of the holders with authority. None of the three: there is none. */
    static final int ONE = 1 << 5;

    static final int SEVERAL = 1 << 6;
    /** Of some it is not clear whether they have authority. */
    static final int UNCLEAR = ONE | SEVERAL;

    private final Value[] left = new Value[1 << 7];

    SubjectFlags(CompiledRows rows) {
        for (int flags = 0; flags < left.length; flags++) {
            String check = (flags & CHECKED) == 0 ? "missing" : (flags & FRESH) == 0 ? "stale" : "fresh";
            left[flags] = left(rows, "subject", (flags & KNOWN) == 0 ? "unknown" : "known")
                    .and(left(rows, "birth-date", (flags & BIRTH_DATE_AGREES) == 0 ? "differs" : "agrees"))
                    .and(left(rows, "capable", (flags & CAPABLE) == 0 ? "no" : "yes"))
                    .and(left(rows, "authority-check", check))
                    .and(left(rows, "holders", holders(flags & UNCLEAR)));
        }
    }

    private static String holders(int flags) {
        return switch (flags) {
            case 0 -> "none";
            case ONE -> "one";
            case SEVERAL -> "several";
            default -> "unclear";
        };
    }

    private static Value left(CompiledRows rows, String word, String value) {
        return rows.word(word).of(value);
    }

    /** @param flags those that hold */
    Value of(int flags) {
        return left[flags];
    }
}
