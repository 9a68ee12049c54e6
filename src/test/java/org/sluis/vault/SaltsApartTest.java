package org.sluis.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
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

/** A data folder of before: salts that were wrapped one by one are joined in the order of their names, whatever epoch each is of. */
@ExtendWith(RealPostgres.class)
class SaltsApartTest {
    private static final String TENANT = "waterlee-scholen";
    private static final UUID PUPIL = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID RELEASED = UUID.fromString("00000000-0000-4000-8000-000000000011");
    private static final UUID FORGOTTEN = UUID.fromString("00000000-0000-4000-8000-000000000012");
    private static final UUID IMPORTED = UUID.fromString("00000000-0000-4000-8000-000000000013");

    @Test
    void whatWasWrappedApartIsWrappedTogether(Database database, @TempDir Path folder) {
        KeyFolder keys = KeyFolder.open(folder.resolve("keys"), Ids.random());
        RealPostgres.asOwner(database, """
                SET search_path = sluis;
                INSERT INTO tenant (id, name) VALUES ('%1$s', 'Waterlee') ON CONFLICT DO NOTHING;
                INSERT INTO audit_event (tenant, id, at, kind, body, leaf) SELECT '%1$s', id::uuid, now(), 'x', '', sha256('')
                    FROM unnest(ARRAY['%3$s', '%4$s', '%5$s']) id;
                INSERT INTO audit_erasable (tenant, event, subject) VALUES ('%1$s', '%3$s', '%2$s'), ('%1$s', '%4$s', '%2$s')
                """.formatted(TENANT, PUPIL, RELEASED, FORGOTTEN, IMPORTED));
        String gone = keys.currentEpoch("wrap");
        apart(database, FORGOTTEN, "payload", keys.wrap(salt(7)));
        keys.rotate("wrap");
        keys.destroyEpoch(gone);
        apart(database, RELEASED, "subject", keys.wrap(salt(3)));
        keys.rotate("wrap");
        apart(database, RELEASED, "payload", keys.wrap(salt(2)));
        apart(database, RELEASED, "decision", keys.wrap(salt(1)));
        apart(database, FORGOTTEN, "subject", keys.wrap(salt(8)));
        apart(database, IMPORTED, "file", keys.wrap(salt(9)));

        Vault.open(database, keys, Ids.random());

        assertThat(kept(database, keys, RELEASED)).containsExactly(PUPIL + " 1 2 3");
        assertThat(kept(database, keys, FORGOTTEN)).containsExactly(PUPIL + " none");
        assertThat(kept(database, keys, IMPORTED)).containsExactly("null 9");
        database.asOwner(owner -> assertThat(Rows.query(owner, "SELECT 1 FROM salt_apart", row -> 1))
                .isEmpty());
    }

    private static byte[] salt(int value) {
        byte[] salt = new byte[32];
        Arrays.fill(salt, (byte) value);
        return salt;
    }

    private static void apart(Database database, UUID event, String name, Wrapped salt) {
        database.asOwner(owner -> {
            Rows.update(
                    owner,
                    "INSERT INTO salt_apart (tenant, event, name, epoch, salt) VALUES (?, ?, ?, ?, ?)",
                    TENANT,
                    event,
                    name,
                    salt.epoch(),
                    salt.bytes());
            owner.commit();
        });
    }

    /** Whom it is about, and the first byte of each salt. */
    private static List<String> kept(Database database, KeyFolder keys, UUID event) {
        return database.transactions()
                .within(
                        TENANT,
                        connection -> Rows.query(
                                connection,
                                "SELECT subject, epoch, salts FROM audit_erasable WHERE event = ?",
                                row -> {
                                    String subject = row.getString("subject");
                                    if (row.getString("epoch") == null) {
                                        return subject + " none";
                                    }
                                    byte[] salts =
                                            keys.unwrap(new Wrapped(row.getString("epoch"), row.getBytes("salts")));
                                    StringBuilder told = new StringBuilder(String.valueOf(subject));
                                    for (int at = 0; at < salts.length; at += 32) {
                                        assertThat(Arrays.copyOfRange(salts, at, at + 32))
                                                .containsOnly(salts[at]);
                                        told.append(' ').append(salts[at]);
                                    }
                                    return told.toString();
                                },
                                event));
    }
}
