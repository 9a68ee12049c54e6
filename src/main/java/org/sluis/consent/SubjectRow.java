package org.sluis.consent;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.database.Rows;
import org.sluis.law.HolderFact;
import org.sluis.vault.Column;
import org.sluis.vault.Marked;
import org.sluis.vault.Vault;

/** One subject as it stands, with the newest check of authority. A holder changed after that check makes it unknown. */
record SubjectRow(
        UUID id,
        String school,
        long version,
        @Nullable LocalDate birthDate,
        boolean capable,
        String authority,
        @Nullable LocalDate checkedOn) {

    private static final String SELECT = """
            SELECT s.tenant, s.id, s.school, s.version, s.birth_date, k.epoch AS vault_epoch, k.key AS vault_key, s.capable, c.checked_on,
                CASE WHEN c.version >= COALESCE((SELECT max(k.version) FROM holder_kind k
                    JOIN holder h ON h.tenant = k.tenant AND h.id = k.holder
                    WHERE h.tenant = s.tenant AND h.subject = s.id), 0) THEN c.state ELSE 'unknown' END AS authority
            FROM subject s JOIN subject_key k ON k.tenant = s.tenant AND k.subject = s.id LEFT JOIN LATERAL (SELECT state, checked_on, version FROM authority_check
                WHERE tenant = s.tenant AND subject = s.id ORDER BY version DESC LIMIT 1) c ON true
            WHERE s.tenant = ?""";

    static Optional<SubjectRow> of(Connection connection, Vault vault, String tenant, String school, String localId) {
        return vault.find(
                marks -> Rows.one(
                        connection, SELECT + " AND s.local_mark = ANY (?)", row -> map(row, vault), tenant, marks),
                Marked.PUPIL,
                tenant,
                school,
                localId);
    }

    static Optional<SubjectRow> of(Connection connection, Vault vault, String tenant, UUID id) {
        return Rows.one(connection, SELECT + " AND s.id = ?", row -> map(row, vault), tenant, id);
    }

    static List<HolderFact> holders(Connection connection, String tenant, UUID subject) {
        return Rows.query(
                connection,
                """
                SELECT DISTINCT ON (h.id) h.id, k.kind FROM holder h
                JOIN holder_kind k ON k.tenant = h.tenant AND k.holder = h.id
                WHERE h.tenant = ? AND h.subject = ? ORDER BY h.id, k.version DESC""",
                row -> new HolderFact(row.getObject("id", UUID.class), row.getString("kind")),
                tenant,
                subject);
    }

    private static SubjectRow map(ResultSet row, Vault vault) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new SubjectRow(
                id,
                row.getString("school"),
                row.getLong("version"),
                row.getBytes("birth_date") == null
                        ? null
                        : LocalDate.parse(vault.open(row, Column.SUBJECT_BIRTH_DATE, "birth_date", id)),
                row.getBoolean("capable"),
                row.getString("authority"),
                row.getObject("checked_on", LocalDate.class));
    }

    /** The party, where it is not the school whose pupil this is. */
    @Nullable
    String other(PartyId party) {
        return party.value().equals(school) ? null : party.value();
    }

    /** Shows the id only. */
    @Override
    public String toString() {
        return "SubjectRow[" + id + "]";
    }
}
