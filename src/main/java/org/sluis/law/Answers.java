package org.sluis.law;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What those who are asked answer, in a fixed order: the child, then the holders by their ids. */
final class Answers {
    static final Answers NONE = new Answers(List.of());

    private final List<Answer> all;

    private Answers(List<Answer> all) {
        this.all = all;
    }

    /**
     * The answers of those whom the row asks, and the no of those whom it heeds.
     *
     * @param holders whom it asks among them, in order; where it asks holders and there are none, nobody is asked
     */
    static Answers of(LawRow needed, List<UUID> holders, Statements statements) {
        boolean holdersAsked = needed.of().contains(Vocabulary.HOLDER);
        boolean childAsked = needed.of().contains(Vocabulary.CHILD);
        if (holdersAsked && holders.isEmpty() || !holdersAsked && !childAsked) {
            return NONE;
        }
        List<Answer> all = new ArrayList<>(3);
        if (childAsked || needed.heeds().contains(Vocabulary.CHILD)) {
            Answer child = statements.of(null);
            if (childAsked || child.objects()) {
                all.add(child);
            }
        }
        if (holdersAsked) {
            for (UUID holder : holders) {
                all.add(statements.of(holder));
            }
        }
        return new Answers(all);
    }

    List<Answer> all() {
        return all;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Says them in the words of stage joint. */
    void say(EngineWords words, Situation into) {
        for (Answer each : all) {
            into.also(words.answered(each.says(), each.holder()));
        }
    }

    boolean object() {
        for (Answer each : all) {
            if (each.objects()) {
                return true;
            }
        }
        return false;
    }

    boolean refuse() {
        for (Answer each : all) {
            if (each.says() == Answer.Says.REFUSES) {
                return true;
            }
        }
        return false;
    }

    Answers withoutHoldersWhoGaveNone() {
        return new Answers(all.stream()
                .filter(each -> each.holder() == null || each.grants())
                .toList());
    }

    /** Of the rows by which a whole answer does not count the last of the table. */
    @Nullable
    LawRow furthestStruck() {
        LawRow furthest = null;
        for (Answer each : all) {
            LawRow row = each.says() == Answer.Says.STRUCK ? each.row() : null;
            furthest = row != null && (furthest == null || row.rank() > furthest.rank()) ? row : furthest;
        }
        return furthest;
    }

    boolean lackAHolder() {
        for (Answer each : all) {
            if (each.holder() != null && !each.grants()) {
                return true;
            }
        }
        return false;
    }

    boolean lackTheChild() {
        return !all.isEmpty() && all.get(0).holder() == null && !all.get(0).grants();
    }
}
