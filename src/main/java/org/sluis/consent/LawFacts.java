package org.sluis.consent;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what the register knows in the words of the table: {@link Vocabulary}. */
final class LawFacts {
    private final LawSettings settings;
    private final LawQuestion question;

    LawFacts(LawSettings settings, LawQuestion question) {
        this.settings = settings;
        this.question = question;
    }

    /** Of nobody there is no age, no holder and no authority, so that no row about them can match. */
    Map<String, Set<String>> nobody() {
        Map<String, Set<String>> words = new HashMap<>();
        words.put("discloser", Set.of(question.discloser().code()));
        words.put("sensitivity", Set.of(question.is(Circumstance.LOW_SENSITIVITY) ? "low" : "special"));
        words.put("subject", Set.of(Vocabulary.NOBODY));
        settings.modes().forEach((name, mode) -> words.put("mode." + name, Set.of(mode.is())));
        return words;
    }

    Map<String, Set<String>> subject(ConsentFacts known) {
        Map<String, Set<String>> words = nobody();
        words.put("subject", Set.of(known.subject() == null ? "unknown" : "known"));
        words.put("birth-date", Set.of(known.birthDateAgrees() ? "agrees" : "differs"));
        words.put("age", Set.of(known.ageBand()));
        words.put("capable", Set.of(yes(known.capable())));
        words.put("authority", Set.of(known.authority()));
        words.put("authority-check", Set.of(check(known.authorityCheckedOn(), known.day())));
        words.put("holders", Set.of(holders(known.holders())));
        return words;
    }

    Map<String, Set<String>> consent(ConsentFacts known, ConsentFact consent) {
        Map<String, Set<String>> words = subject(known);
        words.put("grantor", Set.of(consent.grantor()));
        words.put("grantor-standing", Set.of(standing(known, consent)));
        words.put("effect", Set.of(consent.effect()));
        words.put("withdrawn", Set.of(yes(consent.withdrawn())));
        words.put("period", Set.of(period(consent, known.day())));
        words.put("recipient", Set.of(same(consent.recipient().equals(question.recipient()))));
        words.put(
                "purpose",
                Set.of(same(consent.purpose().equals(question.purpose().value()))));
        words.put("proof", Set.of(consent.proofComplete() ? "complete" : "missing"));
        words.put("verified", Set.of(yes(consent.verified())));
        return words;
    }

    Map<String, Set<String>> joint(ConsentFacts known, Map<String, Answer> answers) {
        Map<String, Set<String>> words = subject(known);
        answers.forEach((grantor, answer) -> words.computeIfAbsent(answer.says(), says -> new java.util.TreeSet<>())
                .add(kind(grantor)));
        return words;
    }

    Map<String, Set<String>> element(ConsentFacts known) {
        Map<String, Set<String>> words = subject(known);
        words.put("address", Set.of(question.is(Circumstance.SECRET_ADDRESS) ? "secret" : "open"));
        return words;
    }

    /** Everyone who must be asked: every holder with authority, and the child. */
    List<String> grantors(ConsentFacts known, Set<String> asked) {
        List<String> grantors = known.holders().stream()
                .filter(holder -> asked.contains(Vocabulary.HOLDER) && hasAuthority(holder))
                .map(holder -> Vocabulary.HOLDER + ":" + holder.id())
                .collect(Collectors.toList());
        if (asked.contains(Vocabulary.HOLDER) && grantors.isEmpty()) {
            return List.of();
        }
        if (asked.contains(Vocabulary.CHILD)) {
            grantors.add(Vocabulary.CHILD);
        }
        return grantors;
    }

    static String grantor(ConsentFact consent) {
        return consent.grantor().equals(Vocabulary.CHILD)
                ? Vocabulary.CHILD
                : Vocabulary.HOLDER + ":" + consent.holder();
    }

    static String kind(String grantor) {
        return grantor.equals(Vocabulary.CHILD) ? Vocabulary.CHILD : Vocabulary.HOLDER;
    }

    private String check(@Nullable LocalDate on, LocalDate day) {
        if (on == null) {
            return "missing";
        }
        long days = ChronoUnit.DAYS.between(on, day);
        return days >= 0 && days <= settings.authorityCheckMaxDays() ? "fresh" : "stale";
    }

    private String holders(List<HolderFact> holders) {
        if (holders.stream().anyMatch(holder -> standing(holder.kind()).equals("unclear"))) {
            return "unclear";
        }
        long count = holders.stream().filter(this::hasAuthority).count();
        return count == 0 ? "none" : count == 1 ? "one" : "several";
    }

    private boolean hasAuthority(HolderFact holder) {
        return standing(holder.kind()).equals("has-authority");
    }

    private String standing(String kind) {
        return settings.holderKinds().getOrDefault(kind, "unclear");
    }

    private String standing(ConsentFacts known, ConsentFact consent) {
        if (consent.grantor().equals(Vocabulary.CHILD)) {
            return "self";
        }
        return known.holders().stream()
                .filter(holder -> holder.id().equals(consent.holder()))
                .map(holder -> standing(holder.kind()))
                .findFirst()
                .orElse("never");
    }

    private static String period(ConsentFact consent, LocalDate day) {
        return day.isBefore(consent.from()) ? "before" : day.isBefore(consent.until()) ? "within" : "after";
    }

    private static String yes(boolean holds) {
        return holds ? "yes" : "no";
    }

    private static String same(boolean equal) {
        return equal ? "same" : "other";
    }
}
