package org.sluis.forgetting;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.database.Rows;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.Wrapped;
import org.sluis.vault.Column;
import org.sluis.vault.Kept;
import org.sluis.vault.Marked;
import org.sluis.vault.SubjectKey;
import org.sluis.vault.Vault;

/** The tables of what is marked under an epoch of the use {@code index}. */
final class MarkedRows {
    static final List<String> TABLES = List.of("subject", "acceptance");

    private final Vault vault;
    private final KeyFolder keys;

    MarkedRows(Vault vault, KeyFolder keys) {
        this.vault = vault;
        this.keys = keys;
    }

    private record Pupil(
            UUID id,
            String school,
            String localId,
            @Nullable String born) {
        @Override
        public String toString() {
            return "Pupil[" + id + "]";
        }
    }

    private record Accepted(UUID disclosure, byte[] mark, byte @Nullable [] told) {}

    /** Marks up to so many rows of these epochs anew. @return how many */
    int anew(Connection connection, String tenant, String[] epochs, int most) {
        return pupils(connection, tenant, epochs, most) + accepted(connection, tenant, epochs, most);
    }

    private int pupils(Connection connection, String tenant, String[] epochs, int most) {
        List<Pupil> found = Rows.query(
                connection,
                "SELECT s.tenant, s.id, s.school, s.local_id, s.birth_date, " + Vault.KEY + " FROM subject s"
                        + " JOIN subject_key k ON k.tenant = s.tenant AND k.subject = s.id"
                        + " WHERE s.tenant = ? AND s.mark_epoch = ANY (?) ORDER BY s.id LIMIT ? FOR NO KEY UPDATE OF s",
                this::pupil,
                tenant,
                epochs,
                most);
        for (Pupil each : found) {
            Rows.update(
                    connection,
                    "UPDATE subject SET local_mark = ?, birth_mark = ?, mark_epoch = ? WHERE tenant = ? AND id = ?",
                    vault.mark(Marked.PUPIL, tenant, each.school(), each.localId()),
                    each.born() == null ? null : vault.mark(Marked.BIRTH_DATE, tenant, each.born()),
                    vault.epoch(),
                    tenant,
                    each.id());
        }
        return found.size();
    }

    private Pupil pupil(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        SubjectKey key = vault.key(row);
        return new Pupil(
                id,
                row.getString("school"),
                key.open(Column.SUBJECT_LOCAL_ID, id, row.getBytes("local_id")),
                key.openIfAny(Column.SUBJECT_BIRTH_DATE, id, row.getBytes("birth_date")));
    }

    private int accepted(Connection connection, String tenant, String[] epochs, int most) {
        List<Accepted> found = Rows.query(
                connection,
                "SELECT a.disclosure, a.sender, a.door, a.epoch, a.kept, o.recipient FROM acceptance a"
                        + " LEFT JOIN outbox o ON o.tenant = a.tenant AND o.disclosure = a.disclosure"
                        + " WHERE a.tenant = ? AND a.mark_epoch = ANY (?) ORDER BY a.disclosure LIMIT ? FOR UPDATE OF a",
                row -> accepted(row, tenant),
                tenant,
                epochs,
                most);
        for (Accepted each : found) {
            Rows.update(
                    connection,
                    "UPDATE acceptance SET mark = ?, told_mark = ?, mark_epoch = ? WHERE tenant = ? AND disclosure = ?",
                    each.mark(),
                    each.told(),
                    vault.epoch(),
                    tenant,
                    each.disclosure());
        }
        return found.size();
    }

    private Accepted accepted(ResultSet row, String tenant) throws SQLException {
        Kept kept = Kept.open(keys, new Wrapped(row.getString("epoch"), row.getBytes("kept")));
        return new Accepted(
                row.getObject("disclosure", UUID.class),
                vault.mark(Marked.MESSAGE, tenant, row.getString("sender"), row.getString("door"), kept.messageId()),
                kept.toldMark(vault, tenant, row.getString("recipient")));
    }

    boolean anyLeft(Connection connection, String tenant, String of) {
        return TABLES.stream().anyMatch(table -> !Rows.query(
                        connection,
                        "SELECT 1 FROM " + table + " WHERE tenant = ? AND mark_epoch = ? LIMIT 1",
                        row -> 1,
                        tenant,
                        of)
                .isEmpty());
    }
}
