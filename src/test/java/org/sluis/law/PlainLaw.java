package org.sluis.law;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Reason;
import org.sluis.canonical.TextSet;

/**
 * Reads the rows of a law as they are written, word by word, for every question anew: slow and plain. What the compiled law
 * answers must be what this answers.
 */
final class PlainLaw {
    private final Law law;
    private final LawQuestion question;
    private final LawSettings settings;
    private final List<String> applied = new ArrayList<>();
    private final Map<UUID, LawRow> judged = new HashMap<>();
    private SortedMap<String, Said> answers = new TreeMap<>();
    private Map<String, Set<String>> subject = Map.of();
    private ConsentFacts known;
    private LocalDate day = LocalDate.MIN;

    private record Said(String says, List<ConsentFact> standing, LawRow row) {}

    private PlainLaw(Law law, LawQuestion question) {
        this.law = law;
        this.question = question;
        this.settings = law.settings();
    }

    static LawFinding find(Law law, LawQuestion question) {
        return new PlainLaw(law, question).find();
    }

    private LawFinding find() {
        known = question.facts();
        if (known != null) {
            day = known.day();
        }
        if (question.is(Circumstance.ANONYMOUS)) {
            Optional<LawRow> nobody = rows(Stage.NEEDED, asked("none"))
                    .filter(row -> row.then().equals("ask-nobody"))
                    .findFirst();
            if (nobody.isEmpty() || known != null && known.subject() != null) {
                return no(Reason.SITUATION_UNKNOWN);
            }
            applied.add(nobody.get().id());
            return new LawFinding(
                    Outcome.PERMIT, null, applied, TextSet.of(List.of()), List.of(), new TreeMap<>(), List.of());
        } else if (known == null) {
            Map<String, Set<String>> away = ordinary();
            away.put("register", Set.of("unreachable"));
            return rows(Stage.REGISTER, away).findFirst().map(this::stop).orElseGet(() -> no(Reason.SITUATION_UNKNOWN));
        }
        subject = subject();
        Optional<LawRow> stops = Stream.of(Stage.IDENTITY, Stage.EXCEPTION, Stage.AUTHORITY)
                .flatMap(stage -> rows(stage, subject))
                .findFirst();
        if (stops.isPresent() && stops.get().then().equals("permit-minimum")) {
            apply(stops.get());
            List<UUID> ground = known.said().stream()
                    .filter(each ->
                            each.about(question.purpose().value(), question.recipient()) && each.source() != null)
                    .filter(each -> stops.get().when().stream().anyMatch(when -> when.containsKey(each.word())))
                    .map(SaidFact::source)
                    .toList();
            return permit(new TreeSet<>(stops.get().what().keySet()), ground);
        } else if (stops.isPresent()) {
            return stop(stops.get());
        }
        judge();
        return rows(Stage.NEEDED, subject)
                .filter(row -> !row.then().equals("ask-nobody"))
                .findFirst()
                .map(this::ask)
                .orElseGet(() -> no(Reason.SITUATION_UNKNOWN));
    }

    private void judge() {
        known.consents().forEach(each -> rows(Stage.CONSENT, words(each, "alone"))
                .findFirst()
                .ifPresent(row -> judged.put(each.id(), row)));
        List<ConsentFact> beaten = known.consents().stream()
                .filter(each -> each.recipientKind() != null && strike(each) == null)
                .filter(each -> known.consents().stream()
                        .anyMatch(other -> other.recipientKind() == null
                                && grantor(other).equals(grantor(each))
                                && (strike(other) == null || takenBack(other) && yes(other))))
                .toList();
        for (ConsentFact each : beaten) {
            judged.remove(each.id());
            rows(Stage.CONSENT, words(each, "more-specific")).findFirst().ifPresent(row -> judged.put(each.id(), row));
        }
    }

