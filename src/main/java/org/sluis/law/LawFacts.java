package org.sluis.law;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says what the register knows in the words of the table: {@link Vocabulary}. */
final class LawFacts {
    private final LawTable table;
    private final EngineWords words;
    private final LawQuestion question;
    private final EngineWords.Kind[] kinds;

    LawFacts(LawTable table, LawQuestion question) {
        this.table = table;
        this.words = table.words();
        this.question = question;
        List<HolderFact> holders =
                question.facts() == null ? List.of() : question.facts().holders();
        kinds = new EngineWords.Kind[holders.size()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = words.kind(holders.get(i).kind());
        }
    }

    /** Of nobody there is no age, no holder and no authority, so that no row about them can match. */
    Situation nobody() {
        return asked().is(words.nobody);
    }

    Situation subject(ConsentFacts known) {
        Situation situation = asked().is(words.subject.of(known.subject() != null))
                .is(words.birthDate.of(known.birthDateAgrees()))
                .is(words.age.of(known.ageBand()))
                .is(words.capable.of(known.capable()))
                .is(words.authority.of(known.authority()))
                .is(check(known.authorityCheckedOn(), known.day()))
                .is(holders());
        for (EngineWords.Kind kind : kinds) {
            if (kind.counts()) {
                situation.also(kind.holder());
            }
        }
        onRecord(known, situation);
        return situation;
    }

    private Situation asked() {
        boolean named = table.settings().disclosers().contains(question.discloser());
        Situation situation = table.ordinary()
                .is(named ? words.discloser.of(question.discloser()) : words.unknownDiscloser)
                .is(words.sensitivity.of(question.is(Circumstance.LOW_SENSITIVITY)))
                .is(words.address.of(question.is(Circumstance.SECRET_ADDRESS)))
                .is(words.purposeKind(question.purpose().value()));
        table.vocabulary().sayOfTheCase(question.situation(), situation);
        return situation;
    }

    /** @param beside whether the same grantor made a more specific statement that counts */
    void consent(ConsentFacts known, ConsentFact consent, boolean beside, Situation into) {
        into.is(words.grantor.of(consent.grantor()))
                .is(words.effect.of(consent.effect()))
                .is(words.withdrawn.of(consent.withdrawn()))
                .is(period(consent, known.day()))
                .is(words.recipient.of(isFor(consent)))
                .is(words.breadth.of(consent.general()))
                .is(order(consent))
                .is(words.purpose.of(consent.purpose().equals(question.purpose().value())))
                .is(words.proof.of(consent.proofComplete()))
                .is(words.verified.of(consent.verified()))
                .is(words.beside.of(beside));
        grantor(known.holders(), consent, into);
        table.vocabulary().sayOfAStatement(consent.said(), into);
    }

    private void grantor(List<HolderFact> holders, ConsentFact consent, Situation into) {
        Value standing = null;
        for (int i = 0; i < kinds.length; i++) {
            if (holders.get(i).id().equals(consent.holder())) {
                standing = standing == null ? kinds[i].standing() : standing;
                into.is(kinds[i].grantor());
            }
        }
        into.is(consent.byChild() ? words.self : standing == null ? words.standsNever : standing);
    }

    private boolean isFor(ConsentFact consent) {
        return consent.general()
                ? question.recipientKind().equals(consent.recipientKind())
                : question.recipient().equals(consent.recipient());
    }

    private Value order(ConsentFact consent) {
        ConsentFact.CourtOrder order = consent.order();
        if (order == null) {
            return words.noOrder;
        } else if (!order.complete()) {
            return words.incompleteOrder;
        }
        return words.order.of(order.purposes().contains(question.purpose().value()));
    }

    /** The ids of what is on record and says a word that this row asks for. */
    SortedSet<UUID> onRecordFor(ConsentFacts known, LawRow row) {
        SortedSet<UUID> ids = new TreeSet<>();
        for (SaidFact each : known.said()) {
            if (each.source() != null
                    && each.about(question.purpose(), question.recipient())
                    && row.when().stream().anyMatch(when -> when.containsKey(each.word()))) {
                ids.add(each.source());
            }
        }
        return ids;
    }

    /** What is on record stands in the place of the ordinary; where it is two things, both hold. */
    private void onRecord(ConsentFacts known, Situation situation) {
        if (known.said().isEmpty()) {
            return;
        }
        Set<String> said = new HashSet<>();
        for (SaidFact each : known.said()) {
            if (each.about(question.purpose(), question.recipient())) {
                table.vocabulary().sayOfTheCase(each, said.add(each.word()), situation);
            }
        }
    }

    /** Every holder whom the row asks: all with authority, or those of the kinds that it names; each once, by their ids. */
    List<UUID> holders(ConsentFacts known, LawRow row) {
        List<UUID> asked = new ArrayList<>(kinds.length);
        for (int i = 0; i < kinds.length; i++) {
            HolderFact holder = known.holders().get(i);
            boolean isAsked = row.kinds().isEmpty()
                    ? kinds[i].hasAuthority()
                    : kinds[i].counts() && row.kinds().contains(holder.kind());
            if (isAsked && !asked.contains(holder.id())) {
                asked.add(holder.id());
            }
        }
        asked.sort(LawFacts::byText);
        return asked;
    }

    private static int byText(UUID one, UUID other) {
        int most = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return most != 0 ? most : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }

    private Value check(@Nullable LocalDate on, LocalDate day) {
        if (on == null) {
            return words.notChecked;
        }
        long days = ChronoUnit.DAYS.between(on, day);
        return words.check.of(days >= 0 && days <= table.settings().authorityCheckMaxDays());
    }

    private Value holders() {
        int count = 0;
        for (EngineWords.Kind kind : kinds) {
            if (kind.unclear()) {
                return words.holdersUnclear;
            }
            count += kind.hasAuthority() ? 1 : 0;
        }
        return count == 0 ? words.holdersNone : words.holders.of(count == 1);
    }

    private Value period(ConsentFact consent, LocalDate day) {
        return day.isBefore(consent.from()) ? words.before : words.period.of(day.isBefore(consent.until()));
    }
}
