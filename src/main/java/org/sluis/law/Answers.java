package org.sluis.law;

import org.jspecify.annotations.Nullable;

/** What those who are asked answer, in a fixed order: the child, then the holders by their ids. */
final class Answers {
    static final Answers NONE = new Answers(new StageRows(new LawRow[0], 0), new Answer[0], 0);
    private static final int GRANTS = Answer.Says.GRANTS.bit();
    private static final int REFUSES = Answer.Says.REFUSES.bit();
    private static final int OBJECTS = REFUSES | Answer.Says.WITHDREW.bit();
    private static final int STRUCK = Answer.Says.STRUCK.bit();

    private final StageRows rows;
    private final Answer[] all;
    private int size;
    /** What the child said, and what the holders did: the bits of it. */
    private int child;

    private int holders;

    private Answers(StageRows rows, Answer[] all, int size) {
        this.rows = rows;
        this.all = all;
        this.size = size;
    }

    /**
     * The answers of those whom the row asks, and the no of those whom it heeds.
     *
     * @param holders the places of those whom it asks among them, in order; where it asks holders and there are none, nobody
     *     is asked
     */
    static Answers of(LawRow needed, int[] holders, Statements statements) {
        int asked = needed.of().holders() ? holders.length : 0;
        boolean child = needed.of().child();
        if (needed.of().holders() && asked == 0 || asked == 0 && !child) {
            return NONE;
        }
        Answer[] all = new Answer[1 + asked];
        int size = 0;
        if (child || needed.heedsChild()) {
            all[size] = Answer.of(Statements.CHILD, statements);
            size += child || all[size].objects() ? 1 : 0;
        }
        for (int i = 0; i < asked; i++) {
            all[size++] = Answer.of(holders[i], statements);
        }
        Answers answers = new Answers(statements.rows(), all, size);
        answers.sumUp();
        return answers;
    }

    private void sumUp() {
        child = 0;
        holders = 0;
        for (int i = 0; i < size; i++) {
            int says = all[i].says().bit();
            child |= all[i].byChild() ? says : 0;
            holders |= all[i].byChild() ? 0 : says;
        }
    }

    int size() {
        return size;
    }

    Answer get(int i) {
        return all[i];
    }

    /** {@link Answer#row} of one of them. */
    @Nullable
    LawRow row(int i) {
        return rows.row(all[i].row());
    }

    /** What they leave of the rows of stage joint. */
    long leave(EngineWords words) {
        return words.answered(child, holders);
    }

    boolean object() {
        return ((child | holders) & OBJECTS) != 0;
    }

    boolean refuse() {
        return ((child | holders) & REFUSES) != 0;
    }

    /** Leaves out the holders who gave none. */
    void onlyHoldersWhoGrant() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (all[i].byChild() || all[i].grants()) {
                all[kept++] = all[i];
            }
        }
        size = kept;
        sumUp();
    }

    /** The answer of this grantor; null where that one is not asked. */
    @Nullable
    Answer by(int grantor) {
        for (int i = 0; i < size; i++) {
            if (all[i].grantor() == grantor) {
                return all[i];
            }
        }
        return null;
    }

    /** A bit for each statement by which they grant: {@link Answer#standing}. */
    long standing() {
        long standing = 0;
        for (int i = 0; i < size; i++) {
            standing |= all[i].standing();
        }
        return standing;
    }

    /** Of the rows by which a whole answer does not count the last of the table. */
    @Nullable
    LawRow furthestStruck() {
        LawRow furthest = null;
        for (int i = 0; ((child | holders) & STRUCK) != 0 && i < size; i++) {
            LawRow row = all[i].says() == Answer.Says.STRUCK ? row(i) : null;
            furthest = row != null && (furthest == null || row.rank() > furthest.rank()) ? row : furthest;
        }
        return furthest;
    }

    boolean lackAHolder() {
        return (holders & ~GRANTS) != 0;
    }

    boolean lackTheChild() {
        return (child & ~GRANTS) != 0;
    }
}
