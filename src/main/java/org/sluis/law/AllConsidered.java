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
    private final Statements statements;
    private final Answers answers;
    private volatile @Nullable List<LawFinding.Considered> worked;

    AllConsidered(List<ConsentFact> consents, Statements statements, Answers answers) {
        this.consents = consents;
        this.statements = statements;
        this.answers = answers;
    }

    @Override
    public LawFinding.Considered get(int index) {
        List<LawFinding.Considered> once = worked;
        return once == null ? work().get(index) : once.get(index);
    }

    @Override
    public int size() {
        return consents.size();
    }

    private synchronized List<LawFinding.Considered> work() {
        List<LawFinding.Considered> once = worked;
        if (once == null) {
            once = workedOut();
            worked = once;
        }
        return once;
    }

    private List<LawFinding.Considered> workedOut() {
        return IntStream.range(0, consents.size())
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> consents.get(i).version())
                        .thenComparing(i -> consents.get(i).id()))
                .map(i -> considered(consents.get(i), statements.row(i), answers.by(statements.grantor(i))))
                .toList();
    }

    private LawFinding.Considered considered(ConsentFact consent, @Nullable LawRow row, @Nullable Answer answer) {
        if (row != null && !row.replaces()) {
            return new LawFinding.Considered(consent.id(), row.id(), row.reason());
        }
        if (answer == null) {
            return new LawFinding.Considered(consent.id(), LawFinding.NOT_ASKED, null);
        }
        boolean counts = answer.rests(consent, row)
                || answer.says() == Answer.Says.REFUSES && consent.effect().equals("refuse");
        return new LawFinding.Considered(consent.id(), counts ? null : LawFinding.SUPERSEDED, null);
    }
}
