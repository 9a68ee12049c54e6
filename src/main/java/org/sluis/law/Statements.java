package org.sluis.law;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;

/**
 * The consents and refusals on record, each judged by the rows of stage consent: which count, and for whom. One is judged
 * when somebody first asks about it; those of people who are not asked mostly never are.
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

    /** By statement the place of its row. */
    private final int[] judged;

    private long done;
    private boolean judging;
    /** What is known of the subject leaves these alternatives. */
    private long alternatives;

    private Statements(
            StageRows rows, LawFacts facts, LocalDate day, List<ConsentFact> all, int[] grantors, int[] judged) {
        this.rows = rows;
        this.facts = facts;
        this.day = day;
        this.all = all;
        this.grantors = grantors;
        this.judged = judged;
    }

    static Statements of(LawTable table, LawFacts facts, ConsentFacts known) {
        StageRows rows = table.of(Stage.CONSENT);
        LocalDate day = known.day();
        List<ConsentFact> all = known.consents();
        int[] grantors = new int[all.size()];
        int[] judged = new int[all.size()];
        return new Statements(rows, facts, day, all, grantors, judged);
    }

    /** From now on they are judged; before it nothing is struck, and nobody's is told from another's. */
    void judge(Value of) {
        alternatives = of.consent();
        judging = true;
        for (int i = 0; i < grantors.length; i++) {
            ConsentFact each = all.get(i);
            grantors[i] = each.byChild() ? CHILD : facts.holders().place(each.holder());
        }
    }

    /** The row by which it does not count, or by which a court put it there; null where there is none. */
    @Nullable
    LawRow row(int i) {
        return rows.row(place(i));
    }

    private int place(int i) {
        boolean remembered = i < Long.SIZE && (done >> i & 1) != 0; // those after the 64th are judged each time
        if (remembered) {
            return judged[i];
        } else if (!judging) {
            return StageRows.NONE;
        }
        int place = place(i, false);
        judged[i] = strike(rows.row(place)) == null && besideAMoreSpecific(i) ? place(i, true) : place;
        done |= i < Long.SIZE ? 1L << i : 0;
        return judged[i];
    }

    /** The rows by which they are judged. */
    StageRows rows() {
        return rows;
    }

    /** Who made it: {@link #CHILD}, or a holder. */
    int grantor(int i) {
        return grantors[i];
    }

    /** Adds each to the answer of whoever made it, where that one is asked. */
    void answer(Answers answers) {
        for (int i = 0; i < judged.length; i++) {
            Answer answer = answers.by(grantor(i));
            if (answer != null) {
                answer.add(i, all.get(i), place(i));
            }
        }
    }

    /** The categories that those name by which everyone grants who is asked. */
    Covering covering(Answers answers) {
        Covering covering = new Covering();
        for (long left = answers.standing(); left != 0; left &= left - 1) {
            covering.add(all.get(Long.numberOfTrailingZeros(left)));
        }
        for (int i = Long.SIZE; i < judged.length; i++) {
            Answer answer = answers.by(grantor(i));
            if (answer != null && answer.rests(all.get(i), row(i))) {
                covering.add(all.get(i));
            }
        }
        return covering;
    }

    /** The row that struck a yes of some holder who is not asked, where one that is asked gave none. */
    @Nullable
    LawRow instead(Answers asked) {
        for (int i = 0; i < judged.length; i++) {
            ConsentFact consent = all.get(i);
            if (consent.grants() && grantors[i] != CHILD && asked.by(grantors[i]) == null) {
                LawRow strike = strike(row(i));
                if (strike != null && strike.reason() == Reason.CONSENT_WITHOUT_AUTHORITY) {
                    return strike;
                }
            }
        }
        return null;
    }

    /** Every statement looked at, oldest first, and why it counted or not; worked out when somebody reads it. */
    List<LawFinding.Considered> considered(Answers answers) {
        return new AllConsidered(all, this, answers);
    }

    private int place(int i, boolean beside) {
        return rows.place(facts.consent(all.get(i), grantors[i], beside, alternatives), day);
    }

    private static @Nullable LawRow strike(@Nullable LawRow row) {
        return row == null || row.replaces() ? null : row;
    }

    /** Of one grantor a statement about this very recipient goes before one about all of its kind, whichever is newer. */
    private boolean besideAMoreSpecific(int i) {
        ConsentFact consent = all.get(i);
        if (!consent.general()) {
            return false;
        }
        for (int other = 0; other < judged.length; other++) {
            ConsentFact each = all.get(other);
            if (!each.general() && sameGrantor(each, consent) && says(each, strike(row(other)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean sameGrantor(ConsentFact one, ConsentFact other) {
        return one.byChild() == other.byChild() && (one.byChild() || Objects.equals(one.holder(), other.holder()));
    }

    /** It counts, or is a yes that was taken back. */
    private static boolean says(ConsentFact consent, @Nullable LawRow strike) {
        return strike == null || strike.ends() && consent.grants();
    }
}
