package org.sluis.delivery;

import java.sql.Connection;
import java.util.UUID;
import org.sluis.canonical.PartyId;
import org.sluis.consent.Outgoing;

/** At a birthday what waits is cleared anew, as after a withdrawal; before one a warning is told as any change is. */
record BirthdayOutgoing(DrainOutbox drain) implements Outgoing {

    @Override
    public void clear(String tenant, UUID subject) {
        drain.stopWaiting(tenant, subject);
    }

    @Override
    public void tell(Connection connection, String tenant, PartyId party, UUID warning, String kind) {
        Notices.writeWarning(connection, tenant, party, warning, kind);
    }
}
