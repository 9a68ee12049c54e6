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
    private final @Nullable Statements statements;
    private final Answers answers;
    private volatile @Nullable List<LawFinding.Considered> worked;

    /** @param statements null where nobody was asked, so that none was judged */
    AllConsidered(List<ConsentFact> consents, @Nullable Statements statements, Answers answers) {
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
                .map(i -> considered(i, consents.get(i)))
                .toList();
    }

    private LawFinding.Considered considered(int i, ConsentFact consent) {
        if (statements == null) {
            return new LawFinding.Considered(consent.id(), LawFinding.NOT_ASKED, null);
        }
        int by = statements.place(i);
        LawRow row = statements.rows().row(by);
        if (row != null && statements.rows().strikes(by)) {
            return new LawFinding.Considered(consent.id(), row.id(), row.reason());
        }
        Answer answer = answers.by(statements.grantor(i));
        if (answer == null) {
            return new LawFinding.Considered(consent.id(), LawFinding.NOT_ASKED, null);
        }
        boolean counts = answer.rests(consent, by, statements.rows())
                || answer.says() == Answer.Says.REFUSES && consent.effect().equals("refuse");
        return new LawFinding.Considered(consent.id(), counts ? null : LawFinding.SUPERSEDED, null);
    }
}
