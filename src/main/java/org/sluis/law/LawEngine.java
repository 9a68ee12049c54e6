package org.sluis.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Reason;

/**
 * Goes through the stages for one question. Knows the words of the table and no country. A needed yes that is missing or
 * does not count, and a no, can never lead to PERMIT, whatever the rows say. Without anyone asked it permits only what is
 * about nobody, and only where a row says that nobody is asked; and the minimum that a row of stage exception names.
 */
final class LawEngine {
    private final LawTable table;
    private final LawQuestion question;
    private final LawFacts facts;
    private final LocalDate day;
    private final List<String> applied = new ArrayList<>();

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
            Situation away = table.ordinary().is("register", "unreachable");
            return table.first(Stage.REGISTER, away, day)
                    .map(row -> stop(row, List.of()))
                    .orElseGet(() -> finding(Reason.SITUATION_UNKNOWN, List.of()));
        }
        Situation subject = facts.subject(known);
        Optional<LawRow> stops = table.stops(subject, day);
        Statements statements = new Statements(table, facts, known, subject);
        Asked asked = new Asked(known, subject, statements);
        if (stops.isPresent()) {
            return stops.get().then().equals(LawRow.PERMIT_MINIMUM)
                    ? asked.minimum(stops.get())
                    : stop(stops.get(), asked.considered());
        }
        statements.judge();
        return table.needed(subject, day).map(asked::ask).orElseGet(asked::unknown);
    }

    /** Somebody on record is somebody: then the rules for people hold, and not this one. */
    private LawFinding aboutNobody(@Nullable ConsentFacts known) {
        Optional<LawRow> row = table.first(
                Stage.NEEDED, facts.nobody(), day, each -> each.then().equals(LawRow.ASK_NOBODY));
        if (row.isEmpty() || known != null && known.subject() != null) {
            return finding(Reason.SITUATION_UNKNOWN, List.of());
        }
        applied.add(row.get().id());
        return new LawFinding(Outcome.PERMIT, null, List.copyOf(applied), new TreeMap<>(), new TreeMap<>(), List.of());
    }

    private LawFinding stop(LawRow row, List<LawFinding.Considered> considered) {
        applied.add(row.id());
        return finding(row.reason() == null ? Reason.SITUATION_UNKNOWN : row.reason(), considered);
    }

    private LawFinding finding(Reason reason, List<LawFinding.Considered> considered) {
        return new LawFinding(
                reason.outcome(), reason, List.copyOf(applied), new TreeMap<>(), new TreeMap<>(), considered);
    }

    /** The part of the way on which people are asked. */
    private final class Asked {
        private final ConsentFacts known;
        private final Situation subject;
        private final Statements statements;
        private final Map<String, Answer> answers = new TreeMap<>();

        Asked(ConsentFacts known, Situation subject, Statements statements) {
            this.known = known;
            this.subject = subject;
            this.statements = statements;
        }

        LawFinding ask(LawRow needed) {
            applied.add(needed.id());
            facts.grantors(known, needed).forEach(grantor -> answers.put(grantor, statements.of(grantor)));
            if (answers.isEmpty()) {
                return unknown();
            }
            if (needed.heeds().contains(Vocabulary.CHILD)) {
                Optional.of(statements.of(Vocabulary.CHILD))
                        .filter(Answer::objects)
                        .ifPresent(answer -> answers.put(Vocabulary.CHILD, answer));
            }
            answers.values().forEach(answer -> statements.order(answer).ifPresent(this::apply));
            Situation joint = LawFacts.joint(subject, answers);
            if (answers.values().stream().anyMatch(Answer::objects)) {
                return table.first(Stage.JOINT, joint, day, row -> row.then().equals("deny"))
                        .map(this::refuse)
                        .orElseGet(this::objection);
            }
            Optional<LawRow> row = table.first(Stage.JOINT, joint, day);
            if (row.isPresent() && row.get().reason() != null) {
                return stop(row.get(), considered());
            } else if (row.isPresent()) {
                apply(row.get());
                answers.entrySet()
                        .removeIf(each -> LawFacts.kind(each.getKey()).equals(Vocabulary.HOLDER)
                                && !each.getValue().says().equals("grants"));
            }
            return lacking()
                    .or(() -> table.first(Stage.VETO, subject, day).map(veto -> stop(veto, considered())))
                    .orElseGet(this::cover);
        }

        private LawFinding refuse(LawRow row) {
            applied.add(row.id());
            if (row.reason() == Reason.CONSENT_WITHDRAWN) {
                addWithdrawals();
            }
            return finding(row.reason() == null ? Reason.SITUATION_UNKNOWN : row.reason(), considered());
        }

        private LawFinding objection() {
            boolean refused = answers.values().stream().anyMatch(a -> a.says().equals("refuses"));
            addWithdrawals();
            return finding(refused ? Reason.CONSENT_REFUSED : Reason.CONSENT_WITHDRAWN, considered());
        }

        private void addWithdrawals() {
            answers.values().stream()
                    .filter(a -> a.says().equals("withdrew"))
                    .flatMap(a -> Stream.ofNullable(a.strike()))
                    .forEach(this::apply);
        }

        /** What is still lacking for a yes: first such as do not count, the furthest of them in the table, then missing. */
        private Optional<LawFinding> lacking() {
            Optional<LawRow> furthest = answers.values().stream()
                    .filter(a -> a.says().equals("struck"))
                    .flatMap(a -> Stream.ofNullable(a.strike()))
                    .max(Comparator.comparingInt(LawRow::rank));
            if (furthest.isPresent()) {
                return Optional.of(stop(furthest.get(), considered()));
            }
            Set<String> missing = answers.entrySet().stream()
                    .filter(a -> !a.getValue().says().equals("grants"))
                    .map(a -> LawFacts.kind(a.getKey()))
                    .collect(Collectors.toSet());
            if (missing.contains(Vocabulary.HOLDER)) {
                return Optional.of(statements
                        .instead(answers.keySet())
                        .map(row -> stop(row, considered()))
                        .orElseGet(() -> finding(Reason.CONSENT_MISSING_HOLDER, considered())));
            } else if (!missing.isEmpty()) {
                return Optional.of(finding(Reason.CONSENT_MISSING_CHILD, considered()));
            }
            return answers.isEmpty() ? Optional.of(unknown()) : Optional.empty();
        }

        private LawFinding cover() {
            List<ConsentFact> standing = answers.values().stream()
                    .flatMap(a -> a.standing().stream())
                    .toList();
            SortedSet<UUID> all = standing.stream().map(ConsentFact::id).collect(Collectors.toCollection(TreeSet::new));
            SortedMap<String, SortedSet<UUID>> covered = new TreeMap<>();
            SortedSet<String> named = new TreeSet<>();
            standing.forEach(consent -> named.addAll(consent.categories()));
            for (String category : named) {
                boolean every = standing.stream()
                        .allMatch(consent -> consent.categories().contains(category));
                Situation words = subject.copy().is("named-by", every ? "every" : "some");
                Optional<LawRow> row = table.first(Stage.COVERAGE, words, day);
                if (every && row.isEmpty()) {
                    covered.put(category, all);
                } else if (row.isEmpty()) {
                    return unknown();
                } else {
                    apply(row.get());
                }
            }
            return permit(covered);
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
            SortedMap<String, String> withheld = new TreeMap<>();
            table.all(Stage.ELEMENT, subject, day).forEach(row -> {
                apply(row);
                row.what().forEach(what -> withheld.putIfAbsent(what, row.id()));
            });
            return new LawFinding(Outcome.PERMIT, null, List.copyOf(applied), covered, withheld, considered());
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
            return statements.considered(answers);
        }
    }
}
