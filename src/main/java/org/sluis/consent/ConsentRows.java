package org.sluis.consent;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.sluis.canonical.PartyId;
import org.sluis.database.Rows;
import org.sluis.law.ConsentFact;

/** Reads the consents of one subject, oldest first. */
final class ConsentRows {
    private static final String SELECT = """
            SELECT c.*, h.local_id, w.withdrawn_at FROM consent c
            LEFT JOIN consent_withdrawal w ON w.tenant = c.tenant AND w.consent = c.id
            LEFT JOIN holder h ON h.tenant = c.tenant AND h.id = c.holder
            WHERE c.tenant = ? AND c.subject = ? ORDER BY c.version, c.id""";

    private ConsentRows() {}

    static List<ConsentFact> facts(Connection connection, String tenant, UUID subject) {
        return Rows.query(connection, SELECT, ConsentRows::fact, tenant, subject);
    }

    static List<Register.Listed> listed(Connection connection, String tenant, UUID subject) {
        return Rows.query(connection, SELECT, ConsentRows::listed, tenant, subject);
    }

    private static ConsentFact fact(ResultSet row) throws SQLException {
        boolean verified = !row.getString("proof_verified").equals("none");
        return new ConsentFact(
                row.getObject("id", UUID.class),
                row.getString("grantor"),
                row.getObject("holder", UUID.class),
                row.getString("effect"),
                row.getString("purpose"),
                new PartyId(row.getString("recipient")),
                new TreeSet<>(Rows.strings(row, "categories")),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                row.getString("text_version"),
                row.getObject("withdrawn_at") != null,
                row.getString("proof_by") != null
                        && row.getObject("proof_at") != null
                        && row.getString("proof_digest") != null,
                verified,
                row.getLong("version"));
    }

    private static Register.Listed listed(ResultSet row) throws SQLException {
        return new Register.Listed(
                row.getObject("id", UUID.class),
                row.getString("grantor"),
                row.getString("local_id"),
                row.getString("effect"),
                row.getString("purpose"),
                row.getString("recipient"),
                Rows.strings(row, "categories"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                row.getString("text_version"),
                Rows.instantIfAny(row, "withdrawn_at"));
    }
}
