package org.sluis.law;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.TextSet;

/**
 * What a law makes of one way before anybody's record is looked at: who discloses, to what kind of recipient, for which
 * purpose, and what is out of the ordinary about that. Worked out once and asked for every decision: {@link Law#regime}.
 */
public final class Regime {
    private static final int MOST = 8;

    private final LawTable table;
    private final String recipientKind;
    private final String purpose;
    private final boolean anonymous;
    private final String[] saying;
    /** By which of those elements are there: a bit for each. */
    private final Case[] cases;

    /**
     * What is said of a case in the law's own words.
     *
     * @param way what is left of the rows when no more is known than the way
     * @param all the same, when what is said is known too
     */
    record Case(Map<String, String> said, Value way, Value all) {}

    /** Of a question whose elements say no more than it does. */
    Regime(LawTable table, LawQuestion question) {
        this(
                table,
                question.discloser(),
                question.recipientKind(),
                question.purpose().value(),
                question.circumstances(),
                List.of(),
                none -> question.situation());
    }

    /**
     * @param saying the elements that say something where they are there
     * @param said by which of them are there, what follows in the law's own words
     * @throws IllegalArgumentException where more than eight say something
     */
    Regime(
            LawTable table,
            String discloser,
            String recipientKind,
            String purpose,
            Set<Circumstance> circumstances,
            List<String> saying,
            Function<Collection<String>, Map<String, String>> said) {
        if (saying.size() > MOST) {
            throw new IllegalArgumentException(
                    "law.yaml: " + saying.size() + " elements say something of a case; at most " + MOST + " may");
        }
        this.table = table;
        this.recipientKind = recipientKind;
        this.purpose = purpose;
        this.anonymous = circumstances.contains(Circumstance.ANONYMOUS);
        this.saying = saying.stream().map(String::intern).toArray(String[]::new);
        EngineWords words = table.words();
        Value way = words.discloser(discloser)
                .and(words.sensitivity.of(circumstances.contains(Circumstance.LOW_SENSITIVITY)))
                .and(words.address.of(circumstances.contains(Circumstance.SECRET_ADDRESS)))
                .and(words.purposeKind(purpose));
        this.cases = new Case[1 << saying.size()];
        for (int here = 0; here < cases.length; here++) {
            List<String> present = new ArrayList<>();
            for (int i = 0; i < saying.size(); i++) {
                if ((here >> i & 1) != 0) {
                    present.add(saying.get(i));
                }
            }
            Map<String, String> all = said.apply(present);
            cases[here] = new Case(all, way, way.and(table.ofTheCase(all)));
        }
    }

    /**
     * What the law says of this question; Pending with {@code situation-unknown} where no row knows the situation. Pure.
     *
     * @param facts null when the register could not be asked
     * @param present ids of the elements the message holds
     */
    public LawFinding find(PartyId recipient, @Nullable ConsentFacts facts, TextSet present) {
        return LawEngine.find(this, of(present), recipient, facts);
    }

    Case of(TextSet present) {
        int here = 0;
        for (int i = 0; i < saying.length; i++) {
            here |= present.holds(saying[i]) ? 1 << i : 0;
        }
        return cases[here];
    }

    LawTable table() {
        return table;
    }

    String recipientKind() {
        return recipientKind;
    }

    String purpose() {
        return purpose;
    }

    /** Whether it is about nobody. */
    boolean anonymous() {
        return anonymous;
    }
}