    private LawFinding ask(LawRow needed) {
        applied.add(needed.id());
        Set<String> whom = new HashSet<>();
        if (needed.of().holders()) {
            known.holders().stream()
                    .filter(each -> needed.kinds().isEmpty()
                            ? standing(each.kind()).equals("has-authority")
                            : needed.kinds().contains(each.kind()) && counts(each))
                    .forEach(each -> whom.add("holder:" + each.id()));
        }
        if (needed.of().child() && (!whom.isEmpty() || !needed.of().holders())) {
            whom.add("child");
        }
        if (whom.isEmpty()) {
            return no(Reason.SITUATION_UNKNOWN);
        }
        whom.forEach(each -> answers.put(each, answer(each)));
        if (needed.heedsChild() && objects(answer("child"))) {
            answers.put("child", answer("child"));
        }
        answers.values().stream()
                .filter(each -> each.says().equals("grants") && each.row() != null)
                .forEach(each -> apply(each.row()));
        Map<String, Set<String>> joint = new HashMap<>(subject);
        answers.forEach((who, said) -> {
            Set<String> more = new HashSet<>(joint.getOrDefault(said.says(), Set.of()));
            more.add(who.equals("child") ? "child" : "holder");
            joint.put(said.says(), more);
        });
        if (answers.values().stream().anyMatch(PlainLaw::objects)) {
            Optional<LawRow> deny = rows(Stage.JOINT, joint)
                    .filter(row -> row.then().equals("deny"))
                    .findFirst();
            deny.ifPresent(row -> applied.add(row.id()));
            Reason reason = deny.map(LawRow::reason)
                    .orElse(
                            answers.values().stream()
                                            .anyMatch(each -> each.says().equals("refuses"))
                                    ? Reason.CONSENT_REFUSED
                                    : Reason.CONSENT_WITHDRAWN);
            if (deny.isEmpty() || reason == Reason.CONSENT_WITHDRAWN) {
                answers.values().stream()
                        .filter(each -> each.says().equals("withdrew"))
                        .forEach(each -> apply(each.row()));
            }
            return no(reason);
        }
        Optional<LawRow> row = rows(Stage.JOINT, joint).findFirst();
        if (row.isPresent() && row.get().reason() != null) {
            return stop(row.get());
        } else if (row.isPresent()) {
            apply(row.get());
            answers.entrySet()
                    .removeIf(each -> !each.getKey().equals("child")
                            && !each.getValue().says().equals("grants"));
        }
        return lacking()
                .or(() -> rows(Stage.VETO, subject).findFirst().map(this::stop))
                .orElseGet(this::cover);
    }

