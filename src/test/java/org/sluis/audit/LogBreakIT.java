package org.sluis.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.OctetKeyPair;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.TestGateway;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.audit.proof.LogFolder;
import org.sluis.canonical.Ids;
import org.sluis.canonical.Sha256;
import org.sluis.database.Database;
import org.sluis.database.DatabaseSettings;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;
import org.sluis.party.person.Officers;
import org.sluis.policy.InForce;
import org.sluis.witness.WitnessServer;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway whose database lost the end of the log, and two persons who break it off, with the commands as processes. */
class LogBreakIT {
    private static final String OLD = "sluis.example/log";
    private static final String NEW = "sluis.example/log-2";

    @TempDir
    Path temp;

    private final AtomicReference<List<String>> witnessed = new AtomicReference<>(List.of());
    private WitnessServer witness;
    private Officers officers;
    private final Map<String, String> settings = new HashMap<>();
    private Path data;
    private Database database;
    private long left;
    private long covered;
    private long cosigned;

    private record Said(int code, String out) {}

    /** As a backup that lacks four entries, all of which a witness has cosigned. */
    @BeforeEach
    void restored() throws Exception {
        witness = new WitnessServer(
                temp.resolve("witness"),
                "witness.test/w1",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                witnessed::get,
                Ids.random(),
                Clock.systemUTC());
        Path witnesses = Files.writeString(
                temp.resolve("witnesses"), "http://localhost:" + witness.port() + " " + witness.key() + "\n");
        officers = new Officers("sluis.delivery.workers=0", "sluis.log.witnesses=" + witnesses);
        witnessed.set(officers.gateway.bean(LogExport.class).verifierKeys());
        for (String argument : officers.gateway.arguments()) {
            String[] pair = argument.substring(2).split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        data = Path.of(settings.get("sluis.data"));
        database = Database.open(DatabaseSettings.from(settings, data, Clock.systemUTC()));
        Ledger ledger = officers.gateway.bean(Ledger.class);
        InForce rules = officers.gateway.bean(InForce.class);
        List.of(Officers.TENANT, Officers.OTHER).forEach(rules::of); // published now, not among what is lost
        left = committed(ledger);
        for (int i = 0; i < 4; i++) {
            committed(ledger);
        }
        awaitCosigned(outside());
        officers.gateway.bean(LogExport.class).write(temp.resolve("before"));
        officers.close();
        covered = outside();
        lose(left);
        cosigned = new Transactions(database.auditor())
                .across(connection -> Rows.query(
                        connection, "SELECT max(size) AS size FROM audit_cosignature", row -> row.getLong("size")))
                .get(0);
    }

    private void lose(long from) throws SQLException {
        LogFixture.tamper(
                database,
                "ALTER TABLE audit_cosignature DISABLE TRIGGER USER",
                "DELETE FROM audit_cosignature WHERE size > " + from,
                "ALTER TABLE audit_cosignature ENABLE TRIGGER USER",
                "DELETE FROM audit_checkpoint WHERE size > " + from,
                "WITH gone AS (DELETE FROM audit_sequence WHERE index >= " + from + " RETURNING event)"
                        + " DELETE FROM audit_event WHERE id IN (SELECT event FROM gone)");
    }

    private void awaitCosigned(long size) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> database.transactions()
                                .across(connection -> Rows.query(
                                        connection,
                                        "SELECT coalesce(max(size), 0) FROM audit_cosignature",
                                        row -> row.getLong(1)))
                                .get(0)
                        >= size);
    }

    @AfterEach
    void close() throws IOException {
        database.close();
        witness.close();
    }

    @Test
    void twoPersonsBreakItOffAndItGoesOnByAnotherName() throws Exception {
        assertThatThrownBy(() -> start(OLD)).rootCause().isInstanceOf(LogRolledBack.class);
        assertThatThrownBy(() -> start(NEW)).rootCause().isInstanceOf(LogRolledBack.class);
        Path plan = temp.resolve("plan.json");
        Said planned = sluis("break", plan, "--new-origin", NEW, "--reason", "restored-backup");
        assertThat(planned.code()).as(planned.out()).isZero();
        assertThat(Files.readString(plan))
                .contains(
                        "\"left\":\"" + left + "\",",
                        "\"old-size\":\"" + covered + "\",",
                        "\"new-origin\":\"" + NEW + "\"");
        Path first = statement("first", plan, officers.first, officers.firstKey);
        Path alone = statement("alone", plan, officers.first, officers.firstOtherKey);
        Path second = statement("second", plan, officers.second, officers.secondKey);
        refused("same-person", plan, first, alone);
        refused("same-person", plan, first, first);
        refused("role-missing", plan, first, statement("operator", plan, officers.operator, officers.operatorKey));
        refused("key-not-enrolled", plan, first, statement("nobody", plan, officers.second, Officers.key()));
        refused("key-not-enrolled", plan, first, statement("anker", plan, officers.anker, officers.ankerKey));
        Path other = Files.writeString(
                temp.resolve("other.json"), Files.readString(plan).replace("log-2", "log-3"));
        refused("approval-not-valid", other, first, second);
        refused("approval-not-valid", plan, first, statement("of-other", other, officers.second, officers.secondKey));
        assertThat(LogFixture.indexes(database)).hasSize((int) left);

        Said broken = sluis(
                "break",
                plan,
                "--statement",
                first,
                "--statement",
                second,
                "--tenant",
                Officers.TENANT,
                "--party",
                "de-linde");
        assertThat(broken.code()).as(broken.out()).isZero();
        assertThat(broken.out()).contains("The log goes on as " + NEW);
        Said again = sluis(
                "break",
                plan,
                "--statement",
                first,
                "--statement",
                second,
                "--tenant",
                Officers.TENANT,
                "--party",
                "de-linde");
        assertThat(again.code()).as(again.out()).isEqualTo(1);

        assertThatThrownBy(() -> start(OLD)).rootCause().hasMessageContaining("sluis.log.origin has to be " + NEW);
        long size;
        try (ConfigurableApplicationContext later = start(NEW)) {
            size = committed(later.getBean(Ledger.class));
            theWitnessTakesTheNewNameOnceItIsGivenTheKey(later, size);
        }
        start(NEW).close();
        Path after = exported("after", NEW);
        List<String> keys = LogVerifier.keys(Files.readAllBytes(after.resolve("key")));
        Verdict verdict = LogVerifier.verify(new LogFolder(after), keys, List.of(), List.of(witness.key()));
        assertThat(verdict.ok()).as(verdict.message()).isTrue();
        assertThat(verdict.entries()).isGreaterThanOrEqualTo(size);
        assertThat(ExportedLines.of(after).get((int) left))
                .contains(
                        "\"kind\":\"log-broken\"",
                        "\"missing\":\"" + (covered - left) + "\"",
                        "\"old-origin\":\"" + OLD + "\"",
                        "\"old-size\":\"" + covered + "\"",
                        "\"reason\":\"restored-backup\"",
                        officers.first.toString(),
                        officers.second.toString(),
                        Sha256.hex(Files.readAllBytes(plan)));

        Verdict before = LogVerifier.verify(temp.resolve("before"));
        assertThat(before.ok()).as(before.message()).isTrue();
        assertThat(before.entries()).isBetween(left + 4, covered);
        Verdict ended = LogVerifier.verify(exported("left", OLD));
        assertThat(ended.ok()).as(ended.message()).isTrue();
        assertThat(ended.entries())
                .as("to its end, or where its witness last cosigned it")
                .isBetween(cosigned, left);
        List<String> notes = new CheckpointFile(data.resolve("checkpoints")).notes();
        assertThat(notes).anyMatch(note -> note.startsWith(OLD + "\n" + covered + "\n"));
        assertThat(notes).anyMatch(note -> note.startsWith(NEW + "\n" + (left + 1) + "\n"));

        lose(left + 1);
        KeyFolder folder = KeyFolder.open(data.resolve("keys"), Ids.random());
        LogBreak another =
                new LogBreak(database, folder, Ids.random(), Clock.systemUTC(), data.resolve("checkpoints"), NEW);
        assertThat(another.plan("sluis.example/log-3", "restored-again"))
                .contains("\"left\":\"" + (left + 1) + "\",", "\"old-origin\":\"" + NEW + "\"");
    }

    /** It does not know the log by its new name: it cosigns nothing, and stops nothing. */
    private void theWitnessTakesTheNewNameOnceItIsGivenTheKey(ConfigurableApplicationContext gateway, long size) {
        Witnesses witnesses = gateway.getBean(Witnesses.class);
        await().atMost(Duration.ofSeconds(60)).until(() -> !witnesses.states().isEmpty());
        Witnesses.State before = witnesses.states().get("witness.test/w1");
        assertThat(before.trouble()).isNotEmpty();
        assertThat(before.behind()).isPositive();
        assertThat(gateway.getBean(Ledger.class).accepts()).isTrue();
        List<String> both = new ArrayList<>(witnessed.get());
        both.addAll(gateway.getBean(LogExport.class).verifierKeys());
        witnessed.set(both);
        awaitCosigned(size);
    }

    @Test
    void nothingButTheEndIsEverGivenUp() throws Exception {
        KeyFolder keys = KeyFolder.open(data.resolve("keys"), Ids.random());
        LogBreak logBreak =
                new LogBreak(database, keys, Ids.random(), Clock.systemUTC(), data.resolve("checkpoints"), OLD);
        String plan = logBreak.plan(NEW, "restored-backup");
        List<LogBreak.Signer> signers = List.of(
                new LogBreak.Signer(officers.first, "k", "x.y.z"), new LogBreak.Signer(officers.second, "l", "x.y.z"));
        UUID id =
                UUID.fromString(plan.substring(plan.indexOf("\"break\":\"") + 9).substring(0, 36));
        for (String wrong : List.of(OLD, "With Space", "")) {
            assertThatThrownBy(() -> logBreak.plan(wrong, "restored-backup"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> logBreak.perform(plan, id, NEW, "restored-backup", signers.subList(0, 1)))
                .hasMessage("two persons sign");
        assertThatThrownBy(() -> logBreak.perform(plan, id, "sluis.example/other", "restored-backup", signers))
                .hasMessageContaining("not as it was when this was signed");
        try (Ledger ledger = Ledger.open(database.transactions(), keys, Ids.random());
                Sequencer running = new Sequencer(
                        database.transactions(), keys, Clock.systemUTC(), temp.resolve("elsewhere"), OLD)) {
            ledger.commit(LogFixture.unit(LogFixture.event(Ledger.NOBODY)));
            running.rebuild();
        }
        assertThatThrownBy(() -> logBreak.perform(plan, id, NEW, "restored-backup", signers))
                .hasMessageContaining("restore a whole backup first");
        UUID third = LogFixture.eventAt(database, 3);
        LogFixture.tamper(
                database,
                "UPDATE audit_event SET body = set_byte(body, 10, 33) WHERE id = '" + third + "'",
                "UPDATE audit_event SET leaf = sha256('\\x00'::bytea || body) WHERE id = '" + third + "'");
        assertThatThrownBy(() -> logBreak.plan(NEW, "restored-backup"))
                .hasMessageContaining("restore a whole backup first");
        LogFixture.tamper(database, "DELETE FROM audit_sequence WHERE index = 2");
        assertThatThrownBy(() -> logBreak.plan(NEW, "restored-backup")).isInstanceOf(LogRolledBack.class);
    }

    @Test
    void aBreakAccountsForNoMoreThanWasSignedFor() {
        BreakRows.Break made = new BreakRows.Break(5, NEW, new Checkpoint(OLD, 9, new byte[32]));
        Names names = new Names(List.of(made), NEW);
        assertThat(names.expected(List.of(note(OLD, 3, 1), note(OLD, 7, 1), note(OLD, 9, 0), note(NEW, 8, 1))))
                .containsExactly(note(OLD, 3, 1), note(NEW, 8, 1));
        for (String more : List.of(note(OLD, 10, 0), note(OLD, 9, 1))) {
            assertThatThrownBy(() -> names.expected(List.of(more))).isInstanceOf(LogRolledBack.class);
        }
    }

    private static String note(String origin, long size, int root) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) root;
        return new Checkpoint(origin, size, bytes).sign(MemoryFiles.SIGNER.publicKey(), MemoryFiles.SIGNER::sign);
    }

    private void refused(String reason, Path plan, Path first, Path second) throws Exception {
        Said said = sluis(
                "break",
                plan,
                "--statement",
                first,
                "--statement",
                second,
                "--tenant",
                Officers.TENANT,
                "--party",
                "de-linde");
        assertThat(said.code()).as(said.out()).isEqualTo(1);
        assertThat(said.out()).contains(reason);
    }

    private Path statement(String name, Path plan, UUID person, OctetKeyPair key) throws Exception {
        Path file = Files.writeString(
                temp.resolve(name + ".jwk"),
                new OctetKeyPair.Builder(key).keyID("mine").build().toJSONString());
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        Said said = sluis("sign-break", plan, "--person", person, "--sign-with", file);
        assertThat(said.code()).as(said.out()).isZero();
        String jws = said.out().lines().reduce((one, last) -> last).orElseThrow();
        return Files.writeString(temp.resolve(name + ".statement"), jws + "\n");
    }

    /** How many entries a checkpoint outside covers once this one, and all that was committed before it, is among them. */
    private long committed(Ledger ledger) {
        String leaf =
                ledger.commit(LogFixture.unit(LogFixture.event(Ledger.NOBODY))).leaf();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            List<Long> index = LogFixture.indexOf(database, leaf);
            return !index.isEmpty() && outside() > index.get(0);
        });
        return outside();
    }

    private long outside() {
        List<String> notes = new CheckpointFile(data.resolve("checkpoints")).notes();
        return Checkpoint.read(notes.get(notes.size() - 1)).orElseThrow().size();
    }

    private Path exported(String name, String origin) {
        KeyFolder keys = KeyFolder.open(data.resolve("keys"), Ids.random());
        new LogExport(database.auditor(), keys, origin).write(temp.resolve(name));
        return temp.resolve(name);
    }

    private ConfigurableApplicationContext start(String origin) {
        List<String> arguments = new ArrayList<>(officers.gateway.arguments());
        arguments.add("--sluis.log.origin=" + origin);
        arguments.add("--sluis.delivery.workers=0");
        arguments.add("--sluis.log.witnesses=" + temp.resolve("witnesses"));
        return TestGateway.node(Clock.systemUTC(), arguments);
    }

    /** {@code ./sluis audit} as a process of its own, with the settings of this gateway. */
    private Said sluis(Object... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dsluis.data=" + data,
                "-Dlogback.configurationFile=logback-plain.xml",
                "-cp",
                System.getProperty("java.class.path"),
                "org.sluis.cli.Sluis",
                "audit"));
        for (Object word : words) {
            command.add(word.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        settings.forEach((name, value) -> {
            if (name.startsWith("SLUIS_DB_")) {
                builder.environment().put(name, value);
            }
        });
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Said(process.waitFor(), out);
    }
}
