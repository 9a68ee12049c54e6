package org.sluis.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.canonical.Ids;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.database.Rows;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.Wrapped;

/** A data folder of before: what its migration set aside in plain words is sealed at the next start, and gone from the table. */
@ExtendWith(RealPostgres.class)
class UnsealedTest {
    private static final String TENANT = "waterlee-scholen";
    private static final UUID PUPIL = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID HOLDER = UUID.fromString("00000000-0000-4000-8000-000000000002");
    private static final UUID DISCLOSURE = UUID.fromString("00000000-0000-4000-8000-000000000003");

    /** As V23__sealed.sql leaves a pupil with one holder and one message. */
    private static final String MIGRATED = """
            SET search_path = sluis;
            INSERT INTO tenant (id, name) VALUES ('waterlee-scholen', 'Waterlee');
            INSERT INTO party (tenant, id, kind, name) VALUES ('waterlee-scholen', 'de-linde', 'school', 'De Linde');
            INSERT INTO audit_event (tenant, id, at, kind, body, leaf)
                VALUES ('waterlee-scholen', '%1$s', now(), 'subject-registered', '', sha256(''));
            INSERT INTO subject_key VALUES ('waterlee-scholen', '%1$s', '', '');
            INSERT INTO subject (tenant, id, school, local_id, local_mark, birth_date, birth_mark, mark_epoch, event)
                VALUES ('waterlee-scholen', '%1$s', 'de-linde', '', uuid_send('%1$s'), '', '', '', '%1$s');
            INSERT INTO holder (tenant, id, subject, local_id, local_mark, event)
                VALUES ('waterlee-scholen', '%2$s', '%1$s', '', uuid_send('%2$s'), '%1$s');
            INSERT INTO acceptance (tenant, sender, door, mark, mark_epoch, digest_epoch, epoch, kept, disclosure, event)
                VALUES ('waterlee-scholen', 'de-linde', 'a/b/c', uuid_send('%3$s'), '', 'dedupe-1', '', '', '%3$s', '%1$s');
            INSERT INTO unsealed VALUES ('waterlee-scholen', 'subject.local_id', '%1$s', '%1$s', 'leerling-1042'),
                ('waterlee-scholen', 'subject.birth_date', '%1$s', '%1$s', '2014-03-02'),
                ('waterlee-scholen', 'holder.local_id', '%2$s', '%1$s', 'ouder-77'),
                ('waterlee-scholen', 'acceptance.kept', '%3$s', NULL, repeat('ab', 32) || 'bericht-5')
            """.formatted(PUPIL, HOLDER, DISCLOSURE);

    @Test
    void whatWasPlainIsSealedAndFoundByItsMark(Database database, @TempDir Path folder) {
        RealPostgres.asOwner(database, MIGRATED);
        KeyFolder keys = KeyFolder.open(folder.resolve("keys"), Ids.random());

        Vault vault = Vault.open(database, keys, Ids.random());

        database.transactions().within(TENANT, connection -> {
            SubjectKey key = vault.key(connection, TENANT, PUPIL);
            List<String> opened = Rows.query(
                    connection,
                    "SELECT local_id, birth_date FROM subject WHERE local_mark = ? AND birth_mark = ? AND mark_epoch = ?",
                    row -> key.open(Column.SUBJECT_LOCAL_ID, PUPIL, row.getBytes("local_id")) + " "
                            + key.open(Column.SUBJECT_BIRTH_DATE, PUPIL, row.getBytes("birth_date")),
                    vault.mark(Marked.PUPIL, TENANT, "de-linde", "leerling-1042"),
                    vault.mark(Marked.BIRTH_DATE, TENANT, "2014-03-02"),
                    vault.epoch());
            assertThat(opened).containsExactly("leerling-1042 2014-03-02");
            assertThat(Rows.query(
                            connection,
                            "SELECT local_id FROM holder WHERE local_mark = ?",
                            row -> key.open(Column.HOLDER_LOCAL_ID, HOLDER, row.getBytes("local_id")),
                            key.mark(Column.HOLDER_LOCAL_ID, "ouder-77")))
                    .containsExactly("ouder-77");
            List<Kept> kept = Rows.query(
                    connection,
                    "SELECT epoch, kept FROM acceptance WHERE mark = ?",
                    row -> Kept.open(keys, new Wrapped(row.getString("epoch"), row.getBytes("kept"))),
                    vault.mark(Marked.MESSAGE, TENANT, "de-linde", "a/b/c", "bericht-5"));
            assertThat(kept).hasSize(1);
            assertThat(kept.get(0).messageId()).isEqualTo("bericht-5");
            assertThat(kept.get(0).digest()).containsOnly(0xab);
            return kept;
        });
        database.asOwner(owner -> assertThat(Rows.query(owner, "SELECT 1 FROM unsealed", row -> 1))
                .isEmpty());
        Vault.open(database, keys, Ids.random());
    }
}
