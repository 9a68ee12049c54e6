package org.sluis.insight.correction;

import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.sluis.database.Rows;
import org.sluis.party.Caller;

/**
 * Who has what was corrected, and who heard of it. Whatever was cleared counts as had, as with a breach; only what arrived counts
 * as heard.
 */
final class Recipients {
    private static final String FOUND = """
            SELECT r.recipient, r.purpose, array_agg(DISTINCT r.disclosure) FILTER (WHERE r.at <= ?) AS had,
                bool_or(r.at > ? AND r.arrived) AS again,
                EXISTS (SELECT 1 FROM correction_told t WHERE t.tenant = ? AND t.correction = ?
                    AND t.recipient = r.recipient) AS told
            FROM (SELECT e.disclosure, e.at, e.facts ->> 'recipient' AS recipient, e.facts ->> 'purpose' AS purpose,
                    EXISTS (SELECT 1 FROM audit_event d WHERE d.tenant = e.tenant AND d.disclosure = e.disclosure
                        AND d.kind = 'delivery-succeeded') AS arrived
                FROM (SELECT v.tenant, v.disclosure, v.at, convert_from(v.body, 'UTF8')::jsonb -> 'facts' AS facts
                    FROM audit_erasable s JOIN audit_event v ON v.tenant = s.tenant AND v.id = s.event
                    WHERE s.tenant = ? AND s.subject = ? AND v.kind = 'disclosure-released') e
                WHERE e.facts ->> 'sender' = ? AND jsonb_exists_any(e.facts -> 'released', ?)
                    AND EXISTS (SELECT 1 FROM audit_event c WHERE c.tenant = e.tenant AND c.disclosure = e.disclosure
                        AND c.kind = 'delivery-cleared')) r
            GROUP BY r.recipient, r.purpose HAVING bool_or(r.at <= ?) ORDER BY r.recipient, r.purpose""";

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
        boolean bySending = correction.what() == Correction.What.RECTIFIED;
        return Rows.query(
                connection,
                FOUND,
                row -> new Recipient(
                        row.getString("recipient"),
                        row.getString("purpose"),
                        Arrays.asList((UUID[]) row.getArray("had").getArray()),
                        row.getBoolean("told") ? "told" : bySending && row.getBoolean("again") ? "delivered" : "open"),
                correction.at(),
                correction.at(),
                caller.tenant(),
                correction.id(),
                caller.tenant(),
                correction.subject(),
                caller.party().value(),
                correction.elements().toArray(String[]::new),
                correction.at());
    }
}
