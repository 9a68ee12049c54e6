package org.sluis.party.person;

import java.time.Instant;
import java.util.UUID;
import org.sluis.canonical.PartyId;

/**
 * What one person wants done. Never changes.
 *
 * @param content canonical JSON (RFC 8785) of ids, codes and digests: what an approver reads
 * @param digest SHA-256 of the content, in hex: what an approver signs
 * @param party the organisation that proposes; another does not see it
 * @param expiresAt 24 hours after it was proposed, by the database's clock
 */
public record Proposal(
        UUID id,
        ProposalKind kind,
        String content,
        String digest,
        PartyId party,
        UUID proposedBy,
        Instant proposedAt,
        Instant expiresAt) {

    @Override
    public String toString() {
        return "Proposal[" + id + "]";
    }
}
