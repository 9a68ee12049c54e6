package org.sluis.disclosure;

import java.sql.Connection;
import java.util.Optional;
import java.util.UUID;
import org.sluis.database.Rows;
import org.sluis.party.Caller;

/**
 * What was refused, for whom it was: enough to ask the consent that it lacked.
 *
 * @param subject internal id of the pupil it was about
 */
public record RefusedDisclosure(UUID subject, String purpose, String recipient) {

    /** A refusal of the caller's own that was about a pupil on record; another party's looks the same as none. */
    public static Optional<RefusedDisclosure> of(Connection connection, Caller sender, UUID disclosure) {
        return Rows.one(
                connection,
                "SELECT subject, purpose, recipient FROM refusal WHERE tenant = ? AND disclosure = ? AND sender = ?"
                        + " AND subject IS NOT NULL",
                row -> new RefusedDisclosure(
                        row.getObject("subject", UUID.class), row.getString("purpose"), row.getString("recipient")),
                sender.tenant(),
                disclosure,
                sender.party().value());
    }
}
