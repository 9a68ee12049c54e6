package org.sluis.vault;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.sluis.canonical.Ids;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Database;
import org.sluis.database.Rows;
import org.sluis.keys.KeyDestroyed;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.Wrapped;

/**
 * Seals what names a person under that subject's key, and marks what it is found by. Marks are HMAC-SHA-256 under a key that
 * HKDF derives from an epoch of the use {@code index}; while an epoch turns there are marks of two epochs, and a search
 * looks for both. Without the key folder nothing in the database says whom a row is about.
 */
public final class Vault {
    /** What a SELECT names for {@link #key(ResultSet)}, with {@code subject_key} joined as {@code k}. */
    public static final String KEY = "k.epoch AS vault_epoch, k.key AS vault_key";

    private static final String INDEX = "index";

    private final KeyFolder keys;
    private final Ids ids;
    private final Map<String, byte[]> markKeys = new ConcurrentHashMap<>();

    /** @param keys the folder that is shared by all nodes */
    public Vault(KeyFolder keys, Ids ids) {
        this.keys = keys;
        this.ids = ids;
    }

    /** The same, once whatever an earlier version left in plain words was sealed, and salts that it wrapped apart are joined. */
    public static Vault open(Database database, KeyFolder keys, Ids ids) {
        Vault vault = new Vault(keys, ids);
        new Unsealed(vault, keys).seal(database);
        new SaltsApart(keys).join(database);
        return vault;
    }

    /** Makes the key of a subject that is about to be registered. */
    public SubjectKey admit(Connection connection, String tenant, UUID subject) {
        EpochGate.pass(connection);
        byte[] key = fresh();
        Wrapped wrapped = keys.wrap(key);
        Rows.update(
                connection,
                "INSERT INTO subject_key (tenant, subject, epoch, key) VALUES (?, ?, ?, ?)",
                tenant,
                subject,
                wrapped.epoch(),
                wrapped.bytes());
        return keyOf(tenant, key);
    }

    /** The key of these 32 bytes. */
    public SubjectKey keyOf(String tenant, byte[] key) {
        return new SubjectKey(tenant, key, ids);
    }

    byte[] fresh() {
        return ids.bytes(SubjectKey.BYTES);
    }

    /** @throws Refused NOT_FOUND when there is no such subject (any more) */
    public SubjectKey key(Connection connection, String tenant, UUID subject) {
        return Rows.one(
                        connection,
                        "SELECT k.tenant, " + KEY + " FROM subject_key k WHERE k.tenant = ? AND k.subject = ?",
                        this::key,
                        tenant,
                        subject)
                .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
    }

    /** The key that a row brought along: its columns are {@link #KEY} and {@code tenant}. */
    public SubjectKey key(ResultSet row) throws SQLException {
        return new SubjectKey(
                row.getString("tenant"),
                keys.unwrap(new Wrapped(row.getString("vault_epoch"), row.getBytes("vault_key"))),
                ids);
    }

    /** Opens one value of the row that brought its key along. */
    public String open(ResultSet row, Column column, String name, Object id) throws SQLException {
        return key(row).open(column, id, row.getBytes(name));
    }

    /** The mark to write, under the current epoch. Pass the {@link EpochGate} first. */
    public byte[] mark(Marked what, String... value) {
        return mark(epoch(), what, value);
    }

    /** The epoch of {@link #mark}. */
    public String epoch() {
        return keys.currentEpoch(INDEX);
    }

    /** Every mark that the value may stand under, the current one first. */
    public byte[][] marks(Marked what, String... value) {
        List<byte[]> marks = new ArrayList<>();
        for (String epoch : keys.epochs(INDEX)) {
            try {
                marks.add(mark(epoch, what, value));
            } catch (KeyDestroyed inThisMoment) {
                continue; // nothing stands under it any more
            }
        }
        return marks.toArray(byte[][]::new);
    }

    /** Birth dates are asked for by the span. */
    public byte[][] marks(String tenant, LocalDate born) {
        return marks(Marked.BIRTH_DATE, tenant, born.toString());
    }

    /**
     * What a search for these marks finds; asked again when an epoch began meanwhile, since what it would have found may
     * have been marked anew in between.
     */
    public <T> Optional<T> find(Function<byte[][], Optional<T>> search, Marked what, String... value) {
        while (true) {
            List<String> before = keys.epochs(INDEX);
            Optional<T> found = search.apply(marks(what, value));
            if (found.isPresent() || keys.epochs(INDEX).equals(before)) {
                return found;
            }
        }
    }

    private byte[] mark(String epoch, Marked what, String... value) {
        byte[] key = markKeys.computeIfAbsent(epoch, of -> keys.derive(INDEX, of, "mark"));
        markKeys.keySet().retainAll(keys.epochs(INDEX));
        String[] parts = new String[value.length + 1];
        parts[0] = what.label();
        System.arraycopy(value, 0, parts, 1, value.length);
        return Hmac.of(key, parts);
    }
}
