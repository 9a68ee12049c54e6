package org.sluis.law;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;

/**
 * The consents and refusals on record, each judged by the rows of stage consent: which count, and for whom. One is judged
 * when somebody asks about it; those of people who are not asked mostly never are.
 */
final class Statements {
    /** The child as a grantor; a holder is one by place, and {@link Holders#NOWHERE} somebody who is not on record. */
    static final int CHILD = -2;

    private final StageRows rows;
    private final LawFacts facts;
    private final LocalDate day;
    private final List<ConsentFact> all;
    /** By statement who made it: {@link #CHILD}, or the place of a holder. */
    private final int[] grantors;

    /** What is known of the subject leaves these alternatives. */
    private final long alternatives;

    private Statements(
            StageRows rows, LawFacts facts, LocalDate day, List<ConsentFact> all, int[] grantors, long alternatives) {
        this.rows = rows;
        this.facts = facts;
        this.day = day;
        this.all = all;
        this.grantors = grantors;
        this.alternatives = alternatives;
    }

    static Statements of(LawTable table, LawFacts facts, ConsentFacts known, Value subject) {
        StageRows rows = table.of(Stage.CONSENT);
        LocalDate day = known.day();
        List<ConsentFact> all = known.consents();
        int[] grantors = new int[all.size()];
        for (int i = 0; i < grantors.length; i++) {
            ConsentFact each = all.get(i);
            grantors[i] = each.byChild() ? CHILD : facts.holders().place(each.holder());
        }
        return new Statements(rows, facts, day, all, grantors, subject.consent());
    }

    List<ConsentFact> all() {
        return all;
    }

    int size() {
        return grantors.length;
    }

    ConsentFact get(int i) {
        return all.get(i);
    }

    /** The place of the row by which it does not count, or by which a court put it there. */
    int place(int i) {
        int place = place(i, false);
        return !rows.strikes(place) && besideAMoreSpecific(i) ? place(i, true) : place;
    }

    /** The rows by which they are judged. */
    StageRows rows() {
        return rows;
    }

    /** Who made it: {@link #CHILD}, or a holder. */
    int grantor(int i) {
        return grantors[i];
    }

    /** The categories that those name by which everyone grants who is asked. */
    Covering covering(Answers answers) {
        Covering covering = new Covering();
        for (long left = answers.standing(); left != 0; left &= left - 1) {
            covering.add(all.get(Long.numberOfTrailingZeros(left)));
        }
        for (int i = Long.SIZE; i < grantors.length; i++) {
            Answer answer = answers.by(grantor(i));
            if (answer != null && answer.rests(all.get(i), place(i), rows)) {
                covering.add(all.get(i));
            }
        }
        return covering;
    }

    /** The row that struck a yes of some holder who is not asked, where one that is asked gave none. */
    @Nullable
    LawRow instead(Answers asked) {
        for (int i = 0; i < grantors.length; i++) {
            ConsentFact consent = all.get(i);
            if (consent.grants() && grantors[i] != CHILD && asked.by(grantors[i]) == null) {
                LawRow strike = rows.strikes(place(i)) ? rows.row(place(i)) : null;
                if (strike != null && strike.reason() == Reason.CONSENT_WITHOUT_AUTHORITY) {
                    return strike;
                }
            }
        }
        return null;
    }

    private int place(int i, boolean beside) {
        return rows.place(facts.consent(all.get(i), grantors[i], beside, alternatives), day);
    }

    /** Of one grantor a statement about this very recipient goes before one about all of its kind, whichever is newer. */
    private boolean besideAMoreSpecific(int i) {
        ConsentFact consent = all.get(i);
        if (!consent.general()) {
            return false;
        }
        for (int other = 0; other < grantors.length; other++) {
            ConsentFact each = all.get(other);
            if (!each.general() && sameGrantor(each, consent) && says(other)) {
                return true;
            }
        }
        return false;
    }

    private boolean says(int i) {
        int place = place(i);
        return !rows.strikes(place) || rows.counts(place, all.get(i));
    }

    private static boolean sameGrantor(ConsentFact one, ConsentFact other) {
        return one.byChild() == other.byChild() && (one.byChild() || Objects.equals(one.holder(), other.holder()));
    }
}
