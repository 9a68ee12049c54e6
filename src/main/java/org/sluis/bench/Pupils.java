package org.sluis.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.UUID;
import org.sluis.database.Rows;
import org.sluis.vault.Column;
import org.sluis.vault.Marked;
import org.sluis.vault.SubjectKey;
import org.sluis.vault.Vault;

/** The pupils of the {@link Crowd}, sealed and marked as the recorder does. */
final class Pupils {
    /** All of them have one key: a decision opens each as if it were its own. */
    private static final String KEYS = """
            INSERT INTO subject_key SELECT 'bench', md5('s' || n)::uuid, k.epoch, k.key
            FROM generate_series(?, ?) n, (SELECT epoch, key FROM subject_key WHERE subject = ?) k""";

    private static final String SUBJECTS = """
            INSERT INTO subject (tenant, id, school, local_id, local_mark, birth_date, birth_mark, mark_epoch, capable,
                version, event)
            SELECT 'bench', id, 'bench-school', local_id, local_mark, birth_date, birth_mark, ?, true, 8,
                lpad(to_hex((? + place - 1) * 8), 32, '0')::uuid
            FROM unnest(?, ?, ?, ?, ?) WITH ORDINALITY s (id, local_id, local_mark, birth_date, birth_mark, place)""";

    private final Vault vault;

    Pupils(Vault vault) {
        this.vault = vault;
    }

    boolean there(Connection connection, long number) {
        return !Rows.query(
                        connection,
                        "SELECT 1 FROM subject WHERE tenant = ? AND local_mark = ANY (?)",
                        row -> 1,
                        Crowd.TENANT,
                        vault.marks(Marked.PUPIL, Crowd.TENANT, Crowd.SCHOOL.value(), "P" + number))
                .isEmpty();
    }

    void load(Connection connection, long first, long last) {
        int count = Math.toIntExact(last - first + 1);
        UUID[] ids = new UUID[count];
        byte[][][] columns = new byte[4][count][];
        SubjectKey key = vault.admit(connection, Crowd.TENANT, id(first));
        for (int i = 0; i < count; i++) {
            ids[i] = id(first + i);
            String born = LocalDate.of(2015, 1, 1).plusDays((first + i) % 2500).toString();
            columns[0][i] = key.seal(Column.SUBJECT_LOCAL_ID, ids[i], "P" + (first + i));
            columns[1][i] = vault.mark(Marked.PUPIL, Crowd.TENANT, Crowd.SCHOOL.value(), "P" + (first + i));
            columns[2][i] = key.seal(Column.SUBJECT_BIRTH_DATE, ids[i], born);
            columns[3][i] = vault.mark(Marked.BIRTH_DATE, Crowd.TENANT, born);
        }
        if (last > first) {
            Rows.update(connection, KEYS, first + 1, last, ids[0]);
        }
        Rows.update(connection, SUBJECTS, vault.epoch(), first, ids, columns[0], columns[1], columns[2], columns[3]);
    }

    /** As {@code md5('s' || n)} gives it. */
    private static UUID id(long number) {
        try {
            ByteBuffer digest = ByteBuffer.wrap(
                    MessageDigest.getInstance("MD5").digest(("s" + number).getBytes(StandardCharsets.US_ASCII)));
            return new UUID(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
