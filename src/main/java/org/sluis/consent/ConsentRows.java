package org.sluis.consent;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.database.Rows;
import org.sluis.law.ConsentFact;
import org.sluis.law.Law;
import org.sluis.vault.Column;
import org.sluis.vault.Vault;

/** Reads the consents of one subject, oldest first. */
final class ConsentRows {
    /** A yes to an older text counts no more once a text that differs in substance is in force. */
    private static final String SELECT = """
            SELECT c.*, h.local_id, w.withdrawn_at, k.epoch AS vault_epoch, k.key AS vault_key, EXISTS (SELECT 1 FROM consent_text t WHERE t.tenant = c.tenant
                AND t.purpose = c.purpose AND t.material AND t.from_day <= ? AND t.place > COALESCE((SELECT o.place
                    FROM consent_text o WHERE o.tenant = c.tenant AND o.purpose = c.purpose
                    AND o.version = c.text_version), 0)) AS superseded
            FROM consent c
            JOIN subject_key k ON k.tenant = c.tenant AND k.subject = c.subject
            LEFT JOIN consent_withdrawal w ON w.tenant = c.tenant AND w.consent = c.id
            LEFT JOIN holder h ON h.tenant = c.tenant AND h.id = c.holder
            WHERE c.tenant = ? AND c.subject = ?""";

    private static final String IN_ORDER = " ORDER BY c.version, c.id";
    /** A no that names nobody who tells is a no to all of them. */
    private static final String OF =
            " AND (c.discloser IS NOT DISTINCT FROM ? OR c.discloser IS NULL AND c.effect = 'refuse')";

    /** Which one it is, a decision need not know; what it saw is kept, and names no court's case. */
    private static final String ORDER = "on-file";

    private ConsentRows() {}

    static List<ConsentFact> facts(Connection connection, String tenant, UUID subject, LocalDate day, Law law) {
        return Rows.query(connection, SELECT + IN_ORDER, row -> fact(row, law), day, tenant, subject);
    }

    /** @param discloser null for the school whose pupil it is */
    static List<ConsentFact> facts(
            Connection connection, String tenant, UUID subject, @Nullable String discloser, LocalDate day, Law law) {
        return Rows.query(connection, SELECT + OF + IN_ORDER, row -> fact(row, law), day, tenant, subject, discloser);
    }

    static List<Register.Listed> listed(Connection connection, Vault vault, String tenant, UUID subject) {
        return Rows.query(connection, SELECT + IN_ORDER, row -> listed(row, vault), LocalDate.EPOCH, tenant, subject);
    }

    /** The days on which holders said a yes that was not taken back. */
    static List<LocalDate> daysOfHolders(Connection connection, String tenant, UUID subject, Law law) {
        return Rows.query(
                connection,
                """
                SELECT c.proof_at, c.valid_from FROM consent c WHERE c.tenant = ? AND c.subject = ?
                AND c.grantor = 'holder' AND c.effect = 'grant' AND NOT EXISTS (SELECT 1 FROM consent_withdrawal w
                    WHERE w.tenant = c.tenant AND w.consent = c.id)""",
                row -> Rows.instantIfAny(row, "proof_at") == null
                        ? row.getObject("valid_from", LocalDate.class)
                        : law.day(Rows.instant(row, "proof_at")),
                tenant,
                subject);
    }

    private static ConsentFact fact(ResultSet row, Law law) throws SQLException {
        boolean verified = !row.getString("proof_verified").equals("none");
        boolean superseded = row.getBoolean("superseded") && law.knowsOfTexts();
        String recipient = row.getString("recipient");
        return new ConsentFact(
                row.getObject("id", UUID.class),
                row.getString("grantor"),
                row.getObject("holder", UUID.class),
                row.getString("effect"),
                row.getString("purpose"),
                recipient == null ? null : new PartyId(recipient),
                new TreeSet<>(Rows.strings(row, "categories")),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                row.getString("text_version"),
                row.getObject("withdrawn_at") != null,
                row.getString("proof_by") != null
                        && row.getObject("proof_at") != null
                        && row.getObject("proof_digest") != null,
                verified,
                row.getLong("version"),
                row.getString("recipient_kind"),
                order(row),
                superseded ? Map.of(ConsentFact.TEXT, ConsentFact.SUPERSEDED) : Map.of());
    }

    private static ConsentFact.@Nullable CourtOrder order(ResultSet row) throws SQLException {
        return row.getObject("order_reference") == null
                ? null
                : new ConsentFact.CourtOrder(
                        ORDER,
                        row.getObject("order_date", LocalDate.class),
                        new TreeSet<>(Rows.strings(row, "order_purposes")));
    }

    private static Register.Listed listed(ResultSet row, Vault vault) throws SQLException {
        return new Register.Listed(
                row.getObject("id", UUID.class),
                row.getString("grantor"),
                vault.key(row)
                        .openIfAny(
                                Column.HOLDER_LOCAL_ID,
                                String.valueOf(row.getObject("holder")),
                                row.getBytes("local_id")),
                row.getString("effect"),
                row.getString("purpose"),
                row.getString("discloser"),
                row.getString("recipient"),
                row.getString("recipient_kind"),
                Rows.strings(row, "categories"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                row.getString("text_version"),
                Rows.instantIfAny(row, "withdrawn_at"));
    }
}
