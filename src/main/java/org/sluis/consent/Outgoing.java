package org.sluis.consent;

import java.sql.Connection;
import java.util.UUID;
import org.sluis.canonical.PartyId;

/** What delivery does for the register when time alone changes what is permitted. */
public interface Outgoing {

    /** Decides anew about everything that waits about this subject: what is permitted no longer ends, its sender told. */
    void clear(String tenant, UUID subject);

    /**
     * Leaves a notice about this warning for the party, in the caller's transaction; none where the party has no webhook.
     *
     * @param kind a code; nothing else of the warning is said
     */
    void tell(Connection connection, String tenant, PartyId party, UUID warning, String kind);
}
