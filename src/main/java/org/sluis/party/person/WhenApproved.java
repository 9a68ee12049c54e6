package org.sluis.party.person;

import org.sluis.audit.Ledger;
import org.sluis.party.Caller;

/** What another room puts in force with an approval. */
public interface WhenApproved {

    /** Whether it is this room's. */
    boolean concerns(ProposalKind kind);

    /**
     * Puts it in force, in the transaction of the approval: both are there or neither.
     *
     * @throws org.sluis.canonical.Refused where it can no longer be; then it is not approved either
     */
    void approved(Ledger.Session session, Caller caller, Approved approved);
}
