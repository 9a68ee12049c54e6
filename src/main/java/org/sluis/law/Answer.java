package org.sluis.law;

import java.util.Locale;

/**
 * What one grantor's consents and refusals come to for one question: the newest that counts decides, and among equals
 * the objection; a court's word stands in the place of the rest; a no taken back gives no older yes its life again.
 */
final class Answer {
    private final int grantor;
    private final Says says;
    private final int row;
    private final boolean ordered;
    private final long newest;
    private final long standing;

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

    private Answer(int grantor, Says says, int row, boolean ordered, long newest, long standing) {
        this.grantor = grantor;
        this.says = says;
        this.row = row;
        this.ordered = ordered;
        this.newest = newest;
        this.standing = standing;
    }

    /** @param grantor who gives it: {@link Statements#grantor} */
    static Answer of(int grantor, Statements statements) {
        StageRows rows = statements.rows();
        boolean counts = false;
        boolean ordered = false;
        boolean refuses = false;
        long newest = Long.MIN_VALUE; // of those that stand: of a court's where there is one, else of those that count
        long noTakenBack = Long.MIN_VALUE;
        long standing = 0;
        int struck = StageRows.NONE;
        int row = StageRows.NONE;
        for (int i = 0; i < statements.size(); i++) {
            if (statements.grantor(i) != grantor) {
                continue;
            }
            ConsentFact consent = statements.get(i);
            int by = statements.place(i);
            boolean replaces = rows.replaces(by);
            boolean stands = replaces || rows.counts(by, consent);
            if (stands && (replaces || !ordered)) {
                if (replaces && !ordered || consent.version() > newest) {
                    newest = consent.version();
                    standing = 0;
                    refuses = false;
                    row = StageRows.NONE;
                }
                if (consent.version() == newest) {
                    standing |= i < Long.SIZE ? 1L << i : 0;
                    refuses |= !consent.grants();
                    row = row == StageRows.NONE ? by : row;
                }
                ordered |= replaces;
                counts = true;
            } else if (!stands && rows.ends(by)) {
                noTakenBack = Math.max(noTakenBack, consent.version());
            } else if (!stands && consent.grants()) {
                struck = Math.max(struck, by);
            }
        }
        Says says =
                says(ordered, refuses, row != StageRows.NONE, counts, newest <= noTakenBack, struck != StageRows.NONE);
        int because = says == Says.STRUCK ? struck : says == Says.REFUSES ? StageRows.NONE : row;
        return new Answer(grantor, says, because, ordered, newest, says == Says.GRANTS ? standing : 0);
    }

    private static Says says(
            boolean ordered, boolean refuses, boolean withdrew, boolean counts, boolean takenBack, boolean struck) {
        if (ordered) {
            return Says.GRANTS;
        } else if (refuses) {
            return Says.REFUSES;
        } else if (withdrew) {
            return Says.WITHDREW;
        } else if (!counts) {
            return struck ? Says.STRUCK : Says.MISSING;
        }
        return takenBack ? Says.MISSING : Says.GRANTS;
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
     * For a grant the place of the row by which a court's word stands in its place; for {@code WITHDREW} and {@code STRUCK} of
     * the row that says why.
     */
    int row() {
        return row;
    }

    /** Whether this statement of the same grantor is one by which it grants. @param by the place of its row */
    boolean rests(ConsentFact consent, int by, StageRows rows) {
        return says == Says.GRANTS
                && consent.version() == newest
                && (ordered ? rows.replaces(by) : rows.counts(by, consent));
    }

    /** A bit for each statement by which it grants, by its place; past the 64th ask {@link #rests}. */
    long standing() {
        return standing;
    }

    boolean objects() {
        return says == Says.REFUSES || says == Says.WITHDREW;
    }

    boolean grants() {
        return says == Says.GRANTS;
    }
}
