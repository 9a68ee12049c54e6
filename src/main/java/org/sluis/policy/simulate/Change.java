package org.sluis.policy.simulate;

import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.party.PartyKind;
import org.sluis.policy.DecisionInput;

/**
 * One kind of difference on one way.
 *
 * @param element where it is about one
 * @param was why it stayed; null where it went
 * @param becomes why it would stay; null where it would go
 */
record Change(
        What what,
        Purpose purpose,
        PartyKind discloser,
        PartyId recipient,
        PartyKind recipientKind,
        @Nullable String element,
        @Nullable String was,
        @Nullable String becomes) {

    /** In the order in which they are told. */
    enum What {
        /** It stayed and would go. */
        OPENS,
        /** It went and would stay. */
        CLOSES,
        /** It goes either way, or opens, and takes one element more. */
        APPEARS,
        /** It goes either way, or closes, and takes one element less. */
        VANISHES,
        /** It stays either way, for another reason. */
        STAYS_OTHERWISE
    }

    static Change of(
            What what,
            DecisionInput input,
            @Nullable String element,
            @Nullable String was,
            @Nullable String becomes) {
        return new Change(
                what,
                input.purpose(),
                input.discloserKind(),
                input.recipient(),
                input.recipientKind(),
                element,
                was,
                becomes);
    }
}
