package org.sluis.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;

/** Says what the register knows in the words of the table: {@link Vocabulary}. */
final class LawFacts {
    private final LawTable table;
    private final EngineWords words;
    private final Regime regime;
    private final Regime.Case said;
    private final PartyId recipient;
    private final ConsentFacts known;
    private final Holders holders;

    private LawFacts(
            LawTable table,
            EngineWords words,
            Regime regime,
            Regime.Case said,
            PartyId recipient,
            ConsentFacts known,
            Holders holders) {
        this.table = table;
        this.words = words;
        this.regime = regime;
        this.said = said;
        this.recipient = recipient;
        this.known = known;
        this.holders = holders;
    }

    static LawFacts of(Regime regime, Regime.Case said, PartyId recipient, ConsentFacts known) {
        LawTable table = regime.table();
        EngineWords words = table.words();
        Holders holders = Holders.of(known.holders(), words);
        return new LawFacts(table, words, regime, said, recipient, known, holders);
    }

    /** Of nobody there is no age, no holder and no authority, so that no row about them can match. */
    static Value nobody(Regime regime, Regime.Case said) {
        EngineWords words = regime.table().words();
        return said.all().and(words.nobody).and(words.noPeople);
    }

    Value subject() {
        return ofTheCase()
                .and(
                        words.subject.of(flags()),
                        words.age.of(known.ageBand()),
                        words.authority.of(known.authority()),
                        holders.words(words));
    }

    private int flags() {
        return (known.subject() == null ? 0 : SubjectFlags.KNOWN)
                | (known.birthDateAgrees() ? SubjectFlags.BIRTH_DATE_AGREES : 0)
                | (known.capable() ? SubjectFlags.CAPABLE : 0)
                | check(known.authorityCheckedOn(), known.day())
                | holders.flags();
    }

    private Value ofTheCase() {
        if (known.said().isEmpty()) {
            return said.all();
        }
        Value[] own = table.ofTheCase().ordinary();
        table.ofTheCase().say(said.said(), own);
        onRecord(own);
        return table.ordinary().and(said.way()).and(own);
    }

    /** Those on record. */
    Holders holders() {
        return holders;
    }

    /**
     * What a statement leaves of these alternatives of the rows of stage consent.
     *
     * @param grantor who made it: {@link Statements#CHILD}, or the place of a holder
     * @param beside whether the same grantor made a more specific statement that counts
     */
    long consent(ConsentFact consent, int grantor, boolean beside, long alternatives) {
        return alternatives
                & words.flags.of(flags(consent) | (beside ? Flags.BESIDE : 0))
                & (grantor == Statements.CHILD ? byChild(consent) : byHolder(consent, grantor))
                & words.effect.of(consent.effect(), "grant", "refuse")
                & order(consent)
                & ofTheStatement(consent.said());
    }

    private long byChild(ConsentFact consent) {
        int named = holders.place(consent.holder());
        return words.grantor.yes()
                & words.self
                & (named == Holders.NOWHERE
                        ? words.noGrantor
                        : holders.kind(named).grantor());
    }

    private long byHolder(ConsentFact consent, int holder) {
        long said = consent.grantor().equals(ConsentFact.HOLDER) ? words.grantor.no() : words.grantor.neither();
        return said
                & (holder == Holders.NOWHERE
                        ? words.noGrantor & words.standsNever
                        : holders.kind(holder).grantor() & holders.kind(holder).standing());
    }

    private int flags(ConsentFact consent) {
        boolean isFor = consent.general()
                ? regime.recipientKind().equals(consent.recipientKind())
                : recipient.equals(consent.recipient());
        return (consent.withdrawn() ? Flags.WITHDRAWN : 0)
                | (isFor ? Flags.SAME_RECIPIENT : 0)
                | (consent.purpose().equals(regime.purpose()) ? Flags.SAME_PURPOSE : 0)
                | (consent.general() ? Flags.GENERAL : 0)
                | (consent.proofComplete() ? Flags.PROVED : 0)
                | (consent.verified() ? Flags.VERIFIED : 0)
                | (known.day().isBefore(consent.from()) ? 0 : Flags.BEGUN)
                | (known.day().isBefore(consent.until()) ? 0 : Flags.ENDED);
    }

    private long ofTheStatement(Map<String, String> said) {
        if (said.isEmpty()) {
            return table.ordinaryStatement();
        }
        Value[] own = table.ofAStatement().ordinary();
        table.ofAStatement().say(said, own);
        return LawTable.ofConsent(own);
    }

    private long order(ConsentFact consent) {
        ConsentFact.CourtOrder order = consent.order();
        if (order == null) {
            return words.noOrder;
        } else if (!order.complete()) {
            return words.incompleteOrder;
        }
        return words.order.of(order.purposes().contains(regime.purpose()));
    }

    private boolean about(SaidFact each) {
        return each.about(regime.purpose(), recipient);
    }

    /** The ids of what is on record and says a word that this row asks for. */
    List<UUID> onRecordFor(LawRow row) {
        List<UUID> ids = new ArrayList<>();
        for (SaidFact each : known.said()) {
            if (each.source() != null
                    && about(each)
                    && row.when().stream().anyMatch(when -> when.containsKey(each.word()))) {
                IdsByText.add(ids, each.source());
            }
        }
        return ids;
    }

    /** What is on record stands in the place of the ordinary; where it is two things, both hold. */
    private void onRecord(Value[] ofTheCase) {
        Set<String> words = new HashSet<>();
        for (SaidFact each : known.said()) {
            if (about(each)) {
                table.ofTheCase().say(each.word(), each.value(), words.add(each.word()), ofTheCase);
            }
        }
    }

    private int check(@Nullable LocalDate on, LocalDate day) {
        if (on == null) {
            return 0;
        }
        long days = day.toEpochDay() - on.toEpochDay();
        boolean fresh = days >= 0 && days <= table.settings().authorityCheckMaxDays();
        return fresh ? SubjectFlags.CHECKED | SubjectFlags.FRESH : SubjectFlags.CHECKED;
    }
}
