package org.sluis.audit;

import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.database.Rows;

/** Where the log was broken off, and by which name it went on. */
final class BreakRows {
    private BreakRows() {}

    /**
     * @param first the index of the entry that tells of it: how many were left before
     * @param origin the name from then on
     * @param old what the newest checkpoint outside the database said under the name before
     */
    record Break(long first, String origin, Checkpoint old) {}

    /** Oldest first. */
    static List<Break> all(Connection connection) {
        return Rows.query(
                connection,
                "SELECT first, origin, old_origin, old_size, old_root FROM audit_break ORDER BY first",
                row -> new Break(
                        row.getLong("first"),
                        row.getString("origin"),
                        new Checkpoint(
                                row.getString("old_origin"), row.getLong("old_size"), row.getBytes("old_root"))));
    }

    static void add(Connection connection, Break made, String content, List<String> statements, UUID event) {
        Rows.update(
                connection,
                """
                INSERT INTO audit_break
                    (first, origin, old_origin, old_size, old_root, content, statements, tenant, event)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                made.first(),
                made.origin(),
                made.old().origin(),
                made.old().size(),
                made.old().root(),
                content,
                statements.toArray(String[]::new),
                Ledger.NOBODY,
                event);
    }
}
