package org.sluis.party.person;

import java.time.Instant;
import java.util.UUID;

/** What the next person reads and signs: {@code POST /v1/proposals/{id}/approvals}. */
public record ToSign(UUID proposal, String kind, String content, String digest, Instant expiresAt) {

    public static ToSign of(Proposal proposal) {
        return new ToSign(
                proposal.id(), proposal.kind().code(), proposal.content(), proposal.digest(), proposal.expiresAt());
    }
}
