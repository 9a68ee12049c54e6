package org.sluis.insight.correction;

import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.sluis.database.Rows;
import org.sluis.party.Caller;

/**
 * Who has what was corrected, and who heard of it. Whatever was cleared counts as had, as with a breach; only what arrived counts
 * as heard. The database says so itself, for it keeps what is about a pupil while somebody has not heard.
 */
final class Recipients {
    private Recipients() {}

    /**
     * Somebody who has it.
     *
     * @param had the disclosures that held it
     * @param heard {@code delivered} where the same purpose brought the elements anew, {@code told} where an officer says so,
     *     {@code open} where neither is so. What is to be erased or restricted no delivery puts right.
     */
    record Recipient(String party, String purpose, List<UUID> had, String heard) {
        boolean open() {
            return heard.equals("open");
        }
    }

    /** All of them. @param connection within the controller */
    static List<Recipient> of(Connection connection, Caller caller, Correction correction) {
        return Rows.query(
                connection,
                "SELECT recipient, purpose, had, heard FROM correction_recipient(?, ?) ORDER BY recipient, purpose",
                row -> new Recipient(
                        row.getString("recipient"),
                        row.getString("purpose"),
                        Arrays.asList((UUID[]) row.getArray("had").getArray()),
                        row.getString("heard")),
                caller.tenant(),
                correction.id());
    }
}
