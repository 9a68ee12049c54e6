package org.sluis.forgetting;

import java.sql.Connection;
import java.util.List;
import org.sluis.database.Rows;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.Wrapped;

/**
 * A table of what is wrapped under an epoch of the use {@code wrap}.
 *
 * @param epoch the column of the epoch's id
 * @param bytes the column of what is wrapped; empty where it was destroyed
 */
record WrappedRows(String table, String epoch, String bytes) {
    /** All there are. A table that is missing here would lose what it holds: a test compares it with the schema. */
    static final List<WrappedRows> ALL = List.of(
            new WrappedRows("subject_key", "epoch", "key"),
            new WrappedRows("audit_salt", "epoch", "salt"),
            new WrappedRows("outbox", "key_epoch", "wrapped_key"),
            new WrappedRows("acceptance", "epoch", "kept"));

    private record Found(String place, Wrapped wrapped) {}

    /** Wraps up to so many rows of these epochs anew. @return how many */
    int anew(Connection connection, KeyFolder keys, String tenant, String[] epochs, int most) {
        List<Found> found = Rows.query(
                connection,
                "SELECT CAST(ctid AS text) AS place, " + epoch + ", " + bytes + " FROM " + table
                        + " WHERE tenant = ? AND " + epoch + " = ANY (?) AND " + bytes
                        + " IS NOT NULL LIMIT ? FOR UPDATE",
                row -> new Found(row.getString("place"), new Wrapped(row.getString(epoch), row.getBytes(bytes))),
                tenant,
                epochs,
                most);
        if (!found.isEmpty()) {
            String current = keys.currentEpoch("wrap");
            Rows.update(
                    connection,
                    "UPDATE " + table + " t SET " + epoch + " = ?, " + bytes
                            + " = n.bytes FROM unnest(?, ?) AS n (place, bytes)"
                            + " WHERE t.ctid = CAST(n.place AS tid) AND t.tenant = ?",
                    current,
                    found.stream().map(Found::place).toArray(String[]::new),
                    found.stream()
                            .map(each -> keys.current(each.wrapped()).bytes())
                            .toArray(byte[][]::new),
                    tenant);
        }
        return found.size();
    }

    boolean anyLeft(Connection connection, String tenant, String of) {
        return !Rows.query(
                        connection,
                        "SELECT 1 FROM " + table + " WHERE tenant = ? AND " + epoch + " = ? AND " + bytes
                                + " IS NOT NULL LIMIT 1",
                        row -> 1,
                        tenant,
                        of)
                .isEmpty();
    }
}
