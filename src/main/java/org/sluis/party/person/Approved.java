package org.sluis.party.person;

import java.time.Instant;
import java.util.UUID;

/**
 * What two persons agreed on: {@code proposal().proposedBy()} and the approver, never the same one.
 *
 * @param thumbprint the key that signed (RFC 7638)
 * @param jws the signature itself, so that whoever uses the approval verifies it again
 * @param at by the database's clock
 */
public record Approved(Proposal proposal, UUID approver, String thumbprint, String jws, Instant at) {

    @Override
    public String toString() {
        return "Approved[" + proposal.id() + "]";
    }
}
