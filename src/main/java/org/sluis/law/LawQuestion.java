package org.sluis.law;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.party.PartyKind;

/**
 * What the law is asked.
 *
 * @param discloser the kind of who discloses: the regime follows it
 * @param recipientKind what the recipient is, for statements about all of a kind
 * @param facts null when the register could not be asked
 * @param circumstances what is out of the ordinary
 * @param situation what was said in the law's own words for what is out of the ordinary; of a word that is absent the
 *     first value holds
 */
public record LawQuestion(
        String discloser,
        PartyId recipient,
        String recipientKind,
        Purpose purpose,
        @Nullable ConsentFacts facts,
        Set<Circumstance> circumstances,
        Map<String, String> situation) {

    /** A question of which nothing is said in the law's own words. */
    public LawQuestion(
            PartyKind discloser,
            PartyId recipient,
            PartyKind recipientKind,
            Purpose purpose,
            @Nullable ConsentFacts facts,
            Set<Circumstance> circumstances) {
        this(discloser.code(), recipient, recipientKind.code(), purpose, facts, circumstances, Map.of());
    }

    boolean is(Circumstance circumstance) {
        return circumstances.contains(circumstance);
    }

    /** The same question where none of this was said, nor is on record. */
    LawQuestion without(Map<String, String> said) {
        Map<String, String> rest = new HashMap<>(situation);
        rest.entrySet().removeAll(said.entrySet());
        @Nullable ConsentFacts known = facts == null ? null : facts.without(said);
        return new LawQuestion(discloser, recipient, recipientKind, purpose, known, circumstances, rest);
    }
}
