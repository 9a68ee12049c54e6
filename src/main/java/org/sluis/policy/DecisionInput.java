package org.sluis.policy;

import java.time.Instant;
import java.util.SortedSet;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.TextSet;
import org.sluis.law.ConsentFacts;
import org.sluis.party.PartyKind;

/**
 * Everything a decision sees, without content: it can be kept, replayed bit by bit, and tried against a draft policy.
 *
 * @param present ids of the elements the message holds
 * @param marks ids of control elements of type BOOLEAN that are true in the message, at some position
 * @param at the decision's instant
 * @param shifted whether that instant was given (demo mode) instead of read
 * @param packDigest of the policy pack that was in force for this way; {@link DecisionPoint#NO_PACK} where there was none
 * @param lawDigest SHA-256 of the law table that was in force
 */
public record DecisionInput(
        PartyId discloser,
        PartyKind discloserKind,
        PartyId recipient,
        PartyKind recipientKind,
        Purpose purpose,
        SortedSet<String> present,
        SortedSet<String> marks,
        ConsentFacts facts,
        Instant at,
        boolean shifted,
        String packDigest,
        String lawDigest) {

    public DecisionInput {
        present = TextSet.of(present);
        marks = TextSet.of(marks);
    }

    /** {@link #present}, to go through by place. */
    TextSet elements() {
        return (TextSet) present;
    }

    /** {@link #marks}. */
    TextSet marked() {
        return (TextSet) marks;
    }

    /** The same, to be decided by a pack and a law of these digests. */
    DecisionInput under(String pack, String law) {
        return new DecisionInput(
                discloser,
                discloserKind,
                recipient,
                recipientKind,
                purpose,
                present,
                marks,
                facts,
                at,
                shifted,
                pack,
                law);
    }
}
