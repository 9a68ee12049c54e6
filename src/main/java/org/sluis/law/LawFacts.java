package org.sluis.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        Situation situation = asked(table.following(question.situation())).is(words.nobody);
        words.noPeople.forEach(situation::is);
        return situation;
    }

    Situation subject(ConsentFacts known) {
        return asked(ofTheCase(known))
                .is(words.subject.of(known.subject() != null))
                .is(words.birthDate.of(known.birthDateAgrees()))
                .is(words.age.of(known.ageBand()))
                .is(words.capable.of(known.capable()))
                .is(words.authority.of(known.authority()))
                .is(check(known.authorityCheckedOn(), known.day()))
                .is(holders())
                .is(holderKinds());
    }

    private Value holderKinds() {
        Value kinds = words.noHolder;
        for (EngineWords.Kind kind : this.kinds) {
            if (kind.counts() && kinds != kind.holder()) {
                kinds = kinds == words.noHolder ? kind.holder() : kinds.or(kind.holder());
            }
        }
        return kinds;
    }

    private Situation ofTheCase(ConsentFacts known) {
        if (known.said().isEmpty()) {
            return table.following(question.situation());
        }
        Value[] own = table.ofTheCase().ordinary();
        table.ofTheCase().say(question.situation(), own);
        onRecord(known, own);
        return table.ordinary().are(own);
    }

    private Situation asked(Situation situation) {
        return situation
                .is(words.discloser(question.discloser()))
                .is(words.sensitivity.of(question.is(Circumstance.LOW_SENSITIVITY)))
                .is(words.address.of(question.is(Circumstance.SECRET_ADDRESS)))
                .is(words.purposeKind(question.purpose().value()));
    }

    /**
     * What a statement leaves of these alternatives of the rows of stage consent.
     *
     * @param beside whether the same grantor made a more specific statement that counts
     */
    long consent(ConsentFacts known, ConsentFact consent, boolean beside, long alternatives) {
        return alternatives
                & words.grantor.of(consent.grantor(), ConsentFact.CHILD, ConsentFact.HOLDER)
                & words.effect.of(consent.effect(), "grant", "refuse")
                & words.withdrawn.of(consent.withdrawn())
                & period(consent, known.day())
                & words.recipient.of(isFor(consent))
                & words.breadth.of(consent.general())
                & order(consent)
                & words.purpose.of(consent.purpose().equals(question.purpose().value()))
                & words.proof.of(consent.proofComplete())
                & words.verified.of(consent.verified())
                & words.beside.of(beside)
                & grantor(known.holders(), consent)
                & ofTheStatement(consent.said());
    }

    private long ofTheStatement(Map<String, String> said) {
        if (said.isEmpty()) {
            return table.ordinaryStatement();
        }
        Value[] own = table.ofAStatement().ordinary();
        table.ofAStatement().say(said, own);
        return LawTable.ofConsent(own);
    }

    private long grantor(List<HolderFact> holders, ConsentFact consent) {
        UUID holder = consent.holder();
        long standing = words.standsNever;
        long kind = words.noGrantor;
        boolean found = false;
        for (int i = 0; holder != null && i < kinds.length; i++) {
            if (holders.get(i).id().equals(holder)) {
                standing = found ? standing : kinds[i].standing();
                kind = kinds[i].grantor();
                found = true;
            }
        }
        return kind & (consent.byChild() ? words.self : standing);
    }

    private boolean isFor(ConsentFact consent) {
        return consent.general()
                ? question.recipientKind().equals(consent.recipientKind())
                : question.recipient().equals(consent.recipient());
    }

    private long order(ConsentFact consent) {
        ConsentFact.CourtOrder order = consent.order();
        if (order == null) {
            return words.noOrder;
        } else if (!order.complete()) {
            return words.incompleteOrder;
        }
        return words.order.of(order.purposes().contains(question.purpose().value()));
    }

    /** The ids of what is on record and says a word that this row asks for. */
    List<UUID> onRecordFor(ConsentFacts known, LawRow row) {
        List<UUID> ids = new ArrayList<>();
        for (SaidFact each : known.said()) {
            if (each.source() != null
                    && each.about(question.purpose(), question.recipient())
                    && row.when().stream().anyMatch(when -> when.containsKey(each.word()))) {
                IdsByText.add(ids, each.source());
            }
        }
        return ids;
    }

    /** What is on record stands in the place of the ordinary; where it is two things, both hold. */
    private void onRecord(ConsentFacts known, Value[] ofTheCase) {
        Set<String> said = new HashSet<>();
        for (SaidFact each : known.said()) {
            if (each.about(question.purpose(), question.recipient())) {
                table.ofTheCase().say(each.word(), each.value(), said.add(each.word()), ofTheCase);
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
            if (isAsked) {
                IdsByText.add(asked, holder.id());
            }
        }
        return asked;
    }

    private Value check(@Nullable LocalDate on, LocalDate day) {
        if (on == null) {
            return words.notChecked;
        }
        long days = day.toEpochDay() - on.toEpochDay();
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

    private long period(ConsentFact consent, LocalDate day) {
        return day.isBefore(consent.from()) ? words.before : words.period.of(day.isBefore(consent.until()));
    }
}
