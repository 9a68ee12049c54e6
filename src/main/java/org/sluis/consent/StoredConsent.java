package org.sluis.consent;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.database.Rows;
import org.sluis.party.Caller;
import org.sluis.vault.Column;
import org.sluis.vault.Marked;
import org.sluis.vault.SubjectKey;
import org.sluis.vault.Vault;

/**
 * A consent or refusal as the school recorded it, with its proof.
 *
 * @param recordedAt when it was recorded
 * @param withdrawnAt where it was
 */
public record StoredConsent(
        UUID id,
        ConsentForm form,
        Instant recordedAt,
        @Nullable Instant withdrawnAt) {

    private static final String SELECT = """
            SELECT c.*, s.local_id AS pupil, h.local_id AS holder_id, e.at AS recorded_at, w.withdrawn_at,
                k.epoch AS vault_epoch, k.key AS vault_key
            FROM consent c
            JOIN subject s ON s.tenant = c.tenant AND s.id = c.subject
            JOIN subject_key k ON k.tenant = c.tenant AND k.subject = c.subject
            JOIN audit_event e ON e.tenant = c.tenant AND e.id = c.event
            LEFT JOIN holder h ON h.tenant = c.tenant AND h.id = c.holder
            LEFT JOIN consent_withdrawal w ON w.tenant = c.tenant AND w.consent = c.id
            WHERE c.tenant = ? AND s.school = ?""";

    /** One consent of a school's own pupils; empty for anyone else's, the same as for none. */
    public static Optional<StoredConsent> of(Connection connection, Vault vault, Caller school, UUID id) {
        return Rows.one(
                connection,
                SELECT + " AND c.id = ?",
                row -> map(row, vault),
                school.tenant(),
                school.party().value(),
                id);
    }

    /** Every consent of one of a school's own pupils, oldest first; none for anyone else's. */
    public static List<StoredConsent> about(Connection connection, Vault vault, Caller school, String pupil) {
        byte[][] marks =
                vault.marks(Marked.PUPIL, school.tenant(), school.party().value(), pupil);
        return Rows.query(
                connection,
                SELECT + " AND s.local_mark = ANY (?) ORDER BY c.version, c.id",
                row -> map(row, vault),
                school.tenant(),
                school.party().value(),
                marks);
    }

    private static StoredConsent map(ResultSet row, Vault vault) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        SubjectKey key = vault.key(row);
        return new StoredConsent(
                id,
                new ConsentForm(
                        key.open(Column.SUBJECT_LOCAL_ID, row.getObject("subject", UUID.class), row.getBytes("pupil")),
                        row.getString("grantor"),
                        key.openIfAny(
                                Column.HOLDER_LOCAL_ID,
                                String.valueOf(row.getObject("holder")),
                                row.getBytes("holder_id")),
                        row.getString("effect"),
                        row.getString("purpose"),
                        row.getString("discloser"),
                        row.getString("recipient"),
                        row.getString("recipient_kind"),
                        Rows.strings(row, "categories"),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_until", LocalDate.class),
                        row.getString("text_version"),
                        order(row, key, id),
                        proof(row, key, id)),
                Rows.instant(row, "recorded_at"),
                Rows.instantIfAny(row, "withdrawn_at"));
    }

    private static ConsentForm.@Nullable Order order(ResultSet row, SubjectKey key, UUID id) throws SQLException {
        String reference = key.openIfAny(Column.CONSENT_ORDER_REFERENCE, id, row.getBytes("order_reference"));
        return reference == null
                ? null
                : new ConsentForm.Order(
                        reference, row.getObject("order_date", LocalDate.class), Rows.strings(row, "order_purposes"));
    }

    private static ConsentForm.@Nullable Proof proof(ResultSet row, SubjectKey key, UUID id) throws SQLException {
        Instant at = Rows.instantIfAny(row, "proof_at");
        return at == null
                ? null
                : new ConsentForm.Proof(
                        row.getString("proof_verified"),
                        row.getString("proof_by"),
                        at,
                        key.open(Column.CONSENT_PROOF_DIGEST, id, row.getBytes("proof_digest")));
    }
}
