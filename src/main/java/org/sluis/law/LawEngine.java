package org.sluis.law;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Reason;
import org.sluis.canonical.TextSet;

/**
 * Goes through the stages for one question. Knows the words of the table and no country. A needed yes that is missing or
 * does not count, and a no, can never lead to PERMIT, whatever the rows say. Without anyone asked it permits only what is
 * about nobody, and only where a row says that nobody is asked; and the minimum that a row of stage exception names.
 */
final class LawEngine {
    private static final TextSet NOTHING_COVERED = TextSet.NONE;
    private static final SortedMap<String, String> NOTHING_WITHHELD = Collections.emptySortedMap();

    private final LawTable table;
    private final LawQuestion question;
    private final LawFacts facts;
    private final LocalDate day;
    private final Applied applied = new Applied();

    LawEngine(LawTable table, LawQuestion question) {
        this.table = table;
        this.question = question;
        this.facts = new LawFacts(table, question);
        ConsentFacts known = question.facts();
        this.day = known == null ? LocalDate.MIN : known.day();
    }

    LawFinding find() {
        ConsentFacts known = question.facts();
        if (question.is(Circumstance.ANONYMOUS)) {
            return aboutNobody(known);
        } else if (known == null) {
            Situation away = table.ordinary().is(table.words().unreachable);
            LawRow row = table.of(Stage.REGISTER).first(away.answered(), day);
            return row == null ? finding(Reason.SITUATION_UNKNOWN, List.of()) : stop(row, List.of());
        }
        Situation subject = facts.subject(known);
        Asked asked = new Asked(known, subject, new Statements(table, facts, known));
        LawRow stops = table.stops(subject, day);
        if (stops != null) {
            return stops.then().equals(LawRow.PERMIT_MINIMUM) ? asked.minimum(stops) : stop(stops, asked.considered());
        }
        asked.statements.judge(subject);
        LawRow needed = table.asks().first(subject.asks(), day);
        return needed == null ? asked.unknown() : asked.ask(needed);
    }

    /** Somebody on record is somebody: then the rules for people hold, and not this one. */
    private LawFinding aboutNobody(@Nullable ConsentFacts known) {
        LawRow row = table.asksNobody().first(facts.nobody().asks(), day);
        if (row == null || known != null && known.subject() != null) {
            return finding(Reason.SITUATION_UNKNOWN, List.of());
        }
        applied.then(row);
        return new LawFinding(Outcome.PERMIT, null, applied, NOTHING_COVERED, List.of(), NOTHING_WITHHELD, List.of());
    }

    private LawFinding stop(LawRow row, List<LawFinding.Considered> considered) {
        applied.then(row);
        return finding(row.reason() == null ? Reason.SITUATION_UNKNOWN : row.reason(), considered);
    }

    private LawFinding finding(Reason reason, List<LawFinding.Considered> considered) {
        return new LawFinding(
                reason.outcome(), reason, applied, NOTHING_COVERED, List.of(), NOTHING_WITHHELD, considered);
    }

    /** The part of the way on which people are asked. */
    private final class Asked {
        private final ConsentFacts known;
        private final Situation subject;
        private final Statements statements;
        private Answers answers = Answers.NONE;

        Asked(ConsentFacts known, Situation subject, Statements statements) {
            this.known = known;
            this.subject = subject;
            this.statements = statements;
        }

        LawFinding ask(LawRow needed) {
            applied.then(needed);
            answers = Answers.of(needed, facts.holders(known, needed), statements);
            if (answers.size() == 0) {
                return unknown();
            }
            for (int i = 0; i < answers.size(); i++) {
                LawRow ordered = answers.get(i).grants() ? answers.get(i).row() : null;
                if (ordered != null) {
                    applied.once(ordered);
                }
            }
            long joint = answers.leave(subject.answered(), table.words());
            if (answers.object()) {
                LawRow denies = table.denies().first(joint, day);
                return denies == null ? objection() : refuse(denies);
            }
            LawRow row = table.of(Stage.JOINT).first(joint, day);
            if (row != null && row.reason() != null) {
                return stop(row, considered());
            } else if (row != null) {
                applied.once(row);
                answers.onlyHoldersWhoGrant();
            }
            return cover();
        }

        private LawFinding refuse(LawRow row) {
            applied.then(row);
            if (row.reason() == Reason.CONSENT_WITHDRAWN) {
                addWithdrawals();
            }
            return finding(row.reason() == null ? Reason.SITUATION_UNKNOWN : row.reason(), considered());
        }

        private LawFinding objection() {
            addWithdrawals();
            return finding(answers.refuse() ? Reason.CONSENT_REFUSED : Reason.CONSENT_WITHDRAWN, considered());
        }

        private void addWithdrawals() {
            for (int i = 0; i < answers.size(); i++) {
                LawRow ended = answers.get(i).says() == Answer.Says.WITHDREW
                        ? answers.get(i).row()
                        : null;
                if (ended != null) {
                    applied.once(ended);
                }
            }
        }

        /** What is still lacking for a yes: first such as do not count, the furthest of them in the table, then missing. */
        private LawFinding cover() {
            LawRow struck = answers.furthestStruck();
            if (struck != null) {
                return stop(struck, considered());
            } else if (answers.lackAHolder()) {
                LawRow instead = statements.instead(answers);
                return instead == null
                        ? finding(Reason.CONSENT_MISSING_HOLDER, considered())
                        : stop(instead, considered());
            } else if (answers.lackTheChild()) {
                return finding(Reason.CONSENT_MISSING_CHILD, considered());
            } else if (answers.size() == 0) {
                return unknown();
            }
            LawRow veto = table.of(Stage.VETO).first(subject.asks(), day);
            if (veto != null) {
                return stop(veto, considered());
            }
            return covered(statements.covering(answers));
        }

        private LawFinding covered(Covering covering) {
            LawRow byEvery = coverage(true);
            LawRow bySome = covering.bySome() ? coverage(false) : null;
            TextSet covered = covering.byEvery();
            if (byEvery != null && covering.everyFirst()) {
                applied.once(byEvery);
            }
            if (bySome != null) {
                applied.once(bySome);
            } else if (covering.bySome()) {
                return unknown();
            }
            if (byEvery != null && !covered.isEmpty()) {
                applied.once(byEvery);
            }
            return permit(byEvery == null ? covered : NOTHING_COVERED, covering.consents());
        }

        private @Nullable LawRow coverage(boolean byEvery) {
            long left = subject.answered() & table.words().namedBy.of(byEvery).answered();
            return table.of(Stage.COVERAGE).first(left, day);
        }

        /** What a row permits without anyone's yes: those categories, by what is on record instead of a consent. */
        LawFinding minimum(LawRow row) {
            applied.once(row);
            return permit(TextSet.of(row.what()), facts.onRecordFor(known, row));
        }

        private LawFinding permit(TextSet covered, List<UUID> consents) {
            SortedMap<String, String> withheld = NOTHING_WITHHELD;
            for (LawRow row : table.of(Stage.ELEMENT).all(subject.asks(), day)) {
                applied.once(row);
                SortedMap<String, String> more = withheld.isEmpty() ? new TreeMap<>() : withheld;
                row.what().forEach(what -> more.putIfAbsent(what, row.id()));
                withheld = more;
            }
            return new LawFinding(Outcome.PERMIT, null, applied, covered, consents, withheld, considered());
        }

        LawFinding unknown() {
            return finding(Reason.SITUATION_UNKNOWN, considered());
        }

        List<LawFinding.Considered> considered() {
            return statements.considered(answers);
        }
    }
}
