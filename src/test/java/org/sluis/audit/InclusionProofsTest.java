package org.sluis.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.audit.InclusionProofs.Placed;
import org.sluis.audit.InclusionProofs.Proved;
import org.sluis.canonical.Ids;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.database.Rows;
import org.sluis.keys.KeyFolder;

/** Proofs from the database are those of an export, at every width of the last bundle, and none is given of a log that was changed. */
class InclusionProofsTest {
    @TempDir
    private Path folder;

    private Database database;
    private TestLog log;
    private InclusionProofs proofs;

    @BeforeEach
    void open() {
        database = Database.open(RealPostgres.fresh());
        log = new TestLog(database, folder, "tenant-a", "tenant-b");
        proofs = new InclusionProofs(
                database.transactions(), KeyFolder.open(folder.resolve("keys"), Ids.random()), LogFixture.ORIGIN);
    }

    @AfterEach
    void close() {
        log.close();
        database.close();
    }

    private void more(int entries) {
        log.record(IntStream.range(0, entries)
                .mapToObj(i -> LogFixture.event(i % 2 == 0 ? "tenant-a" : "tenant-b"))
                .toArray(Event[]::new));
        log.cover();
    }

    private List<Placed> all() {
        return database.transactions()
                .across(connection -> Rows.query(
                        connection,
                        "SELECT s.index, e.leaf FROM audit_sequence s JOIN audit_event e ON e.id = s.event ORDER BY s.index",
                        row -> new Placed(row.getLong("index"), row.getBytes("leaf"))));
    }

    @Test
    void everyEntryIsProvedHoweverFullTheLastBundleIs() {
        List<Integer> sizes = new ArrayList<>();
        for (int step : new int[] {1, 254, 1, 1, 255, 1, 300}) {
            more(step);
            List<Placed> entries = all();
            Proved proved = proofs.of(entries);
            sizes.add(entries.size());
            assertThat(proved.byIndex()).hasSize(entries.size());
            entries.forEach(
                    entry -> assertThat(proved.byIndex().get(entry.index()).verifies(entry.leaf(), proved.keys()))
                            .isTrue());
        }
        assertThat(sizes).containsExactly(1, 255, 256, 257, 512, 513, 813);
        assertThat(bundles()).isEqualTo(3);
    }

    private long bundles() {
        return database.transactions()
                .across(connection -> Rows.query(connection, "SELECT count(*) FROM audit_bundle", row -> row.getLong(1))
                        .get(0));
    }

    @Test
    void nothingIsProvedThatIsNotThereOrIsAnother() throws Exception {
        more(300);
        List<Placed> entries = all();
        assertThatIllegalArgumentException().isThrownBy(() -> proofs.of(List.of(new Placed(300, new byte[32]))));
        assertThatIllegalStateException().isThrownBy(() -> proofs.of(List.of(new Placed(5, new byte[32]))));
        proofs.of(entries);
        // Somebody who owns the tables: the root of a bundle, and an entry in another one than that is asked for.
        LogFixture.asOwner(
                database,
                "ALTER TABLE audit_bundle DISABLE TRIGGER append_only",
                "UPDATE audit_bundle SET root = sha256('other')");
        assertThatIllegalStateException().isThrownBy(() -> proofs.of(entries.subList(299, 300)));
        LogFixture.asOwner(database, "DELETE FROM audit_bundle");
        proofs.of(entries.subList(299, 300));
        LogFixture.tamper(
                database,
                "UPDATE audit_event SET body = body || ' ' WHERE id = (SELECT event FROM audit_sequence WHERE index = 298)");
        assertThatIllegalStateException().isThrownBy(() -> proofs.of(entries.subList(299, 300)));
    }
}
