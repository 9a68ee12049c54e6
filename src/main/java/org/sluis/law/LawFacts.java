package org.sluis.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;

/** Says what the register knows in the words of the table: {@link Vocabulary}. */
final class LawFacts {
    /** The place of a holder who is not on record. */
    static final int NOWHERE = -1;

    private final LawTable table;
    private final EngineWords words;
    private final Regime regime;
    private final Regime.Case said;
    private final PartyId recipient;
    private final ConsentFacts known;
    private final List<HolderFact> holders;
    private final EngineWords.Kind[] kinds;

    private LawFacts(
            LawTable table,
            EngineWords words,
            Regime regime,
            Regime.Case said,
            PartyId recipient,
            ConsentFacts known,
            List<HolderFact> holders,
            EngineWords.Kind[] kinds) {
        this.table = table;
        this.words = words;
        this.regime = regime;
        this.said = said;
        this.recipient = recipient;
        this.known = known;
        this.holders = holders;
        this.kinds = kinds;
    }

    static LawFacts of(Regime regime, Regime.Case said, PartyId recipient, ConsentFacts known) {
        EngineWords words = regime.table().words();
        List<HolderFact> holders = known.holders();
        EngineWords.Kind[] kinds = new EngineWords.Kind[holders.size()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = words.kind(holders.get(i).kind());
        }
        return new LawFacts(regime.table(), words, regime, said, recipient, known, holders, kinds);
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
                        holderKinds());
    }

    private int flags() {
        return (known.subject() == null ? 0 : SubjectFlags.KNOWN)
                | (known.birthDateAgrees() ? SubjectFlags.BIRTH_DATE_AGREES : 0)
                | (known.capable() ? SubjectFlags.CAPABLE : 0)
                | check(known.authorityCheckedOn(), known.day())
                | holders();
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

    private Value ofTheCase() {
        if (known.said().isEmpty()) {
            return said.all();
        }
        Value[] own = table.ofTheCase().ordinary();
        table.ofTheCase().say(said.said(), own);
        onRecord(own);
        return table.ordinary().and(said.way()).and(own);
    }

    /** Where this holder first stands among those on record. */
    int place(@Nullable UUID holder) {
        for (int i = 0; holder != null && i < kinds.length; i++) {
            if (same(holder, holders.get(i).id())) {
                return i;
            }
        }
        return NOWHERE;
    }

    private static boolean same(UUID one, UUID other) {
        return one.getLeastSignificantBits() == other.getLeastSignificantBits()
                && one.getMostSignificantBits() == other.getMostSignificantBits();
    }

    /** The id of the holder at a place. */
    UUID holder(int place) {
        return holders.get(place).id();
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
        int named = place(consent.holder());
        return words.grantor.yes() & words.self & (named == NOWHERE ? words.noGrantor : kinds[named].grantor());
    }

    private long byHolder(ConsentFact consent, int holder) {
        long said = consent.grantor().equals(ConsentFact.HOLDER) ? words.grantor.no() : words.grantor.neither();
        return said
                & (holder == NOWHERE
                        ? words.noGrantor & words.standsNever
                        : kinds[holder].grantor() & kinds[holder].standing());
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

    /**
     * Where those holders stand whom the row asks: all with authority, or those of the kinds that it names; each once, in
     * the order of the texts of their ids.
     */
    int[] holders(LawRow row) {
        int[] asked = new int[kinds.length];
        int count = 0;
        for (int i = 0; i < kinds.length; i++) {
            boolean isAsked = row.kinds().isEmpty()
                    ? kinds[i].hasAuthority()
                    : kinds[i].counts() && row.kinds().contains(holders.get(i).kind());
            if (isAsked) {
                count = add(asked, count, place(holder(i)));
            }
        }
        return count == asked.length ? asked : Arrays.copyOf(asked, count);
    }

    private int add(int[] asked, int count, int place) {
        int at = count;
        for (; at > 0; at--) {
            int order = asked[at - 1] == place ? 0 : IdsByText.compare(holder(asked[at - 1]), holder(place));
            if (order == 0) {
                return count;
            } else if (order < 0) {
                break;
            }
        }
        System.arraycopy(asked, at, asked, at + 1, count - at);
        asked[at] = place;
        return count + 1;
    }

    private int check(@Nullable LocalDate on, LocalDate day) {
        if (on == null) {
            return 0;
        }
        long days = day.toEpochDay() - on.toEpochDay();
        boolean fresh = days >= 0 && days <= table.settings().authorityCheckMaxDays();
        return fresh ? SubjectFlags.CHECKED | SubjectFlags.FRESH : SubjectFlags.CHECKED;
    }

    private int holders() {
        int count = 0;
        for (EngineWords.Kind kind : kinds) {
            if (kind.unclear()) {
                return SubjectFlags.UNCLEAR;
            }
            count += kind.hasAuthority() ? 1 : 0;
        }
        return count == 0 ? 0 : count == 1 ? SubjectFlags.ONE : SubjectFlags.SEVERAL;
    }
}
