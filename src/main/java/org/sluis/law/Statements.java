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
    /** The child as a grantor; a holder is one by place, and {@link LawFacts#NOWHERE} somebody who is not on record. */
    static final int CHILD = -2;

    private final StageRows rows;
    private final LawFacts facts;
    private final LocalDate day;
    private final List<ConsentFact> all;
    /** By statement who made it: {@link #CHILD}, or the place of a holder. */
    private final int[] grantors;

    private final @Nullable LawRow[] judged;
    private long done;
    private @Nullable Value subject;

    private Statements(
            StageRows rows,
            LawFacts facts,
            LocalDate day,
            List<ConsentFact> all,
            int[] grantors,
            @Nullable LawRow[] judged) {
        this.rows = rows;
        this.facts = facts;
        this.day = day;
        this.all = all;
        this.grantors = grantors;
        this.judged = judged;
    }

    static Statements of(LawTable table, LawFacts facts, ConsentFacts known) {
        int size = known.consents().size();
        return new Statements(
                table.of(Stage.CONSENT),
                facts,
                known.day(),
                known.consents(),
                new int[size],
                new @Nullable LawRow[size]);
    }

    /** From now on they are judged; before it nothing is struck, and nobody's is told from another's. */
    void judge(Value of) {
        subject = of;
        for (int i = 0; i < grantors.length; i++) {
            ConsentFact each = all.get(i);
            grantors[i] = each.byChild() ? CHILD : facts.place(each.holder());
        }
    }

    /** The row by which it does not count, or by which a court put it there; null where there is none. */
    @Nullable
    LawRow row(int i) {
        Value of = subject;
        boolean remembered = i < Long.SIZE && (done >> i & 1) != 0; // those after the 64th are judged each time
        if (!remembered && of != null) {
            LawRow row = row(i, false, of);
            judged[i] = strike(row) == null && besideAMoreSpecific(i) ? row(i, true, of) : row;
            done |= i < Long.SIZE ? 1L << i : 0;
        }
        return judged[i];
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
                answer.add(i, all.get(i), row(i));
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

    private @Nullable LawRow row(int i, boolean beside, Value of) {
        return rows.first(facts.consent(all.get(i), grantors[i], beside, of.consent()), day);
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
