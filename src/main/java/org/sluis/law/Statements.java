package org.sluis.law;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;

/** The consents and refusals on record, each judged by the rows of stage consent: which count, and for whom. */
final class Statements {
    private static final String REPLACES = "replaces";
    private static final String ENDED = "ended";

    private final LawTable table;
    private final LawFacts facts;
    private final ConsentFacts known;
    private final Situation subject;
    private final Map<UUID, LawRow> strikes = new HashMap<>();
    private final Map<UUID, LawRow> orders = new HashMap<>();

    Statements(LawTable table, LawFacts facts, ConsentFacts known, Situation subject) {
        this.table = table;
        this.facts = facts;
        this.known = known;
        this.subject = subject;
    }

    /** Judges them all; before it nothing is struck. */
    void judge() {
        known.consents().forEach(consent -> judge(consent, "alone"));
        List<ConsentFact> beaten =
                known.consents().stream().filter(this::besideAMoreSpecific).toList();
        beaten.forEach(consent -> judge(consent, "more-specific"));
    }

    /** What those of one grantor come to; a court's word stands in the place of whatever that is. */
    Answer of(String grantor) {
        List<ConsentFact> own = new ArrayList<>();
        List<ConsentFact> ordered = new ArrayList<>();
        for (ConsentFact each : known.consents()) {
            if (LawFacts.grantor(each).equals(grantor)) {
                (orders.containsKey(each.id()) ? ordered : own).add(each);
            }
        }
        return ordered.isEmpty() ? Answer.of(own, strikes) : Answer.ofCourt(ordered);
    }

    /** The row by which a court's word stands in the place of somebody's own. */
    Optional<LawRow> order(Answer answer) {
        return answer.standing().stream()
                .flatMap(consent -> Stream.ofNullable(orders.get(consent.id())))
                .findFirst();
    }

    /** The row that struck a yes of some holder who is not asked, where one that is asked gave none. */
    Optional<LawRow> instead(Set<String> asked) {
        return known.consents().stream()
                .filter(c -> c.effect().equals("grant") && !c.grantor().equals(Vocabulary.CHILD))
                .filter(c -> !asked.contains(LawFacts.grantor(c)))
                .flatMap(c -> Stream.ofNullable(strikes.get(c.id())))
                .filter(row -> row.reason() == Reason.CONSENT_WITHOUT_AUTHORITY)
                .findFirst();
    }

    /** Every statement looked at, oldest first, and why it counted or not. */
    List<LawFinding.Considered> considered(Map<String, Answer> answers) {
        return known.consents().stream()
                .sorted(Comparator.comparingLong(ConsentFact::version).thenComparing(ConsentFact::id))
                .map(consent -> considered(consent, answers.get(LawFacts.grantor(consent))))
                .toList();
    }

    private void judge(ConsentFact consent, String beside) {
        orders.remove(consent.id());
        table.first(Stage.CONSENT, facts.consent(subject, known, consent, beside), known.day())
                .ifPresent(row -> (row.then().equals(REPLACES) ? orders : strikes).put(consent.id(), row));
    }

    /** Of one grantor a statement about this very recipient goes before one about all of its kind, whichever is newer. */
    private boolean besideAMoreSpecific(ConsentFact consent) {
        return LawFacts.general(consent)
                && !strikes.containsKey(consent.id())
                && known.consents().stream()
                        .filter(each -> !LawFacts.general(each)
                                && LawFacts.grantor(each).equals(LawFacts.grantor(consent)))
                        .anyMatch(this::says);
    }

    /** It counts, or is a yes that was taken back. */
    private boolean says(ConsentFact consent) {
        LawRow strike = strikes.get(consent.id());
        return strike == null || strike.then().equals(ENDED) && consent.effect().equals("grant");
    }

    private LawFinding.Considered considered(ConsentFact consent, @Nullable Answer answer) {
        LawRow strike = strikes.get(consent.id());
        if (strike != null) {
            return new LawFinding.Considered(consent.id(), strike.id(), strike.reason());
        } else if (answer == null) {
            return new LawFinding.Considered(consent.id(), LawFinding.NOT_ASKED, null);
        }
        boolean counts = answer.standing().contains(consent)
                || answer.says().equals("refuses") && consent.effect().equals("refuse");
        return new LawFinding.Considered(consent.id(), counts ? null : LawFinding.SUPERSEDED, null);
    }
}
