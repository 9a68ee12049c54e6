package org.sluis.consent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Reason;

/**
 * Goes through the stages for one question. Knows the words of the table and no country. A needed yes that is missing or
 * does not count, and a no, can never lead to PERMIT, whatever the rows say. Without anyone asked it permits only what is
 * about nobody, and only where a row says that nobody is asked.
 */
final class LawEngine {
    private final List<LawRow> rows;
    private final LawQuestion question;
    private final @Nullable ConsentFacts known;
    private final LawFacts facts;
    private final Map<UUID, LawRow> strikes = new HashMap<>();
    private final List<String> applied = new ArrayList<>();

    LawEngine(LawSettings settings, List<LawRow> rows, LawQuestion question) {
        this.rows = rows;
        this.question = question;
        this.known = question.facts();
        this.facts = new LawFacts(settings, question);
    }

    LawFinding find() {
        if (question.is(Circumstance.ANONYMOUS)) {
            return aboutNobody();
        } else if (known == null) {
            return first(Stage.REGISTER, Map.of("register", Set.of("unreachable")))
                    .map(this::stop)
                    .orElseGet(this::unknown);
        }
        Map<String, Set<String>> subject = facts.subject(known);
        Optional<LawRow> stops = first(Stage.IDENTITY, subject).or(() -> first(Stage.AUTHORITY, subject));
        if (stops.isPresent()) {
            return stop(stops.get());
        }
        for (ConsentFact consent : known.consents()) {
            first(Stage.CONSENT, facts.consent(known, consent)).ifPresent(row -> strikes.put(consent.id(), row));
        }
        return first(Stage.NEEDED, subject, row -> !row.then().equals(LawRow.ASK_NOBODY))
                .map(row -> ask(row, known))
                .orElseGet(this::unknown);
    }

    /** Somebody on record is somebody: then the rules for people hold, and not this one. */
    private LawFinding aboutNobody() {
        Optional<LawRow> row =
                first(Stage.NEEDED, facts.nobody(), each -> each.then().equals(LawRow.ASK_NOBODY));
        if (row.isEmpty() || known != null && known.subject() != null) {
            return unknown();
        }
        applied.add(row.get().id());
        return new LawFinding(Outcome.PERMIT, null, List.copyOf(applied), new TreeMap<>(), new TreeMap<>(), List.of());
    }

    private LawFinding ask(LawRow needed, ConsentFacts known) {
        applied.add(needed.id());
        Map<String, Answer> answers = new TreeMap<>();
        facts.grantors(known, needed.of())
                .forEach(grantor -> answers.put(grantor, Answer.of(statements(known, grantor), strikes, rows)));
        if (answers.isEmpty()) {
            return unknown();
        }
        Map<String, Set<String>> joint = facts.joint(known, answers);
        if (answers.values().stream().anyMatch(Answer::objects)) {
            return first(Stage.JOINT, joint, row -> row.then().equals("deny"))
                    .map(row -> stop(row, answers))
                    .orElseGet(() -> objection(answers));
        }
        Optional<LawRow> row = first(Stage.JOINT, joint);
        if (row.isPresent() && row.get().reason() != null) {
            return stop(row.get(), answers);
        } else if (row.isPresent()) {
            applied.add(row.get().id());
            answers.entrySet()
                    .removeIf(each -> LawFacts.kind(each.getKey()).equals(Vocabulary.HOLDER)
                            && !each.getValue().says().equals("grants"));
        }
        return lacking(answers).orElseGet(() -> cover(answers, known));
    }

    private LawFinding objection(Map<String, Answer> answers) {
        boolean refused = answers.values().stream().anyMatch(a -> a.says().equals("refuses"));
        addStrikes(answers, "withdrew");
        return finding(refused ? Reason.CONSENT_REFUSED : Reason.CONSENT_WITHDRAWN, answers);
    }

    /** What is still lacking for a yes: first such as do not count, the furthest of them in the table, then missing ones. */
    private Optional<LawFinding> lacking(Map<String, Answer> answers) {
        Optional<LawRow> furthest = answers.values().stream()
                .filter(a -> a.says().equals("struck"))
                .flatMap(a -> Stream.ofNullable(a.strike()))
                .max(Comparator.comparingInt(rows::indexOf));
        if (furthest.isPresent()) {
            return Optional.of(stop(furthest.get(), answers));
        }
        Set<String> missing = answers.entrySet().stream()
                .filter(a -> !a.getValue().says().equals("grants"))
                .map(a -> LawFacts.kind(a.getKey()))
                .collect(Collectors.toSet());
        if (missing.contains(Vocabulary.HOLDER)) {
            return Optional.of(instead(answers.keySet())
                    .map(row -> stop(row, answers))
                    .orElseGet(() -> finding(Reason.CONSENT_MISSING_HOLDER, answers)));
        } else if (!missing.isEmpty()) {
            return Optional.of(finding(Reason.CONSENT_MISSING_CHILD, answers));
        }
        return answers.isEmpty() ? Optional.of(unknown()) : Optional.empty();
    }

