package org.sluis.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.audit.proof.VerifierKey;
import org.sluis.canonical.Ids;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.cli.Typed;
import org.sluis.cli.Typed.Said;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.keys.KeyFolder;
import org.sluis.witness.WitnessServer;

/** The gateway's side of witnesses: a real log, and real witnesses over HTTP. */
class WitnessesTest {
    private static final String TENANT = "stichting-waterlee";
    private static final InetSocketAddress HERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @TempDir
    Path temp;

    private final AtomicReference<RuntimeException> stopped = new AtomicReference<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Database database;
    private KeyFolder keys;
    private Ledger ledger;
    private Sequencer sequencer;
    private WitnessServer witness;

    @BeforeEach
    void open() throws IOException {
        database = Database.open(RealPostgres.fresh());
        LogFixture.tenants(database, TENANT);
        keys = KeyFolder.open(temp.resolve("keys"), Ids.random());
        ledger = Ledger.open(database.transactions(), keys, Ids.random());
        sequencer = new Sequencer(
                database.transactions(), keys, Clock.systemUTC(), temp.resolve("outside"), LogFixture.ORIGIN);
        witness = witness("w1");
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        ledger.close();
        sequencer.close();
        database.close();
    }

    @Test
    void everyWitnessCosignsAndTheExportCarriesIt() throws Exception {
        WitnessServer second = witness("w2");
        Witnesses witnesses = witnesses(line(witness), line(second));
        Path export = temp;
        for (int round = 0; round < 3; round++) {
            long size = grow(3);
            awaitCosigned(witnesses, size, 2);
            Path folder = temp.resolve("export-" + round);
            new LogExport(database.auditor(), keys, LogFixture.ORIGIN).write(folder);
            String note = Files.readString(folder.resolve("checkpoint"));
            Checkpoint checkpoint = Checkpoint.read(note).orElseThrow();
            assertThat(checkpoint.size()).isEqualTo(size);
            for (WitnessServer each : List.of(witness, second)) {
                VerifierKey key = VerifierKey.readWitness(each.key()).orElseThrow();
                assertThat(checkpoint.line(key, note)).isPresent();
            }
            assertThat(LogVerifier.verify(folder).message()).endsWith(", OK");
            export = folder;
        }
        Path one = Files.writeString(temp.resolve("one"), witness.key() + "\n");
        Path both = Files.writeString(temp.resolve("both"), witness.key() + "\n" + second.key() + "\n");
        String ok = LogVerifier.verify(export).message();
        assertThat(verified(export, one, both)).isEqualTo("0 " + ok);
        Path checkpoint = export.resolve("checkpoint");
        byte[] sound = Files.readAllBytes(checkpoint);
        String missing = "FAILED from index 0 on: the checkpoint is not signed by a witness that it should have";
        int begins = new String(sound, UTF_8).indexOf("— witness.test/w1");
        int from = new String(sound, UTF_8).substring(0, begins).getBytes(UTF_8).length;
        for (int at = from; at < sound.length; at += 7) {
            byte[] flipped = sound.clone();
            flipped[at] ^= 1;
            Files.write(checkpoint, flipped);
            assertThat(LogVerifier.verify(export).ok()).as("byte " + at).isEqualTo(flipped[at] != '\n' && ok(flipped));
            assertThat(verified(export, both)).as("byte " + at).startsWith("1 ");
        }
        Files.writeString(checkpoint, new String(sound, UTF_8).substring(0, begins));
        assertThat(verified(export)).isEqualTo("0 " + ok);
        assertThat(verified(export, one)).endsWith(missing);
        Files.write(checkpoint, sound);
        String stranger = VerifierKey.ofWitness("witness.test/w1", new byte[32]).text();
        assertThat(verified(export, Files.writeString(one, stranger + "\n"))).endsWith(missing);
        for (String damaged : List.of("", witness.key(), keys(export), "x\n")) {
            assertThat(verified(export, Files.writeString(one, damaged))).endsWith("the key is damaged");
        }
        assertThat(witnesses.states())
                .isEqualTo(Map.of(
                        "witness.test/w1", new Witnesses.State(0, ""), "witness.test/w2", new Witnesses.State(0, "")));
        assertThat(stopped).hasValue(null);
    }

    @Test
    void twoNodesAndARestartShareAWitness() throws Exception {
        Witnesses first = witnesses(line(witness));
        Witnesses second = witnesses(line(witness));
        long size = 0;
        for (int round = 0; round < 5; round++) {
            size = grow(2);
            awaitCosigned(first, size, 1);
        }
        first.close();
        second.close();
        size = grow(4);
        awaitCosigned(witnesses(line(witness)), size, 1);
        assertThat(stopped).hasValue(null);
    }

