package org.sluis.law;

import java.util.AbstractList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Every statement that a finding looked at, oldest first. Most decisions are only carried out; this is worked out when one
 * is explained, from what the finding was made of, and is the same every time.
 */
final class AllConsidered extends AbstractList<LawFinding.Considered> {
    private final List<ConsentFact> consents;
    private final @Nullable LawRow[] rows;
    private final List<Answer> answers;
    private volatile @Nullable List<LawFinding.Considered> worked;

    /** @param rows beside each the row by which it does not count, or by which a court put it there */
    AllConsidered(List<ConsentFact> consents, @Nullable LawRow[] rows, List<Answer> answers) {
        this.consents = consents;
        this.rows = rows;
        this.answers = answers;
    }

    @Override
    public LawFinding.Considered get(int index) {
        List<LawFinding.Considered> once = worked;
        if (once == null) {
            once = work();
            worked = once;
        }
        return once.get(index);
    }

    @Override
    public int size() {
        return rows.length;
    }

    private List<LawFinding.Considered> work() {
        return IntStream.range(0, rows.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> consents.get(i).version())
                        .thenComparing(i -> consents.get(i).id()))
                .map(i -> considered(consents.get(i), rows[i]))
                .toList();
    }

    private LawFinding.Considered considered(ConsentFact consent, @Nullable LawRow row) {
        if (row != null && !row.replaces()) {
            return new LawFinding.Considered(consent.id(), row.id(), row.reason());
        }
        for (Answer answer : answers) {
            if (consent.by(answer.holder())) {
                boolean counts = answer.standing().contains(consent)
                        || answer.says() == Answer.Says.REFUSES
                                && consent.effect().equals("refuse");
                return new LawFinding.Considered(consent.id(), counts ? null : LawFinding.SUPERSEDED, null);
            }
        }
        return new LawFinding.Considered(consent.id(), LawFinding.NOT_ASKED, null);
    }
}
