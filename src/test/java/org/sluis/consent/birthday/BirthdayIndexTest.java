package org.sluis.consent.birthday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.consent.Waterlee.TENANT;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.consent.Waterlee;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.database.Rows;
import org.sluis.vault.Column;
import org.sluis.vault.Marked;
import org.sluis.vault.SubjectKey;
import org.sluis.vault.Vault;

/** A round reads those whose birthday is near, by the index, and never all pupils. */
@ExtendWith(RealPostgres.class)
class BirthdayIndexTest {
    private static final int PUPILS = 100_000;
    private static final LocalDate DAY = LocalDate.of(2014, 11, 23);

    @Test
    void aRoundGoesByTheIndex(Database database, @TempDir Path temp) {
        try (BirthdayTown town = new BirthdayTown(database, temp.resolve("keys"))) {
            town.child("first", DAY);
            crowd(town);
            RealPostgres.asOwner(database, """
                    SET search_path = sluis;
                    INSERT INTO audit_event (tenant, id, at, kind, body, leaf)
                    SELECT tenant, id, now(), 'consent-recorded', '', sha256('') FROM subject;
                    INSERT INTO consent (tenant, id, subject, grantor, effect, purpose, recipient, categories, valid_from,
                        valid_until, text_version, proof_verified, version, event)
                    SELECT tenant, gen_random_uuid(), id, 'child', 'grant', 'plan-coordination', 'de-brug', '{IDENT}',
                        '2026-11-01', '2027-10-01', '2026-1', 'none', 1, id FROM subject;
                    ANALYZE subject, consent""");

            assertThat(plan(town, BirthdayRows.BORN, marks(town, 3), TENANT))
                    .contains("subject_by_birth_date")
                    .doesNotContain("Seq Scan");
            assertThat(plan(town, BirthdayRows.CONSENTED, marks(town, 63), TENANT))
                    .contains("subject_by_birth_date")
                    .doesNotContain("Seq Scan");
            long start = System.nanoTime();
            town.freeze().round(TENANT);
            long froze = System.nanoTime();
            town.warnings().round(TENANT);
            long warned = System.nanoTime();
            town.warnings().round(TENANT);
            long again = System.nanoTime();
            System.out.println("birthdays of " + PUPILS + " pupils: " + town.cleared.size() + " passed in "
                    + millis(start, froze) + " ms, a first look ahead " + millis(froze, warned) + " ms, the next "
                    + millis(warned, again) + " ms");
        }
    }

    private static byte[][] marks(BirthdayTown town, int days) {
        return DAY.datesUntil(DAY.plusDays(days))
                .flatMap(day -> Arrays.stream(town.waterlee.vault.marks(TENANT, day)))
                .toArray(byte[][]::new);
    }

    /** All under the key of one of them: what is looked at is how they are found. */
    private static void crowd(BirthdayTown town) {
        Vault vault = town.waterlee.vault;
        UUID[] ids = new UUID[PUPILS];
        byte[][][] columns = new byte[4][PUPILS][];
        town.waterlee.transactions.within(TENANT, connection -> {
            UUID like = town.waterlee
                    .register
                    .subject(connection, Waterlee.LINDE, "first")
                    .orElseThrow();
            SubjectKey key = vault.key(connection, TENANT, like);
            for (int i = 0; i < PUPILS; i++) {
                ids[i] = UUID.randomUUID();
                String born = LocalDate.of(2008, 1, 1).plusDays(i * 7L % 6570).toString();
                columns[0][i] = key.seal(Column.SUBJECT_LOCAL_ID, ids[i], "pupil-" + i);
                columns[1][i] = vault.mark(Marked.PUPIL, TENANT, "de-linde", "pupil-" + i);
                columns[2][i] = key.seal(Column.SUBJECT_BIRTH_DATE, ids[i], born);
                columns[3][i] = vault.mark(Marked.BIRTH_DATE, TENANT, born);
            }
            Rows.update(
                    connection,
                    "INSERT INTO subject_key SELECT tenant, id, epoch, key FROM subject_key, unnest(?) AS n (id)",
                    (Object) ids);
            return Rows.update(connection, """
                    INSERT INTO subject (tenant, id, school, local_id, local_mark, birth_date, birth_mark, mark_epoch, event)
                    SELECT s.tenant, n.id, s.school, n.local_id, n.local_mark, n.birth_date, n.birth_mark, s.mark_epoch, s.event
                    FROM subject s, unnest(?, ?, ?, ?, ?) AS n (id, local_id, local_mark, birth_date, birth_mark)""", ids, columns[0], columns[1], columns[2], columns[3]);
        });
    }

    private static long millis(long from, long to) {
        return (to - from) / 1_000_000;
    }

    private static String plan(BirthdayTown town, String sql, Object... parameters) {
        List<String> lines = town.waterlee.transactions.within(
                TENANT, connection -> Rows.query(connection, "EXPLAIN " + sql, row -> row.getString(1), parameters));
        return String.join("\n", lines);
    }
}
