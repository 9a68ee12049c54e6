package org.sluis.law;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says what the register knows in the words of the table: {@link Vocabulary}. */
final class LawFacts {
    private final LawTable table;
    private final LawSettings settings;
    private final LawQuestion question;

    LawFacts(LawTable table, LawQuestion question) {
        this.table = table;
        this.settings = table.settings();
        this.question = question;
    }

    /** Of nobody there is no age, no holder and no authority, so that no row about them can match. */
    Situation nobody() {
        boolean named = settings.disclosers().contains(question.discloser());
        Situation words = table.ordinary()
                .is("discloser", named ? question.discloser() : LawSettings.UNKNOWN_DISCLOSER)
                .is("sensitivity", question.is(Circumstance.LOW_SENSITIVITY) ? "low" : "special")
                .is("address", question.is(Circumstance.SECRET_ADDRESS) ? "secret" : "open")
                .is(
                        "purpose-kind",
                        settings.purposes().getOrDefault(question.purpose().value(), LawSettings.ORDINARY))
                .is("subject", Vocabulary.NOBODY);
        table.vocabulary().sayOfTheCase(question.situation(), words);
        return words;
    }

    Situation subject(ConsentFacts known) {
        Situation words = nobody().is("subject", known.subject() == null ? "unknown" : "known")
                .is("birth-date", known.birthDateAgrees() ? "agrees" : "differs")
                .is("age", known.ageBand())
                .is("capable", yes(known.capable()))
                .is("authority", known.authority())
                .is("authority-check", check(known.authorityCheckedOn(), known.day()))
                .is("holders", holders(known.holders()));
        known.holders().stream().filter(this::counts).forEach(holder -> words.also("holder-kind", holder.kind()));
        onRecord(known, words);
        return words;
    }

    /** @param beside {@code more-specific} where the same grantor made a more specific statement that counts */
    Situation consent(Situation subject, ConsentFacts known, ConsentFact consent, String beside) {
        Situation words = subject.copy()
                .is("grantor", consent.grantor())
                .is("grantor-standing", standing(known, consent))
                .is("effect", consent.effect())
                .is("withdrawn", yes(consent.withdrawn()))
                .is("period", period(consent, known.day()))
                .is("recipient", same(isFor(consent)))
                .is(Vocabulary.BREADTH, general(consent) ? "general" : "specific")
                .is(Vocabulary.COURT_ORDER, order(consent))
                .is("purpose", same(consent.purpose().equals(question.purpose().value())))
                .is("proof", consent.proofComplete() ? "complete" : "missing")
                .is("verified", yes(consent.verified()))
                .is("beside", beside);
        known.holders().stream()
                .filter(holder -> holder.id().equals(consent.holder()))
                .forEach(holder -> words.is("grantor-kind", holder.kind()));
        table.vocabulary().sayOfAStatement(consent.said(), words);
        return words;
    }

    static boolean general(ConsentFact consent) {
        return consent.recipientKind() != null;
    }

    private boolean isFor(ConsentFact consent) {
        return general(consent)
                ? question.recipientKind().equals(consent.recipientKind())
                : question.recipient().equals(consent.recipient());
    }

    private String order(ConsentFact consent) {
        ConsentFact.CourtOrder order = consent.order();
        if (order == null) {
            return "none";
        } else if (!order.complete()) {
            return "incomplete";
        }
        return order.purposes().contains(question.purpose().value()) ? "complete" : "other-scope";
    }

    /** The ids of what is on record and says a word that this row asks for. */
    SortedSet<UUID> onRecordFor(ConsentFacts known, LawRow row) {
        return known.said().stream()
                .filter(each -> each.about(question.purpose(), question.recipient()))
                .filter(each -> row.when().stream().anyMatch(when -> when.containsKey(each.word())))
                .flatMap(each -> Stream.ofNullable(each.source()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is on record stands in the place of the ordinary; where it is two things, both hold. */
    private void onRecord(ConsentFacts known, Situation words) {
        Set<String> said = new HashSet<>();
        for (SaidFact each : known.said()) {
            if (each.about(question.purpose(), question.recipient())) {
                table.vocabulary().sayOfTheCase(each, said.add(each.word()), words);
            }
        }
    }

    static Situation joint(Situation subject, Map<String, Answer> answers) {
        Situation words = subject.copy();
        answers.forEach((grantor, answer) -> words.also(answer.says(), kind(grantor)));
        return words;
    }

    /** Everyone who must be asked: every holder with authority, or of the kinds that the row names; and the child. */
    List<String> grantors(ConsentFacts known, LawRow row) {
        List<String> grantors = new ArrayList<>();
        if (row.of().contains(Vocabulary.HOLDER)) {
            known.holders().stream()
                    .filter(holder -> row.kinds().isEmpty()
                            ? hasAuthority(holder)
                            : row.kinds().contains(holder.kind()) && counts(holder))
                    .forEach(holder -> grantors.add(Vocabulary.HOLDER + ":" + holder.id()));
            if (grantors.isEmpty()) {
                return List.of();
            }
        }
        if (row.of().contains(Vocabulary.CHILD)) {
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

    /** With authority over a child, or a representative of an adult. */
    private boolean counts(HolderFact holder) {
        return hasAuthority(holder) || standing(holder.kind()).equals("represents");
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
