package org.sluis.consent;

import java.util.Set;
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
 */
public record LawQuestion(
        PartyKind discloser,
        PartyId recipient,
        Purpose purpose,
        @Nullable ConsentFacts facts,
        Set<Circumstance> circumstances) {

    boolean is(Circumstance circumstance) {
        return circumstances.contains(circumstance);
    }
}
