package org.sluis.forgetting;

import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.sluis.database.Rows;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.Wrapped;

/**
 * A table of what is wrapped under an epoch of the use {@code wrap}.
 *
 * @param key what rows of one controller are walked by, first to last; {@code before} sorts before all
 * @param epoch the column of the epoch's id
 * @param bytes the column of what is wrapped; empty where it was destroyed
 */
record WrappedRows(String table, String key, Object before, String epoch, String bytes) {
    private static final UUID NIL = new UUID(0, 0);
    /** All there are. A table that is missing here would lose what it holds: a test compares it with the schema. */
    static final List<WrappedRows> ALL = List.of(
            new WrappedRows("subject_key", "subject", NIL, "epoch", "key"),
            new WrappedRows("audit_erasable", "event", NIL, "epoch", "salts"),
            new WrappedRows("outbox", "disclosure", NIL, "key_epoch", "wrapped_key"),
            new WrappedRows("roster", "school", "", "epoch", "key"),
            new WrappedRows("acceptance", "mark", new byte[0], "epoch", "kept"));

    private record Found(Object key, String place, Wrapped wrapped) {}

    /** The rows of one controller, so many at a time, under these epochs; none is looked at twice. */
    Function<Connection, Integer> walk(KeyFolder keys, String tenant, String[] epochs, int most) {
        Object[] last = {before};
        return connection -> {
            List<Found> found = anew(connection, keys, tenant, epochs, most, last[0]);
            last[0] = found.isEmpty() ? last[0] : found.get(found.size() - 1).key();
            return found.size();
        };
    }

    private List<Found> anew(
            Connection connection, KeyFolder keys, String tenant, String[] epochs, int most, Object after) {
        List<Found> found = Rows.query(
                connection,
                "SELECT " + key + " AS walked, CAST(ctid AS text) AS place, " + epoch + ", " + bytes + " FROM " + table
                        + " WHERE tenant = ? AND " + key + " > ? AND " + epoch + " = ANY (?) AND " + bytes
                        + " IS NOT NULL ORDER BY " + key + " LIMIT ? FOR UPDATE",
                row -> new Found(
                        row.getObject("walked"),
                        row.getString("place"),
                        new Wrapped(row.getString(epoch), row.getBytes(bytes))),
                tenant,
                after,
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
        return found;
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