    /** The row that struck a yes of some holder who is not asked, where one that is asked gave none. */
    private Optional<LawRow> instead(Set<String> asked) {
        return known == null
                ? Optional.empty()
                : known.consents().stream()
                        .filter(c -> c.effect().equals("grant") && !c.grantor().equals(Vocabulary.CHILD))
                        .filter(c -> !asked.contains(LawFacts.grantor(c)))
                        .flatMap(c -> Stream.ofNullable(strikes.get(c.id())))
                        .filter(row -> row.reason() == Reason.CONSENT_WITHOUT_AUTHORITY)
                        .findFirst();
    }

    private LawFinding cover(Map<String, Answer> answers, ConsentFacts known) {
        List<ConsentFact> standing =
                answers.values().stream().flatMap(a -> a.standing().stream()).toList();
        SortedSet<UUID> all = standing.stream().map(ConsentFact::id).collect(Collectors.toCollection(TreeSet::new));
        SortedMap<String, SortedSet<UUID>> covered = new TreeMap<>();
        SortedSet<String> named = new TreeSet<>();
        standing.forEach(consent -> named.addAll(consent.categories()));
        for (String category : named) {
            boolean every =
                    standing.stream().allMatch(consent -> consent.categories().contains(category));
            Map<String, Set<String>> words = new HashMap<>(facts.subject(known));
            words.put("named-by", Set.of(every ? "every" : "some"));
            Optional<LawRow> row = first(Stage.COVERAGE, words);
            if (every && row.isEmpty()) {
                covered.put(category, all);
            } else if (row.isEmpty()) {
                return unknown();
            } else if (!applied.contains(row.get().id())) {
                applied.add(row.get().id());
            }
        }
        SortedMap<String, String> withheld = withheld(known);
        return new LawFinding(Outcome.PERMIT, null, List.copyOf(applied), covered, withheld, considered(answers));
    }

    private SortedMap<String, String> withheld(ConsentFacts known) {
        SortedMap<String, String> withheld = new TreeMap<>();
        Map<String, Set<String>> words = facts.element(known);
        rows.stream()
                .filter(row -> row.stage() == Stage.ELEMENT && row.matches(words))
                .forEach(row -> {
                    applied.add(row.id());
                    row.what().forEach(what -> withheld.putIfAbsent(what, row.id()));
                });
        return withheld;
    }

    private List<ConsentFact> statements(ConsentFacts known, String grantor) {
        return known.consents().stream()
                .filter(consent -> LawFacts.grantor(consent).equals(grantor))
                .toList();
    }

    private Optional<LawRow> first(Stage stage, Map<String, Set<String>> words) {
        return first(stage, words, row -> true);
    }

    private Optional<LawRow> first(Stage stage, Map<String, Set<String>> words, Predicate<LawRow> among) {
        return rows.stream()
                .filter(row -> row.stage() == stage && among.test(row) && row.matches(words))
                .findFirst();
    }

    private LawFinding stop(LawRow row) {
        return stop(row, Map.of());
    }

    private LawFinding stop(LawRow row, Map<String, Answer> answers) {
        applied.add(row.id());
        if (row.reason() == Reason.CONSENT_WITHDRAWN) {
            addStrikes(answers, "withdrew");
        }
        return row.reason() == null ? unknown() : finding(row.reason(), answers);
    }

    private void addStrikes(Map<String, Answer> answers, String says) {
        answers.values().stream()
                .filter(a -> a.says().equals(says))
                .flatMap(a -> Stream.ofNullable(a.strike()))
                .map(LawRow::id)
                .filter(id -> !applied.contains(id))
                .distinct()
                .forEach(applied::add);
    }

    private LawFinding unknown() {
        return finding(Reason.SITUATION_UNKNOWN, Map.of());
    }

    private LawFinding finding(Reason reason, Map<String, Answer> answers) {
        return new LawFinding(
                reason.outcome(), reason, List.copyOf(applied), new TreeMap<>(), new TreeMap<>(), considered(answers));
    }

    private List<LawFinding.Considered> considered(Map<String, Answer> answers) {
        if (known == null) {
            return List.of();
        }
        return known.consents().stream()
                .sorted(Comparator.comparingLong(ConsentFact::version).thenComparing(ConsentFact::id))
                .map(consent -> considered(consent, answers.get(LawFacts.grantor(consent))))
                .toList();
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
