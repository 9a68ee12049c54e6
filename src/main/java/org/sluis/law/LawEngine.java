package org.sluis.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Reason;

/**
 * Goes through the stages for one question. Knows the words of the table and no country. A needed yes that is missing or
 * does not count, and a no, can never lead to PERMIT, whatever the rows say. Without anyone asked it permits only what is
 * about nobody, and only where a row says that nobody is asked; and the minimum that a row of stage exception names.
 */
final class LawEngine {
    private static final SortedMap<String, SortedSet<UUID>> NOTHING_COVERED = Collections.emptySortedMap();
    private static final SortedMap<String, String> NOTHING_WITHHELD = Collections.emptySortedMap();

    private final LawTable table;
    private final LawQuestion question;
    private final LawFacts facts;
    private final LocalDate day;
    private final List<String> applied = new ArrayList<>(4);

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
            LawRow row = table.of(Stage.REGISTER).first(away, day);
            return row == null ? finding(Reason.SITUATION_UNKNOWN, List.of()) : stop(row, List.of());
        }
        Situation subject = facts.subject(known);
        Asked asked = new Asked(known, subject, new Statements(table, facts, known));
        LawRow stops = table.stops(subject, day);
        if (stops != null) {
            return stops.then().equals(LawRow.PERMIT_MINIMUM) ? asked.minimum(stops) : stop(stops, asked.considered());
        }
        asked.statements.judge(subject);
        LawRow needed = table.asks().first(subject, day);
        return needed == null ? asked.unknown() : asked.ask(needed);
    }

    /** Somebody on record is somebody: then the rules for people hold, and not this one. */
    private LawFinding aboutNobody(@Nullable ConsentFacts known) {
        LawRow row = table.asksNobody().first(facts.nobody(), day);
        if (row == null || known != null && known.subject() != null) {
            return finding(Reason.SITUATION_UNKNOWN, List.of());
        }
        applied.add(row.id());
        return new LawFinding(Outcome.PERMIT, null, rows(), NOTHING_COVERED, NOTHING_WITHHELD, List.of());
    }

    private LawFinding stop(LawRow row, List<LawFinding.Considered> considered) {
        applied.add(row.id());
        return finding(row.reason() == null ? Reason.SITUATION_UNKNOWN : row.reason(), considered);
    }

    private LawFinding finding(Reason reason, List<LawFinding.Considered> considered) {
        return new LawFinding(reason.outcome(), reason, rows(), NOTHING_COVERED, NOTHING_WITHHELD, considered);
    }

    private List<String> rows() {
        return Collections.unmodifiableList(applied);
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
            applied.add(needed.id());
            answers = Answers.of(needed, facts.holders(known, needed), statements);
            if (answers.isEmpty()) {
                return unknown();
            }
            for (Answer answer : answers.all()) {
                if (answer.grants() && answer.row() != null) {
                    apply(answer.row());
                }
            }
            Situation joint = subject.copy();
            answers.say(table.words(), joint);
            if (answers.object()) {
                LawRow denies = table.denies().first(joint, day);
                return denies == null ? objection() : refuse(denies);
            }
            LawRow row = table.of(Stage.JOINT).first(joint, day);
            if (row != null && row.reason() != null) {
                return stop(row, considered());
            } else if (row != null) {
                apply(row);
                answers = answers.withoutHoldersWhoGaveNone();
            }
            return cover();
        }

        private LawFinding refuse(LawRow row) {
            applied.add(row.id());
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
            for (Answer answer : answers.all()) {
                if (answer.says() == Answer.Says.WITHDREW && answer.row() != null) {
                    apply(answer.row());
                }
            }
        }

        /** What is still lacking for a yes: first such as do not count, the furthest of them in the table, then missing. */
        private LawFinding cover() {
            LawRow struck = answers.furthestStruck();
            if (struck != null) {
                return stop(struck, considered());
            } else if (answers.lackAHolder()) {
                LawRow instead = statements.instead(answers.all());
                return instead == null
                        ? finding(Reason.CONSENT_MISSING_HOLDER, considered())
                        : stop(instead, considered());
            } else if (answers.lackTheChild()) {
                return finding(Reason.CONSENT_MISSING_CHILD, considered());
            } else if (answers.isEmpty()) {
                return unknown();
            }
            LawRow veto = table.of(Stage.VETO).first(subject, day);
            if (veto != null) {
                return stop(veto, considered());
            }
            return covered(Covering.of(answers.all()));
        }

        private LawFinding covered(Covering covering) {
            LawRow byEvery = coverage(true);
            LawRow bySome = coverage(false);
            SortedMap<String, SortedSet<UUID>> covered = new TreeMap<>();
            for (int i = 0; i < covering.size(); i++) {
                LawRow row = covering.byEvery(i) ? byEvery : bySome;
                if (row != null) {
                    apply(row);
                } else if (covering.byEvery(i)) {
                    covered.put(covering.category(i), covering.consents());
                } else {
                    return unknown();
                }
            }
            return permit(covered);
        }

        private @Nullable LawRow coverage(boolean byEvery) {
            Situation situation = subject.copy().is(table.words().namedBy.of(byEvery));
            return table.of(Stage.COVERAGE).first(situation, day);
        }

        /** What a row permits without anyone's yes: those categories, by what is on record instead of a consent. */
        LawFinding minimum(LawRow row) {
            apply(row);
            SortedSet<UUID> ground = facts.onRecordFor(known, row);
            SortedMap<String, SortedSet<UUID>> covered = new TreeMap<>();
            row.what().forEach(category -> covered.put(category, ground));
            return permit(covered);
        }

        private LawFinding permit(SortedMap<String, SortedSet<UUID>> covered) {
            SortedMap<String, String> withheld = NOTHING_WITHHELD;
            for (LawRow row : table.of(Stage.ELEMENT).all(subject, day)) {
                apply(row);
                SortedMap<String, String> more = withheld.isEmpty() ? new TreeMap<>() : withheld;
                row.what().forEach(what -> more.putIfAbsent(what, row.id()));
                withheld = more;
            }
            return new LawFinding(Outcome.PERMIT, null, rows(), covered, withheld, considered());
        }

        private void apply(LawRow row) {
            if (!applied.contains(row.id())) {
                applied.add(row.id());
            }
        }

        LawFinding unknown() {
            return finding(Reason.SITUATION_UNKNOWN, considered());
        }

        List<LawFinding.Considered> considered() {
            return statements.considered(answers.all());
        }
    }
}
