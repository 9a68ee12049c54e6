package org.sluis.law;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Reason;
import org.sluis.canonical.TextSet;

/**
 * Goes through the stages for one question. Knows the words of the table and no country. A needed yes that is missing or
 * does not count, and a no, can never lead to PERMIT, whatever the rows say. Without anyone asked it permits only what is
 * about nobody, and only where a row says that nobody is asked; and the minimum that a row of stage exception names.
 */
final class LawEngine {
    private static final SortedMap<String, String> NOTHING_WITHHELD = Collections.emptySortedMap();

    private final LawTable table;
    private final LocalDate day;
    private final LawFacts facts;
    private final Value subject;
    private final Statements statements;
    private final Applied applied;
    private Answers answers = Answers.NONE;
    private TextSet covered = TextSet.NONE;
    private List<UUID> consents = List.of();
    private SortedMap<String, String> withheld = NOTHING_WITHHELD;

    private LawEngine(
            LawTable table, LocalDate day, LawFacts facts, Value subject, Statements statements, Applied applied) {
        this.table = table;
        this.day = day;
        this.facts = facts;
        this.subject = subject;
        this.statements = statements;
        this.applied = applied;
    }

    static LawFinding find(Regime regime, Regime.Case said, PartyId recipient, @Nullable ConsentFacts known) {
        if (regime.anonymous()) {
            return aboutNobody(regime, said, known);
        }
        LawTable table = regime.table();
        if (known == null) {
            Value away = table.ordinary().and(table.words().unreachable);
            return ofNobody(table.of(Stage.REGISTER).first(away.answered(), LocalDate.MIN));
        }
        LawFacts facts = LawFacts.of(regime, said, recipient, known);
        Value subject = facts.subject();
        LawRow stops = table.stops(subject, known.day());
        if (stops != null && !stops.permitsMinimum()) {
            return stopped(stops, new AllConsidered(known.consents(), null, Answers.NONE));
        }
        Statements statements = Statements.of(table, facts, known, subject);
        Applied applied = Applied.to(table);
        return new LawEngine(table, known.day(), facts, subject, statements, applied).find(stops);
    }

    /** Somebody on record is somebody: then the rules for people hold, and not this one. */
    private static LawFinding aboutNobody(Regime regime, Regime.Case said, @Nullable ConsentFacts known) {
        LocalDate day = known == null ? LocalDate.MIN : known.day();
        LawRow row =
                regime.table().asksNobody().first(LawFacts.nobody(regime, said).asks(), day);
        if (row == null || known != null && known.subject() != null) {
            return ofNobody(null);
        }
        return new LawFinding(
                Outcome.PERMIT, null, List.of(row.id()), TextSet.NONE, List.of(), NOTHING_WITHHELD, List.of());
    }

    private static LawFinding ofNobody(@Nullable LawRow row) {
        return stopped(row, List.of());
    }

    private static LawFinding stopped(@Nullable LawRow row, List<LawFinding.Considered> considered) {
        Reason reason = row == null || row.reason() == null ? Reason.SITUATION_UNKNOWN : row.reason();
        List<String> rows = row == null ? List.of() : List.of(row.id());
        return new LawFinding(reason.outcome(), reason, rows, TextSet.NONE, List.of(), NOTHING_WITHHELD, considered);
    }

    /** @param minimum the row that permits something without anyone's yes, where there is one */
    private LawFinding find(@Nullable LawRow minimum) {
        Reason reason = minimum == null ? reason() : minimum(minimum);
        Outcome outcome = reason == null ? Outcome.PERMIT : reason.outcome();
        Statements judged = minimum == null ? statements : null;
        List<LawFinding.Considered> considered = new AllConsidered(statements.all(), judged, answers);
        return new LawFinding(outcome, reason, applied, covered, consents, withheld, considered);
    }

