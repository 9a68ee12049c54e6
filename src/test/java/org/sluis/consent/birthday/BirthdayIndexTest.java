package org.sluis.consent.birthday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.consent.Waterlee.TENANT;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.database.Rows;

/** A round reads those whose birthday is near, by the index, and never all pupils. */
@ExtendWith(RealPostgres.class)
class BirthdayIndexTest {
    private static final int PUPILS = 100_000;
    private static final LocalDate DAY = LocalDate.of(2014, 11, 23);

    @Test
    void aRoundGoesByTheIndex(Database database, @TempDir Path temp) {
        try (BirthdayTown town = new BirthdayTown(database, temp.resolve("keys"))) {
            town.child("first", DAY);
            RealPostgres.asOwner(database, """
                    SET search_path = sluis;
                    INSERT INTO subject (tenant, id, school, local_id, birth_date, event)
                    SELECT tenant, gen_random_uuid(), school, 'pupil-' || n, DATE '2008-01-01' + (n * 7 %% 6570), event
                    FROM subject, generate_series(1, %d) n;
                    INSERT INTO audit_event (tenant, id, at, kind, body, leaf)
                    SELECT tenant, id, now(), 'consent-recorded', '', sha256('') FROM subject;
                    INSERT INTO consent (tenant, id, subject, grantor, effect, purpose, recipient, categories, valid_from,
                        valid_until, text_version, proof_verified, version, event)
                    SELECT tenant, gen_random_uuid(), id, 'child', 'grant', 'plan-coordination', 'de-brug', '{IDENT}',
                        '2026-11-01', '2027-10-01', '2026-1', 'none', 1, id FROM subject;
                    ANALYZE subject, consent""".formatted(PUPILS));

            assertThat(plan(town, BirthdayRows.BORN, 2, TENANT, DAY))
                    .contains("subject_by_birth_date")
                    .doesNotContain("Seq Scan");
            assertThat(plan(town, BirthdayRows.UNLOOKED, 62, TENANT, DAY, DAY, DAY.plusDays(60)))
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

    private static long millis(long from, long to) {
        return (to - from) / 1_000_000;
    }

    private static String plan(BirthdayTown town, String sql, Object... parameters) {
        List<String> lines = town.waterlee.transactions.within(
                TENANT, connection -> Rows.query(connection, "EXPLAIN " + sql, row -> row.getString(1), parameters));
        return String.join("\n", lines);
    }
}