    @Test
    void anExportGoesToTheEndThoughTheClockOfANodeWasAhead() throws Exception {
        Witnesses witnesses = witnesses(line(witness));
        Clock threeDays = Clock.offset(Clock.systemUTC(), Duration.ofDays(3));
        try (Sequencer ahead =
                new Sequencer(database.transactions(), keys, threeDays, temp.resolve("outside"), LogFixture.ORIGIN)) {
            ledger.commit(LogFixture.unit(LogFixture.event(TENANT)));
            ahead.pass();
        }
        awaitCosigned(witnesses, 1, 1);

        long size = grow(2);
        awaitCosigned(witnesses, size, 1);
        Path folder = temp.resolve("export");
        new LogExport(database.auditor(), keys, LogFixture.ORIGIN).write(folder);
        assertThat(Checkpoint.read(Files.readString(folder.resolve("checkpoint"))))
                .hasValueSatisfying(newest -> assertThat(newest.size()).isEqualTo(size));
    }

    /** As one is that never heard of the log by the name it has now. */
    @Test
    void aWitnessThatKnowsNothingBeginsAnew() throws Exception {
        awaitCosigned(witnesses(line(witness)), grow(3), 1);
        open.remove(0).close();
        witness.close();
        try (Stream<Path> files = Files.list(temp.resolve("w1"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".checkpoint"))
                    .toList()) {
                Files.delete(file);
            }
        }
        long size = grow(2);
        awaitCosigned(witnesses(line(witness("w1"))), size, 1);
        assertThat(stopped).hasValue(null);
    }

    @Test
    void aWitnessThatIsDownHoldsUpNothingAndIsTold() throws Exception {
        WitnessServer away = witness("w2");
        awaitCosigned(witnesses(line(witness), line(away)), grow(1), 2);
        away.close();
        HttpServer strange = HttpServer.create(HERE, 0);
        strange.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("— witness.test/w3 AAAA\n".getBytes(UTF_8));
            exchange.close();
        });
        strange.start();
        open.add(() -> strange.stop(0));
        String another = VerifierKey.ofWitness("witness.test/w3", new byte[32]).text();
        Witnesses witnesses = witnesses(
                line(witness),
                line(away),
                "http://localhost:" + strange.getAddress().getPort() + " " + another,
                "http:///nowhere "
                        + VerifierKey.ofWitness("witness.test/w4", new byte[32]).text());
        long size = grow(4);
        awaitCosigned(witnesses, size, 1);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(witnesses.states().get("witness.test/w2").behind()).isEqualTo(4);
            assertThat(witnesses.states().get("witness.test/w2").trouble()).isNotEmpty();
            assertThat(witnesses.states().get("witness.test/w3"))
                    .isEqualTo(new Witnesses.State(5, "IOException its answer is not signed with its key"));
        });
        assertThat(witnesses.states().get("witness.test/w4").trouble()).isNotEmpty();
        assertThat(stopped).hasValue(null);
        assertThat(grow(1)).isEqualTo(6);
    }

    @Test
    void aWitnessThatKnowsMoreStopsTheGateway() throws Exception {
        long kept = grow(3);
        Witnesses witnesses = witnesses(line(witness));
        awaitCosigned(witnesses, kept, 1);
        awaitCosigned(witnesses, grow(3), 1);
        witnesses.close();
        restored(kept);
        witnesses(line(witness));
        awaitStopped("a witness knows 6 entries, the database holds 3");
    }

    @Test
    void aWitnessThatKnowsSomethingElseStopsTheGateway() throws Exception {
        long kept = grow(3);
        Witnesses witnesses = witnesses(line(witness));
        awaitCosigned(witnesses, kept, 1);
        awaitCosigned(witnesses, grow(3), 1);
        witnesses.close();
        restored(kept);
        forgotten();
        assertThat(grow(5)).isEqualTo(8);
        witnesses(line(witness));
        awaitStopped("what a witness cosigned of the first 6 entries is not what is here");
    }

    @Test
    void aWitnessThatKnowsAnotherRootOfTheSameSizeStopsTheGateway() throws Exception {
        long kept = grow(3);
        Witnesses witnesses = witnesses(line(witness));
        awaitCosigned(witnesses, kept, 1);
        awaitCosigned(witnesses, grow(3), 1);
        witnesses.close();
        restored(kept);
        forgotten();
        assertThat(grow(3)).isEqualTo(6);
        witnesses(line(witness));
        awaitStopped("what a witness cosigned of the first 6 entries is not what is here");
    }

    @Test
    void theListOfWitnessesIsReadStrictly() throws IOException {
        Path file = temp.resolve("witnesses");
        Files.writeString(file, line(witness) + "\n" + line(witness).replace(" ", "/ ") + "\n");
        assertThat(Witnesses.read(file.toString()))
                .hasSize(2)
                .allMatch(link -> link.url().getPath().isEmpty());
        assertThat(Witnesses.read("")).isEmpty();
        String logKey = VerifierKey.of("witness.test/w1", new byte[32]).text();
        for (String wrong :
                List.of("", "http://localhost:1", line(witness) + " x", "ftp://x y", "http://x " + logKey)) {
            Files.writeString(file, wrong + "\n");
            assertThatThrownBy(() -> Witnesses.read(file.toString())).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Witnesses.read(temp.resolve("none").toString()))
                .hasMessage("sluis.log.witnesses");
    }

    private static String keys(Path export) throws IOException {
        return Files.readString(export.resolve("key"));
    }

    private static boolean ok(byte[] note) {
        return Checkpoint.read(LogVerifier.text(note)).isPresent();
    }

    /** Exit code and line of both verifiers, the same. */
    private static String verified(Path export, Path... witnesses) throws Exception {
        List<String> options = new ArrayList<>();
        for (Path each : witnesses) {
            options.addAll(List.of("--witness", each.toString()));
        }
        options.add(export.toString());
        List<String> typed = new ArrayList<>(List.of("audit", "verify"));
        typed.addAll(options);
        Said ours = Typed.sluis(typed.toArray(String[]::new));
        options.addAll(0, List.of("python3", "docs/verify.py"));
        Process python = new ProcessBuilder(options).redirectErrorStream(true).start();
        String theirs = new String(python.getInputStream().readAllBytes(), UTF_8);
        assertThat(python.waitFor() + " " + theirs).isEqualTo(ours.code() + " " + ours.out());
        return ours.code() + " " + ours.out().strip();
    }

    /** What only somebody can do who puts an older copy of the database back and removes the folder of checkpoints. */
    private void restored(long size) throws SQLException {
        LogFixture.asOwner(database, "ALTER TABLE audit_cosignature DISABLE TRIGGER append_only");
        LogFixture.tamper(
                database,
                "DELETE FROM audit_cosignature WHERE size > " + size,
                "DELETE FROM audit_checkpoint WHERE size > " + size,
                "WITH gone AS (DELETE FROM audit_sequence WHERE index >= " + size + " RETURNING event)"
                        + " DELETE FROM audit_event WHERE id IN (SELECT event FROM gone)");
    }

    /** The folder of checkpoints is removed, and the gateway starts. */
    private void forgotten() {
        sequencer.close();
        sequencer = new Sequencer(
                database.transactions(), keys, Clock.systemUTC(), temp.resolve("outside-2"), LogFixture.ORIGIN);
        sequencer.rebuild();
    }

    private void awaitStopped(String because) {
        await().atMost(Duration.ofSeconds(20)).until(() -> stopped.get() != null);
        assertThat(stopped.get()).isInstanceOf(LogRolledBack.class).hasMessageContaining(because);
        ledger.stop(stopped.get());
        Ledger.Unit unit = LogFixture.unit(LogFixture.event(TENANT));
        assertThatThrownBy(() -> ledger.commit(unit))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.LOG_UNAVAILABLE));
        assertThatThrownBy(() -> ledger.alone(TENANT, session -> session.record(unit.event())))
                .isInstanceOf(Refused.class);
    }

    private void awaitCosigned(Witnesses witnesses, long size, int by) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> database.transactions()
                                .across(connection -> CosignatureRows.lines(connection, size))
                                .size()
                        == by);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> witnesses.states().values().stream()
                                .filter(state -> state.equals(new Witnesses.State(0, "")))
                                .count()
                        >= by);
    }

    private long grow(int entries) {
        for (int i = 0; i < entries; i++) {
            ledger.commit(LogFixture.unit(LogFixture.event(TENANT)));
        }
        sequencer.pass();
        return LogFixture.indexes(database).size();
    }

    private Witnesses witnesses(String... lines) {
        List<WitnessLink> links = Stream.of(lines).map(WitnessLink::read).toList();
        Witnesses witnesses = new Witnesses(database.transactions(), Clock.systemUTC(), links, stopped::set);
        witnesses.start();
        open.add(0, witnesses);
        return witnesses;
    }

    private WitnessServer witness(String name) throws IOException {
        WitnessServer server = new WitnessServer(
                temp.resolve(name),
                "witness.test/" + name,
                HERE,
                () -> LogKeys.published(keys, LogFixture.ORIGIN),
                Ids.random(),
                Clock.systemUTC());
        open.add(server);
        return server;
    }

    private static String line(WitnessServer server) {
        return "http://localhost:" + server.port() + " " + server.key();
    }
}