    /** Why it stays; null where it goes. The stages in their order. */
    private @Nullable Reason reason() {
        LawRow needed = table.asks().first(subject.asks(), day);
        if (needed == null) {
            return Reason.SITUATION_UNKNOWN;
        }
        applied.then(needed);
        answers = Answers.of(needed, facts.holders().asked(needed), statements);
        if (answers.size() == 0) {
            return Reason.SITUATION_UNKNOWN;
        }
        for (int i = 0; i < answers.size(); i++) {
            LawRow ordered = answers.get(i).grants() ? answers.row(i) : null;
            if (ordered != null) {
                applied.once(ordered);
            }
        }
        long joint = subject.answered() & answers.leave(table.words());
        if (answers.object()) {
            LawRow denies = table.denies().first(joint, day);
            return denies == null ? objection() : refuse(denies);
        }
        LawRow row = table.of(Stage.JOINT).first(joint, day);
        if (row != null && row.reason() != null) {
            return stop(row);
        } else if (row != null) {
            applied.once(row);
            answers.onlyHoldersWhoGrant();
        }
        // What is still lacking for a yes: first such as do not count, the furthest of them in the table, then missing.
        LawRow struck = answers.furthestStruck();
        if (struck != null) {
            return stop(struck);
        } else if (answers.lackAHolder()) {
            LawRow instead = statements.instead(answers);
            return instead == null ? Reason.CONSENT_MISSING_HOLDER : stop(instead);
        } else if (answers.lackTheChild()) {
            return Reason.CONSENT_MISSING_CHILD;
        } else if (answers.size() == 0) {
            return Reason.SITUATION_UNKNOWN;
        }
        LawRow veto = table.of(Stage.VETO).first(subject.asks(), day);
        return veto == null ? covered(statements.covering(answers)) : stop(veto);
    }

    private Reason refuse(LawRow row) {
        Reason reason = stop(row);
        if (reason == Reason.CONSENT_WITHDRAWN) {
            addWithdrawals();
        }
        return reason;
    }

    private Reason objection() {
        addWithdrawals();
        return answers.refuse() ? Reason.CONSENT_REFUSED : Reason.CONSENT_WITHDRAWN;
    }

    private void addWithdrawals() {
        for (int i = 0; i < answers.size(); i++) {
            LawRow ended = answers.get(i).says() == Answer.Says.WITHDREW ? answers.row(i) : null;
            if (ended != null) {
                applied.once(ended);
            }
        }
    }

    private @Nullable Reason covered(Covering covering) {
        LawRow byEvery = coverage(true);
        LawRow bySome = covering.bySome() ? coverage(false) : null;
        if (byEvery != null && covering.everyFirst()) {
            applied.once(byEvery);
        }
        if (bySome != null) {
            applied.once(bySome);
        } else if (covering.bySome()) {
            return Reason.SITUATION_UNKNOWN;
        }
        if (byEvery == null) {
            covered = covering.byEvery();
        } else if (!covering.byEvery().isEmpty()) {
            applied.once(byEvery);
        }
        consents = covering.consents();
        return permit();
    }

    private @Nullable LawRow coverage(boolean byEvery) {
        long left = subject.answered() & table.words().namedBy.of(byEvery).answered();
        return table.of(Stage.COVERAGE).first(left, day);
    }

    /** What a row permits without anyone's yes: those categories, by what is on record instead of a consent. */
    private @Nullable Reason minimum(LawRow row) {
        applied.once(row);
        covered = TextSet.of(row.what().keySet());
        consents = facts.onRecordFor(row);
        return permit();
    }

    private @Nullable Reason permit() {
        if (table.of(Stage.ELEMENT).any(subject.asks())) {
            withhold();
        }
        return null;
    }

    private void withhold() {
        for (LawRow row : table.of(Stage.ELEMENT).all(subject.asks(), day)) {
            applied.once(row);
            withheld = withheld.isEmpty() ? row.what() : both(withheld, row.what());
        }
    }

    private static SortedMap<String, String> both(SortedMap<String, String> some, SortedMap<String, String> more) {
        SortedMap<String, String> both = new TreeMap<>(more);
        both.putAll(some);
        return Collections.unmodifiableSortedMap(both);
    }

    private Reason stop(LawRow row) {
        applied.then(row);
        return row.reason() == null ? Reason.SITUATION_UNKNOWN : row.reason();
    }
}
