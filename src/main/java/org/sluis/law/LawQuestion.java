package org.sluis.law;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.party.PartyKind;

/**
 * What the law is asked.
 *
 * @param discloser the kind of who discloses: the regime follows it
 * @param facts null when the register could not be asked
 * @param circumstances what is out of the ordinary
 * @param situation what was said in the law's own words for what is out of the ordinary; of a word that is absent the
 *     first value holds
 * @param ofStatements the same of single consents and refusals, by their id
 */
public record LawQuestion(
        String discloser,
        PartyId recipient,
        Purpose purpose,
        @Nullable ConsentFacts facts,
        Set<Circumstance> circumstances,
        Map<String, String> situation,
        Map<UUID, Map<String, String>> ofStatements) {

    /** A question of which nothing is said in the law's own words. */
    public LawQuestion(
            PartyKind discloser,
            PartyId recipient,
            Purpose purpose,
            @Nullable ConsentFacts facts,
            Set<Circumstance> circumstances) {
        this(discloser.code(), recipient, purpose, facts, circumstances, Map.of(), Map.of());
    }

    boolean is(Circumstance circumstance) {
        return circumstances.contains(circumstance);
    }
}
