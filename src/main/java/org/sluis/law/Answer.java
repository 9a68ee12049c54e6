package org.sluis.law;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one grantor's consents and refusals come to for one question: the newest that counts decides, and among equals
 * the objection. They are added one by one, and then it says what they come to.
 */
final class Answer {
    private final int grantor;
    private final StageRows rows;
    private boolean counts;
    private boolean ordered;
    /** The version of those that stand: of a court's where there is one, else of those that count. */
    private long newest = Long.MIN_VALUE;

    private long noTakenBack = Long.MIN_VALUE;
    /** A bit for each of those that stand, by the place of the statement; past the 64th there is none. */
    private long standing;

    /** The places of rows. */
    private int struck = StageRows.NONE;

    private int row = StageRows.NONE;
    private boolean refuses;
    private Says says = Says.MISSING;

    enum Says {
        GRANTS,
        REFUSES,
        WITHDREW,
        /** Only such as do not count. */
        STRUCK,
        MISSING;

        private final String code = name().toLowerCase(Locale.ROOT);

        /** Its own among those of all. */
        int bit() {
            return 1 << ordinal();
        }

        /** The word of the table for it. */
        String code() {
            return code;
        }
    }

    /** @param grantor who gives it: {@link Statements#grantor} @param rows of stage consent */
    Answer(int grantor, StageRows rows) {
        this.grantor = grantor;
        this.rows = rows;
    }

    /**
     * @param place of the statement
     * @param by the place of the row by which it does not count, or by which a court put it there
     */
    void add(int place, ConsentFact consent, int by) {
        LawRow because = rows.row(by);
        if (because != null && because.replaces()) {
            if (!ordered || consent.version() > newest) {
                ordered = true;
                begin(consent.version());
            }
            stand(place, consent, by);
        } else if (counts(consent, because)) {
            counts = true;
            if (!ordered && consent.version() > newest) {
                begin(consent.version());
            }
            if (!ordered) {
                stand(place, consent, by);
            }
        } else if (because != null && because.ends()) {
            noTakenBack = Math.max(noTakenBack, consent.version());
        } else if (because != null && consent.grants()) {
            struck = Math.max(struck, by);
        }
    }

    private void begin(long version) {
        newest = version;
        standing = 0;
        refuses = false;
        row = StageRows.NONE;
    }

    private void stand(int place, ConsentFact consent, int by) {
        if (consent.version() == newest) {
            standing |= place < Long.SIZE ? 1L << place : 0;
            refuses |= !ordered && !consent.grants();
            row = row == StageRows.NONE ? by : row;
        }
    }

    /** After the last: a court's word stands in the place of the rest; a no taken back gives no older yes its life again. */
    Answer conclude() {
        if (ordered) {
            says = Says.GRANTS;
        } else if (refuses) {
            says = Says.REFUSES;
        } else if (row != StageRows.NONE) {
            says = Says.WITHDREW;
        } else if (!counts) {
            says = struck == StageRows.NONE ? Says.MISSING : Says.STRUCK;
        } else {
            says = newest <= noTakenBack ? Says.MISSING : Says.GRANTS;
        }
        return this;
    }

    /** It stands, or is a yes that was taken back. */
    private static boolean counts(ConsentFact consent, @Nullable LawRow because) {
        return because == null || because.ends() && consent.grants();
    }

    int grantor() {
        return grantor;
    }

    boolean byChild() {
        return grantor == Statements.CHILD;
    }

    Says says() {
        return says;
    }

    /**
     * For a grant the row by which a court's word stands in its place; for {@code WITHDREW} and {@code STRUCK} the row that
     * says why; else null.
     */
    @Nullable
    LawRow row() {
        return switch (says) {
            case GRANTS, WITHDREW -> rows.row(row);
            case STRUCK -> rows.row(struck);
            case REFUSES, MISSING -> null;
        };
    }

    /** Whether this statement of the same grantor is one by which it grants. @param because as it was added */
    boolean rests(ConsentFact consent, @Nullable LawRow because) {
        return says == Says.GRANTS
                && consent.version() == newest
                && (ordered ? because != null && because.replaces() : counts(consent, because));
    }

    /** A bit for each statement by which it grants, by its place; past the 64th ask {@link #rests}. */
    long standing() {
        return says == Says.GRANTS ? standing : 0;
    }

    boolean objects() {
        return says == Says.REFUSES || says == Says.WITHDREW;
    }

    boolean grants() {
        return says == Says.GRANTS;
    }
}
