package org.sluis.consent;

import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.party.PartyKind;

/**
 * What the law is asked.
 *
 * @param discloser the kind of who discloses: the regime follows it
 * @param facts null when the register could not be asked
 * @param lowSensitivity whether a policy declared the profile to be of low sensitivity; false unless it did
 */
public record LawQuestion(
        PartyKind discloser,
        PartyId recipient,
        Purpose purpose,
        @Nullable ConsentFacts facts,
        boolean lowSensitivity) {}
