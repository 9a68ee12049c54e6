package org.sluis.law;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one grantor's consents and refusals come to for one question: the newest that counts decides, and among equals
 * the objection.
 *
 * @param holder internal id; null for the child
 * @param standing the consents that grant; empty for any other answer
 * @param row for a grant the row by which a court's word stands in its place; for {@code WITHDREW} and {@code STRUCK} the
 *     row that says why; else null
 */
record Answer(
        @Nullable UUID holder,
        Says says,
        List<ConsentFact> standing,
        @Nullable LawRow row) {

    enum Says {
        GRANTS,
        REFUSES,
        WITHDREW,
        /** Only such as do not count. */
        STRUCK,
        MISSING;

        private final String code = name().toLowerCase(Locale.ROOT);

        /** The word of the table for it. */
        String code() {
            return code;
        }
    }

    /** What is on record of one grantor, looked at one by one, and then again once it is known which are the newest. */
    static final class Reading {
        private final @Nullable UUID holder;
        private boolean counts;
        private long newest = Long.MIN_VALUE;
        private boolean ordered;
        private long newestOrder = Long.MIN_VALUE;
        private long noTakenBack = Long.MIN_VALUE;
        private @Nullable LawRow struck;
        private boolean refuses;
        private @Nullable LawRow row;
        private final List<ConsentFact> standing = new ArrayList<>(1);

        Reading(@Nullable UUID holder) {
            this.holder = holder;
        }

        /** @param because the row by which it does not count, or by which a court put it there; null where there is none */
        void first(ConsentFact consent, @Nullable LawRow because) {
            if (because != null && because.replaces()) {
                ordered = true;
                newestOrder = Math.max(newestOrder, consent.version());
            } else if (counts(consent, because)) {
                counts = true;
                newest = Math.max(newest, consent.version());
            } else if (because != null && because.ends()) {
                noTakenBack = Math.max(noTakenBack, consent.version());
            } else if (because != null && consent.grants() && (struck == null || because.rank() > struck.rank())) {
                struck = because;
            }
        }

        void again(ConsentFact consent, @Nullable LawRow because) {
            boolean aCourts = because != null && because.replaces();
            if (aCourts != ordered
                    || consent.version() != (ordered ? newestOrder : newest)
                    || !ordered && !counts(consent, because)) {
                return;
            }
            refuses |= !ordered && !consent.grants();
            row = row == null ? because : row;
            standing.add(consent);
        }

        /** A court's word stands in the place of the rest; a no that is taken back gives no older yes its life again. */
        Answer answer() {
            if (ordered) {
                return new Answer(holder, Says.GRANTS, standing, row);
            } else if (refuses) {
                return new Answer(holder, Says.REFUSES, List.of(), null);
            } else if (row != null) {
                return new Answer(holder, Says.WITHDREW, List.of(), row);
            } else if (!counts) {
                return new Answer(holder, struck == null ? Says.MISSING : Says.STRUCK, List.of(), struck);
            }
            return newest <= noTakenBack
                    ? new Answer(holder, Says.MISSING, List.of(), null)
                    : new Answer(holder, Says.GRANTS, standing, null);
        }

        /** It stands, or is a yes that was taken back. */
        private static boolean counts(ConsentFact consent, @Nullable LawRow because) {
            return because == null || because.ends() && consent.grants();
        }
    }

    boolean objects() {
        return says == Says.REFUSES || says == Says.WITHDREW;
    }

    boolean grants() {
        return says == Says.GRANTS;
    }
}