    private Optional<LawFinding> lacking() {
        Optional<LawRow> furthest = answers.values().stream()
                .filter(each -> each.says().equals("struck"))
                .map(Said::row)
                .max(Comparator.comparingInt(LawRow::rank));
        if (furthest.isPresent()) {
            return furthest.map(this::stop);
        }
        Set<String> missing = answers.entrySet().stream()
                .filter(each -> !each.getValue().says().equals("grants"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (missing.stream().anyMatch(each -> !each.equals("child"))) {
            return Optional.of(known.consents().stream()
                    .filter(each -> yes(each) && !each.grantor().equals("child"))
                    .filter(each -> !answers.containsKey(grantor(each)))
                    .flatMap(each -> Stream.ofNullable(strike(each)))
                    .filter(strike -> strike.reason() == Reason.CONSENT_WITHOUT_AUTHORITY)
                    .findFirst()
                    .map(this::stop)
                    .orElseGet(() -> no(Reason.CONSENT_MISSING_HOLDER)));
        } else if (!missing.isEmpty()) {
            return Optional.of(no(Reason.CONSENT_MISSING_CHILD));
        }
        return answers.isEmpty() ? Optional.of(no(Reason.SITUATION_UNKNOWN)) : Optional.empty();
    }

    private LawFinding cover() {
        List<ConsentFact> standing = answers.values().stream()
                .flatMap(each -> each.standing().stream())
                .toList();
        SortedSet<String> covered = new TreeSet<>();
        SortedSet<String> named = new TreeSet<>();
        standing.forEach(each -> named.addAll(each.categories()));
        for (String category : named) {
            boolean every = standing.stream().allMatch(each -> each.categories().contains(category));
            Map<String, Set<String>> words = new HashMap<>(subject);
            words.put("named-by", Set.of(every ? "every" : "some"));
            Optional<LawRow> row = rows(Stage.COVERAGE, words).findFirst();
            row.ifPresent(this::apply);
            if (row.isEmpty() && !every) {
                return no(Reason.SITUATION_UNKNOWN);
            } else if (row.isEmpty()) {
                covered.add(category);
            }
        }
        return permit(covered, standing.stream().map(ConsentFact::id).toList());
    }

    private LawFinding permit(SortedSet<String> covered, List<UUID> ids) {
        SortedMap<String, String> withheld = new TreeMap<>();
        rows(Stage.ELEMENT, subject).forEach(row -> {
            apply(row);
            row.what().keySet().forEach(what -> withheld.putIfAbsent(what, row.id()));
        });
        return new LawFinding(
                Outcome.PERMIT,
                null,
                applied,
                TextSet.of(covered),
                ids.stream()
                        .distinct()
                        .sorted(Comparator.comparing(UUID::toString))
                        .toList(),
                withheld,
                considered());
    }

    private LawFinding stop(LawRow row) {
        applied.add(row.id());
        return no(row.reason());
    }

    private LawFinding no(Reason reason) {
        return new LawFinding(
                reason.outcome(), reason, applied, TextSet.of(List.of()), List.of(), new TreeMap<>(), considered());
    }

    private void apply(LawRow row) {
        if (!applied.contains(row.id())) {
            applied.add(row.id());
        }
    }

    private List<LawFinding.Considered> considered() {
        if (known == null || question.is(Circumstance.ANONYMOUS)) {
            return List.of();
        }
        return known.consents().stream()
                .sorted(Comparator.comparingLong(ConsentFact::version).thenComparing(ConsentFact::id))
                .map(each -> {
                    Said said = answers.get(grantor(each));
                    if (strike(each) != null) {
                        return new LawFinding.Considered(
                                each.id(), strike(each).id(), strike(each).reason());
                    } else if (said == null) {
                        return new LawFinding.Considered(each.id(), "not-asked", null);
                    }
                    boolean counts = said.standing().contains(each)
                            || said.says().equals("refuses") && each.effect().equals("refuse");
                    return new LawFinding.Considered(each.id(), counts ? null : "superseded", null);
                })
                .toList();
    }

    private Said answer(String who) {
        List<ConsentFact> all = known.consents().stream()
                .filter(each -> grantor(each).equals(who))
                .toList();
        List<ConsentFact> ordered = newest(all.stream().filter(this::byACourt).toList());
        if (!ordered.isEmpty()) {
            return new Said("grants", ordered, judged.get(ordered.get(0).id()));
        }
        List<ConsentFact> newest = newest(all.stream()
                .filter(each -> strike(each) == null || takenBack(each) && yes(each))
                .toList());
        long noTakenBack = newest(all.stream()
                        .filter(each -> takenBack(each) && !yes(each))
                        .toList())
                .stream()
                .mapToLong(ConsentFact::version)
                .max()
                .orElse(Long.MIN_VALUE);
        if (newest.stream().anyMatch(each -> !yes(each))) {
            return new Said("refuses", List.of(), null);
        }
        Optional<LawRow> withdrawn =
                newest.stream().flatMap(each -> Stream.ofNullable(strike(each))).findFirst();
        if (withdrawn.isPresent()) {
            return new Said("withdrew", List.of(), withdrawn.get());
        } else if (newest.isEmpty()) {
            return all.stream()
                    .filter(PlainLaw::yes)
                    .flatMap(each -> Stream.ofNullable(strike(each)))
                    .max(Comparator.comparingInt(LawRow::rank))
                    .map(row -> new Said("struck", List.of(), row))
                    .orElse(new Said("missing", List.of(), null));
        } else if (newest.get(0).version() <= noTakenBack) {
            return new Said("missing", List.of(), null);
        }
        return new Said("grants", newest, null);
    }

    private static List<ConsentFact> newest(List<ConsentFact> all) {
        return all.stream()
                .filter(each -> all.stream().allMatch(other -> other.version() <= each.version()))
                .toList();
    }

    private static boolean objects(Said said) {
        return said.says().equals("refuses") || said.says().equals("withdrew");
    }

    private boolean byACourt(ConsentFact each) {
        return judged.containsKey(each.id()) && judged.get(each.id()).then().equals("replaces");
    }

    private LawRow strike(ConsentFact each) {
        return byACourt(each) ? null : judged.get(each.id());
    }

    private boolean takenBack(ConsentFact each) {
        return strike(each) != null && strike(each).then().equals("ended");
    }

    private static boolean yes(ConsentFact each) {
        return each.effect().equals("grant");
    }

    private static String grantor(ConsentFact each) {
        return each.grantor().equals("child") ? "child" : "holder:" + each.holder();
    }

    private Stream<LawRow> rows(Stage stage, Map<String, Set<String>> words) {
        Predicate<LawRow> now = row -> row.since() == null || !day.isBefore(row.since());
        return law.rows().stream()
                .filter(row -> row.stage() == stage)
                .filter(now)
                .filter(row -> row.when().stream().anyMatch(when -> when.entrySet().stream()
                        .allMatch(word -> words.getOrDefault(word.getKey(), Set.of()).stream()
                                .anyMatch(value -> word.getValue().contains(value)))));
    }

    private Map<String, Set<String>> ordinary() {
        Map<String, Set<String>> words = new LinkedHashMap<>();
        settings.words().situation().forEach((word, values) -> words.put(word, Set.of(values.get(0))));
        settings.words().statement().forEach((word, values) -> words.put(word, Set.of(values.get(0))));
        settings.modes().forEach((name, mode) -> words.put("mode." + name, Set.of(mode.is())));
        return words;
    }

    private Map<String, Set<String>> asked(String who) {
        Map<String, Set<String>> words = ordinary();
        boolean named = settings.disclosers().contains(question.discloser());
        words.put("discloser", Set.of(named ? question.discloser() : "unknown"));
        words.put("sensitivity", Set.of(question.is(Circumstance.LOW_SENSITIVITY) ? "low" : "special"));
        words.put("address", Set.of(question.is(Circumstance.SECRET_ADDRESS) ? "secret" : "open"));
        words.put(
                "purpose-kind",
                Set.of(settings.purposes().getOrDefault(question.purpose().value(), "ordinary")));
        words.put("subject", Set.of(who));
        question.situation().forEach((word, value) -> words.put(word, Set.of(value)));
        return words;
    }

    private Map<String, Set<String>> subject() {
        Map<String, Set<String>> words = asked(known.subject() == null ? "unknown" : "known");
        words.put("birth-date", Set.of(known.birthDateAgrees() ? "agrees" : "differs"));
        words.put("age", Set.of(known.ageBand()));
        words.put("capable", Set.of(known.capable() ? "yes" : "no"));
        words.put("authority", Set.of(known.authority()));
        LocalDate checked = known.authorityCheckedOn();
        long days = checked == null ? 0 : ChronoUnit.DAYS.between(checked, day);
        boolean fresh = days >= 0 && days <= settings.authorityCheckMaxDays();
        words.put("authority-check", Set.of(checked == null ? "missing" : fresh ? "fresh" : "stale"));
        long count = known.holders().stream()
                .filter(each -> standing(each.kind()).equals("has-authority"))
                .count();
        boolean unclear =
                known.holders().stream().anyMatch(each -> standing(each.kind()).equals("unclear"));
        words.put("holders", Set.of(unclear ? "unclear" : count == 0 ? "none" : count == 1 ? "one" : "several"));
        words.put(
                "holder-kind",
                known.holders().stream()
                        .filter(this::counts)
                        .map(HolderFact::kind)
                        .collect(Collectors.toSet()));
        Map<String, Set<String>> onRecord = new HashMap<>();
        known.said().stream()
                .filter(each -> each.about(question.purpose().value(), question.recipient()))
                .forEach(each -> onRecord.computeIfAbsent(each.word(), word -> new HashSet<>())
                        .add(each.value()));
        words.putAll(onRecord);
        return words;
    }

    private Map<String, Set<String>> words(ConsentFact consent, String beside) {
        Map<String, Set<String>> words = new HashMap<>(subject);
        Optional<HolderFact> holder = known.holders().stream()
                .filter(each -> each.id().equals(consent.holder()))
                .findFirst();
        words.put("grantor", Set.of(consent.grantor()));
        holder.ifPresent(each -> words.put("grantor-kind", Set.of(each.kind())));
        words.put(
                "grantor-standing",
                Set.of(
                        consent.grantor().equals("child")
                                ? "self"
                                : holder.map(each -> standing(each.kind())).orElse("never")));
        words.put("effect", Set.of(consent.effect()));
        words.put("withdrawn", Set.of(consent.withdrawn() ? "yes" : "no"));
        words.put(
                "period",
                Set.of(day.isBefore(consent.from()) ? "before" : day.isBefore(consent.until()) ? "within" : "after"));
        boolean general = consent.recipientKind() != null;
        boolean forIt = general
                ? consent.recipientKind().equals(question.recipientKind())
                : question.recipient().equals(consent.recipient());
        words.put("recipient", Set.of(forIt ? "same" : "other"));
        words.put("breadth", Set.of(general ? "general" : "specific"));
        ConsentFact.CourtOrder order = consent.order();
        boolean scope =
                order != null && order.purposes().contains(question.purpose().value());
        words.put(
                "court-order",
                Set.of(order == null ? "none" : !order.complete() ? "incomplete" : scope ? "complete" : "other-scope"));
        words.put("purpose", Set.of(consent.purpose().equals(question.purpose().value()) ? "same" : "other"));
        words.put("proof", Set.of(consent.proofComplete() ? "complete" : "missing"));
        words.put("verified", Set.of(consent.verified() ? "yes" : "no"));
        words.put("beside", Set.of(beside));
        consent.said().forEach((word, value) -> words.put(word, Set.of(value)));
        return words;
    }

    private String standing(String kind) {
        return settings.holderKinds().getOrDefault(kind, "unclear");
    }

    private boolean counts(HolderFact holder) {
        return Set.of("has-authority", "represents").contains(standing(holder.kind()));
    }
}
