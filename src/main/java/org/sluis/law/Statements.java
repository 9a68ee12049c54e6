package org.sluis.law;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;

/** The consents and refusals on record, each judged by the rows of stage consent: which count, and for whom. */
final class Statements {
    private final LawTable table;
    private final LawFacts facts;
    private final ConsentFacts known;
    private final List<ConsentFact> all;
    /** Beside each the row by which it does not count, or by which a court put it there. */
    private final @Nullable LawRow[] rows;

    Statements(LawTable table, LawFacts facts, ConsentFacts known) {
        this.table = table;
        this.facts = facts;
        this.known = known;
        this.all = known.consents();
        this.rows = new @Nullable LawRow[all.size()];
    }

    /** Judges them all; before it nothing is struck. */
    void judge(Situation subject) {
        Situation situation = subject.copy();
        boolean general = false;
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row(i, false, situation, subject);
            general |= all.get(i).general();
        }
        if (general) {
            boolean[] beaten = new boolean[rows.length];
            for (int i = 0; i < rows.length; i++) {
                beaten[i] = besideAMoreSpecific(i);
            }
            for (int i = 0; i < rows.length; i++) {
                rows[i] = beaten[i] ? row(i, true, situation, subject) : rows[i];
            }
        }
    }

    /** What those of one grantor come to. @param holder null for the child */
    Answer of(@Nullable UUID holder) {
        Answer.Reading reading = new Answer.Reading(holder);
        for (int i = 0; i < rows.length; i++) {
            if (all.get(i).by(holder)) {
                reading.first(all.get(i), rows[i]);
            }
        }
        for (int i = 0; i < rows.length; i++) {
            if (all.get(i).by(holder)) {
                reading.again(all.get(i), rows[i]);
            }
        }
        return reading.answer();
    }

    /** The row that struck a yes of some holder who is not asked, where one that is asked gave none. */
    @Nullable
    LawRow instead(List<Answer> asked) {
        for (int i = 0; i < rows.length; i++) {
            ConsentFact consent = all.get(i);
            LawRow strike = strike(i);
            if (strike != null
                    && strike.reason() == Reason.CONSENT_WITHOUT_AUTHORITY
                    && consent.grants()
                    && !consent.byChild()
                    && asked.stream().noneMatch(each -> consent.by(each.holder()))) {
                return strike;
            }
        }
        return null;
    }

    /** Every statement looked at, oldest first, and why it counted or not; worked out when somebody reads it. */
    List<LawFinding.Considered> considered(List<Answer> answers) {
        return new AllConsidered(all, rows, answers);
    }

    private @Nullable LawRow row(int i, boolean beside, Situation situation, Situation subject) {
        situation.become(subject);
        facts.consent(known, all.get(i), beside, situation);
        return table.of(Stage.CONSENT).first(situation, known.day());
    }

    private @Nullable LawRow strike(int i) {
        LawRow row = rows[i];
        return row == null || row.replaces() ? null : row;
    }

    /** Of one grantor a statement about this very recipient goes before one about all of its kind, whichever is newer. */
    private boolean besideAMoreSpecific(int i) {
        ConsentFact consent = all.get(i);
        if (!consent.general() || strike(i) != null) {
            return false;
        }
        for (int other = 0; other < rows.length; other++) {
            ConsentFact each = all.get(other);
            if (!each.general() && sameGrantor(each, consent) && says(each, strike(other))) {
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
