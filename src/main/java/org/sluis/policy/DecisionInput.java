package org.sluis.policy;

import java.time.Instant;
import java.util.SortedSet;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.law.ConsentFacts;
import org.sluis.party.PartyKind;

/**
 * Everything a decision sees, without content: it can be kept, replayed bit by bit, and tried against a draft policy.
 *
 * @param present ids of the elements the message holds
 * @param marks ids of control elements of type BOOLEAN that are true in the message, at some position
 * @param at the decision's instant
 * @param shifted whether that instant was given (demo mode) instead of read
 * @param packDigest SHA-256 of the policy pack that was in force
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
        String lawDigest) {}
