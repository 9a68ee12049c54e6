package org.sluis.audit;

import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sluis.audit.proof.VerifierKey;
import org.sluis.database.Rows;

/** The cosignatures that witnesses gave, beside the checkpoints in the database. */
final class CosignatureRows {
    private CosignatureRows() {}

    /** The largest size that this witness has cosigned; 0 for none. */
    static long newest(Connection connection, VerifierKey witness) {
        return Rows.query(
                        connection,
                        "SELECT coalesce(max(size), 0) FROM audit_cosignature WHERE witness = ?",
                        row -> row.getLong(1),
                        witness.text())
                .get(0);
    }

    /** Another node may have kept the same meanwhile. */
    static void keep(Connection connection, VerifierKey witness, long size, String line, Instant at) {
        Rows.update(
                connection,
                "INSERT INTO audit_cosignature (size, witness, line, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                size,
                witness.text(),
                line,
                at);
    }

    /** The newest checkpoint that a witness has cosigned, unless one is newer by more than a minute; the newest is the largest, whatever its node's clock said. */
    static Optional<String> newestNote(Connection connection, String origin) {
        return Rows.one(connection, """
                SELECT note FROM audit_checkpoint c
                WHERE EXISTS (SELECT FROM audit_cosignature k WHERE k.size = c.size)
                  AND at >= (SELECT at FROM audit_checkpoint ORDER BY size DESC LIMIT 1) - interval '1 minute'
                  AND starts_with(note, ? || chr(10))
                ORDER BY size DESC LIMIT 1""", row -> row.getString("note"), origin);
    }

    /** A line of each witness that cosigned this size. */
    static List<String> lines(Connection connection, long size) {
        return Rows.query(
                connection,
                "SELECT line FROM audit_cosignature WHERE size = ? ORDER BY witness",
                row -> row.getString("line"),
                size);
    }
}
