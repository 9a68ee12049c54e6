package org.sluis.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.audit.proof.MerkleTree;
import org.sluis.canonical.Ids;
import org.sluis.database.Database;
import org.sluis.database.DatabaseUnavailable;
import org.sluis.database.RealPostgres;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;

class SequencerTest {
    private static final String TENANT = "stichting-waterlee";

    @TempDir
    Path temp;

    private Database database;
    private KeyFolder keys;
    private Ledger ledger;
    private Sequencer sequencer;

    /** A database of its own for each test: the tree spans all there is. */
    @BeforeEach
    void open() {
        database = Database.open(RealPostgres.fresh());
        LogFixture.tenants(database, TENANT, "gemeente-waterlee");
        keys = KeyFolder.open(temp.resolve("keys"), Ids.random());
        ledger = Ledger.open(database.transactions(), keys, Ids.random());
        sequencer = sequencer("outside");
    }

    @AfterEach
    void close() {
        ledger.close();
        sequencer.close();
        database.close();
    }

    @Test
    void givesAContiguousPlaceToEveryEventOfEveryTenantAndSignsForThem() {
        log(3);
        ledger.commit(LogFixture.unit(LogFixture.event("gemeente-waterlee")));
        sequencer.pass();
        log(2);
        sequencer.pass();
        assertThat(LogFixture.indexes(database)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        List<String> notes = outside("outside").notes();
        assertThat(notes).hasSize(2);
        Checkpoint newest = Checkpoint.read(notes.get(1)).orElseThrow();
        assertThat(newest.size()).isEqualTo(6);
        assertThat(newest.root()).isEqualTo(MerkleTree.of(leaves()).root());
    }

    @Test
    void placesAnEventWhoseTransactionBeganEarlierAndEndedLater() throws Exception {
        try (Connection slow = database.app().getConnection()) {
            Rows.query(slow, "SELECT set_config('sluis.tenant', ?, true)", row -> true, TENANT);
            EntryRows.write(slow, TENANT, List.of(Entry.of(LogFixture.event(TENANT), Ids.random(), keys)));
            log(5);
            sequencer.pass();
            log(5);
            sequencer.pass();
            assertThat(LogFixture.indexes(database)).hasSize(10);
            slow.commit();
        }
        sequencer.pass();
        assertThat(LogFixture.indexes(database))
                .containsExactlyElementsOf(LongStream.range(0, 11).boxed().toList());
    }

    @Test
    void staysContiguousWithManyWritersAndTwoNodes() throws Exception {
        try (Sequencer second = sequencer("second")) {
            sequencer.start();
            second.start();
            CompletableFuture<?>[] writers = Stream.generate(() -> CompletableFuture.runAsync(() -> log(60)))
                    .limit(8)
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(writers).get(30, TimeUnit.SECONDS);
            awaitCheckpoint("outside", 480);
            awaitCheckpoint("second", 480);
            assertThat(sequencer.running()).isTrue();
            assertThat(second.running()).isTrue();
        }
        assertThat(LogFixture.indexes(database))
                .containsExactlyElementsOf(LongStream.range(0, 480).boxed().toList());
    }

    @Test
    void aCheckpointCoversAnEventWithinASecond() {
        sequencer.start();
        log(1);
        awaitCheckpoint("outside", 1);
        for (int size = 2; size < 6; size++) {
            long before = System.nanoTime();
            log(1);
            awaitCheckpoint("outside", size);
            assertThat(System.nanoTime() - before).isLessThan(1_000_000_000L);
        }
    }

    @Test
    void startsAgainWhereItWas() {
        log(4);
        sequencer.pass();
        sequencer.close();
        log(3);
        sequencer = sequencer("outside");
        sequencer.start();
        awaitCheckpoint("outside", 7);
        assertThat(LogFixture.indexes(database)).hasSize(7);
    }

    @Test
    void startsWhenItDiedBetweenTheDatabaseAndTheOutsideFile() throws IOException {
        log(2);
        sequencer.pass();
        Path copy = temp.resolve("before");
        copy("outside", copy);
        log(2);
        sequencer.pass();
        Sequencer behind = sequencer("before");
        behind.rebuild();
        assertThat(new CheckpointFile(copy).notes()).hasSize(2);
    }

    @Test
    void placesWhatACommitThatFailedLeftWithoutAPlace() {
        AtomicBoolean broken = new AtomicBoolean();
        Sequencer unlucky = new Sequencer(
                new Transactions(breaking(database.app(), broken)),
                keys,
                Clock.systemUTC(),
                temp.resolve("outside"),
                LogFixture.ORIGIN);
        log(2);
        unlucky.pass();
        log(2);
        broken.set(true);
        assertThatThrownBy(unlucky::pass).isInstanceOf(DatabaseUnavailable.class);
        assertThat(LogFixture.indexes(database)).hasSize(2);
        broken.set(false);
        log(1);
        unlucky.pass();
        assertThat(LogFixture.indexes(database)).hasSize(5);
        unlucky.close();
    }

    @Test
    void refusesToStartOnARestoredBackup() throws SQLException {
        log(5);
        sequencer.pass();
        log(5);
        sequencer.pass();
        LogFixture.tamper(
                database,
                "DELETE FROM audit_checkpoint WHERE size > 5",
                "DELETE FROM audit_erasable WHERE event IN (SELECT event FROM audit_sequence WHERE index >= 5)",
                "WITH gone AS (DELETE FROM audit_sequence WHERE index >= 5 RETURNING event)"
                        + " DELETE FROM audit_event WHERE id IN (SELECT event FROM gone)");
        refuses(
                5,
                "a checkpoint covers 10 entries, the database holds 5",
                "; missing: 5 of 10, index 5 to 9; the last checkpoint that fits covers 5 entries, and is of 20");
    }

    @Test
    void namesTheKindsOfEntriesThatLostTheirPlaceAlone() throws SQLException {
        log(4);
        ledger.commit(LogFixture.unit(Event.of(EventKind.GATEWAY_STARTED, TENANT, LogFixture.NOON)));
        sequencer.pass();
        LogFixture.tamper(database, "DELETE FROM audit_sequence WHERE index IN (1, 4)");
        refuses(
                1,
                "missing: 2 of 5, index 1, 4;",
                "without a place, and so perhaps among them: 1 disclosure-refused, 1 gateway-started)");
    }

    @Test
    void refusesToStartOnAnEmptiedDatabase() throws SQLException {
        log(5);
        sequencer.pass();
        LogFixture.tamper(
                database,
                "DELETE FROM audit_checkpoint",
                "DELETE FROM audit_sequence",
                "DELETE FROM audit_erasable",
                "DELETE FROM audit_event");
        refuses(0, "the database holds 0", "missing: 5 of 5, index 0 to 4; the last checkpoint that fits covers 0");
    }

    @Test
    void refusesToStartOnAChangedBody() throws SQLException {
        log(6);
        sequencer.pass();
        UUID third = LogFixture.eventAt(database, 3);
        LogFixture.tamper(database, "UPDATE audit_event SET body = set_byte(body, 10, 33) WHERE id = '" + third + "'");
        refuses(3, "gap or changed entry", "changed: 1, index 3 (disclosure-refused);");
    }

    @Test
    void refusesToStartOnAnEntryThatWasRewrittenWithItsLeaf() throws SQLException {
        log(3);
        sequencer.pass();
        log(3);
        sequencer.pass();
        UUID fourth = LogFixture.eventAt(database, 4);
        LogFixture.tamper(
                database,
                "UPDATE audit_event SET body = set_byte(body, 10, 33) WHERE id = '" + fourth + "'",
                "UPDATE audit_event SET leaf = sha256('\\x00'::bytea || body) WHERE id = '" + fourth + "'");
        refuses(3, "with another root", "changed: among index 3 to 5; the last checkpoint that fits covers 3 entries");
    }

    @Test
    void looksAtEveryCheckpointForTheEntryThatWasRewrittenLongAgo() throws SQLException, IOException {
        for (int i = 0; i < 4; i++) {
            log(3);
            sequencer.pass();
        }
        UUID fourth = LogFixture.eventAt(database, 4);
        LogFixture.tamper(
                database,
                "UPDATE audit_event SET body = set_byte(body, 10, 33) WHERE id = '" + fourth + "'",
                "UPDATE audit_event SET leaf = sha256('\\x00'::bytea || body) WHERE id = '" + fourth + "'");
        keepNewestOutside();
        refuses(3, "with another root", "changed: among index 3 to 5; the last checkpoint that fits covers 3 entries");
        LogFixture.tamper(database, "UPDATE audit_checkpoint SET note = replace(note, 'log', 'lag') WHERE size = 3");
        refuses(0, "changed: among index 0 to 5; the last checkpoint that fits covers 0 entries");
        LogFixture.tamper(database, "UPDATE audit_checkpoint SET note = replace(note, 'log', 'lag') WHERE size = 6");
        refuses(0, "changed: among index 0 to 8;");
    }

    @Test
    void refusesToStartOnSwappedAndOnMissingEntries() throws SQLException {
        log(6);
        sequencer.pass();
        LogFixture.tamper(
                database,
                "UPDATE audit_sequence SET index = 100 WHERE index = 1",
                "UPDATE audit_sequence SET index = 1 WHERE index = 2",
                "UPDATE audit_sequence SET index = 2 WHERE index = 100");
        refuses(0, "with another root", "changed: among index 0 to 5;");
        LogFixture.tamper(database, "DELETE FROM audit_sequence WHERE index = 2");
        refuses(2, "gap or changed entry", "missing: 1 of 6, index 2;");
    }

    @Test
    void refusesToStartOnACheckpointOfAnotherKey() {
        log(2);
        sequencer.pass();
        KeyFolder others = KeyFolder.open(temp.resolve("other-keys"), Ids.random());
        Sequencer stranger =
                new Sequencer(database.transactions(), others, Clock.systemUTC(), temp.resolve("x"), LogFixture.ORIGIN);
        assertThatThrownBy(stranger::start).isInstanceOf(LogRolledBack.class);
        stranger.close();
    }

    @Test
    void goesOnAfterTheLogKeyWasRotated() {
        log(2);
        sequencer.pass();
        keys.rotate("log");
        log(2);
        sequencer.pass();
        sequencer.rebuild();
        assertThat(outside("outside").notes()).hasSize(2);
    }

    @Test
    void stopsWhenTheSequenceShrinksUnderIt() throws SQLException {
        log(3);
        sequencer.start();
        awaitCheckpoint("outside", 3);
        LogFixture.tamper(database, "DELETE FROM audit_sequence WHERE index = 2");
        await().atMost(Duration.ofSeconds(5)).until(() -> !sequencer.running());
    }

    /** Connections that break when they shall commit. */
    private static DataSource breaking(DataSource sound, AtomicBoolean broken) {
        return proxy(DataSource.class, (self, method, arguments) -> {
            Connection connection = (Connection) method.invoke(sound, arguments);
            return proxy(Connection.class, (itself, called, given) -> {
                if (broken.get() && called.getName().equals("commit")) {
                    connection.rollback();
                    throw new SQLException("gone", "08006");
                }
                return called.invoke(connection, given);
            });
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** As if a day began behind the checkpoints so far. */
    private void keepNewestOutside() throws IOException {
        try (Stream<Path> days = Files.list(temp.resolve("outside"))) {
            for (Path day : days.toList()) {
                List<String> lines = Files.readAllLines(day);
                Files.writeString(day, lines.get(lines.size() - 1) + "\n");
            }
        }
    }

    private void refuses(long from, String... because) {
        Sequencer restarted = sequencer("outside");
        assertThatThrownBy(restarted::start)
                .isInstanceOfSatisfying(LogRolledBack.class, refused -> assertThat(refused.from())
                        .isEqualTo(from))
                .hasMessageContaining("from index " + from + " on")
                .satisfies(refused -> assertThat(refused.getMessage()).contains(because));
        restarted.close();
    }

    private Sequencer sequencer(String folder) {
        return new Sequencer(database.transactions(), keys, Clock.systemUTC(), temp.resolve(folder), LogFixture.ORIGIN);
    }

    private void log(int events) {
        for (int i = 0; i < events; i++) {
            ledger.commit(LogFixture.unit(LogFixture.event(TENANT).committing("payload", new byte[] {(byte) i})));
        }
    }

    private CheckpointFile outside(String folder) {
        return new CheckpointFile(temp.resolve(folder));
    }

    private void awaitCheckpoint(String folder, long size) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    List<String> notes = outside(folder).notes();
                    return !notes.isEmpty()
                            && Checkpoint.read(notes.get(notes.size() - 1))
                                            .orElseThrow()
                                            .size()
                                    >= size;
                });
    }

    private void copy(String folder, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(temp.resolve(folder))) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private List<byte[]> leaves() {
        return database.transactions()
                .across(connection -> Rows.query(
                        connection,
                        "SELECT e.leaf FROM audit_sequence s JOIN audit_event e ON e.id = s.event ORDER BY s.index",
                        row -> row.getBytes(1)));
    }
}
