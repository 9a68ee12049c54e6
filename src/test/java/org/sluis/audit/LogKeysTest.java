package org.sluis.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.canonical.Ids;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.keys.KeyFolder;

/** A key of the log is rotated by a second line, and both verifiers follow: before, in between and afterwards. */
class LogKeysTest {
    private static final String TENANT = "stichting-waterlee";

    @TempDir
    Path temp;

    private Database database;
    private KeyFolder keys;
    private Ledger ledger;
    private Sequencer sequencer;
    private LogKeys logKeys;

    @BeforeEach
    void open() {
        database = Database.open(RealPostgres.fresh());
        LogFixture.tenants(database, TENANT);
        keys = KeyFolder.open(temp.resolve("keys"), Ids.random());
        ledger = Ledger.open(database.transactions(), keys, Ids.random());
        sequencer = sequencer();
        logKeys = new LogKeys(ledger, keys, Clock.systemUTC(), LogFixture.ORIGIN);
    }

    @AfterEach
    void close() {
        ledger.close();
        sequencer.close();
        database.close();
    }

    @Test
    void theNewKeySignsBesideTheOldOneUntilThatIsRetired() throws Exception {
        Path before = export("before");
        String old = Files.readString(before.resolve("key"));
        assertThat(signatures(before)).isEqualTo(1);

        String added = logKeys.add();
        Path both = export("both");
        assertThat(Files.readString(both.resolve("key"))).isEqualTo(added + "\n" + old);
        assertThat(signatures(both)).isEqualTo(2);
        Path newAlone = Files.writeString(temp.resolve("new"), added + "\n");
        ok(both, before.resolve("key"), before);
        ok(both, both.resolve("key"), before);
        ok(both, newAlone, null);

        assertThat(logKeys.retire()).isEqualTo(added);
        Path after = export("after");
        assertThat(Files.readString(after.resolve("key"))).isEqualTo(added + "\n" + old);
        assertThat(signatures(after)).isEqualTo(1);
        ok(after, after.resolve("key"), before);
        ok(after, after.resolve("key"), both);
        ok(after, newAlone, both);
        ok(before, after.resolve("key"), null);
        assertThat(verdict(after, before.resolve("key"), null)).contains("not signed by a key of this log");
        assertThat(verdict(after, newAlone, before)).contains("seen elsewhere is not signed by a key of this log");

        try (Sequencer restarted = sequencer()) {
            restarted.rebuild();
        }
        assertThat(KeyFolder.open(temp.resolve("keys"), Ids.random()).logKeys()).hasSize(2);
    }

    @Test
    void eachChangeIsAnEntryThatTheOldKeySignedFor() throws IOException {
        Path before = export("before");
        String old = Files.readString(before.resolve("key")).strip();
        String added = logKeys.add();
        Path both = export("both");
        assertThat(ExportedLines.of(both)).anyMatch(said(EventKind.LOG_KEY_ADDED, added));
        assertThat(Checkpoint.open(Files.readString(both.resolve("checkpoint")), List.of(old)))
                .isPresent();
        logKeys.retire();
        assertThat(ExportedLines.of(export("after"))).anyMatch(said(EventKind.LOG_KEY_RETIRED, old));
    }

    @Test
    void whatCannotBeRecordedIsNotDone() {
        ledger.close();
        database.close();
        assertThatThrownBy(logKeys::add).isInstanceOf(RuntimeException.class);
        assertThat(keys.signers("log")).hasSize(1);
        keys.addLogKey(signer -> {});
        assertThatThrownBy(logKeys::retire).isInstanceOf(RuntimeException.class);
        assertThat(keys.signers("log")).hasSize(2);
    }

    @Test
    void twoKeysSignAtMostAndOneAtLeast() {
        assertThatThrownBy(logKeys::retire).isInstanceOf(IllegalStateException.class);
        logKeys.add();
        assertThatThrownBy(logKeys::add).isInstanceOf(IllegalStateException.class);
        logKeys.retire();
        logKeys.add();
        logKeys.retire();
        assertThat(keys.logKeys()).hasSize(3);
        assertThat(temp.resolve("keys").toFile().list((folder, name) -> name.matches("log-.*[.]key")))
                .hasSize(1);
    }

    @Test
    void noVerificationFailsWhileKeysAreRotatedUnderLoad() throws Exception {
        sequencer.start();
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                ledger.commit(LogFixture.unit(LogFixture.event(TENANT)));
            }
        });
        List<String> verdicts = new ArrayList<>();
        try {
            for (int round = 0; round < 3; round++) {
                for (Runnable change : List.<Runnable>of(() -> logKeys.add(), () -> logKeys.retire())) {
                    change.run();
                    Path folder = temp.resolve("export-" + verdicts.size());
                    long lines = 2 - verdicts.size() % 2;
                    await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
                        exporting().write(folder);
                        return signatures(folder) == lines;
                    });
                    verdicts.add(LogVerifier.verify(folder).message());
                }
            }
        } finally {
            done.set(true);
        }
        load.join();
        assertThat(verdicts).hasSize(6).allMatch(verdict -> verdict.endsWith(", OK"));
        assertThat(sequencer.running()).isTrue();
    }

    private static java.util.function.Predicate<String> said(EventKind kind, String key) {
        return entry ->
                entry.contains("\"kind\":\"" + kind.code() + "\"") && entry.contains("{\"key\":\"" + key + "\"}");
    }

    private static long signatures(Path export) throws IOException {
        return Files.readAllLines(export.resolve("checkpoint")).stream()
                .filter(line -> line.startsWith("— " + LogFixture.ORIGIN + " "))
                .count();
    }

    private static void ok(Path export, Path key, Path seen) throws Exception {
        assertThat(verdict(export, key, seen)).endsWith(", OK");
    }

    /** Of both verifiers, the same. */
    private static String verdict(Path export, Path key, Path seen) throws Exception {
        List<String> command = new ArrayList<>(List.of("python3", "docs/verify.py", "--key", key.toString()));
        List<String> notes = new ArrayList<>();
        if (seen != null) {
            command.addAll(List.of("--seen", seen.resolve("checkpoint").toString()));
            notes.add(Files.readString(seen.resolve("checkpoint")));
        }
        command.add(export.toString());
        Process python = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(python.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        String ours = LogVerifier.verify(export, Files.readAllLines(key), notes).message();
        assertThat(said).isEqualTo(ours + "\n");
        assertThat(python.waitFor()).isEqualTo(ours.endsWith(", OK") ? 0 : 1);
        return ours;
    }

    private Path export(String name) {
        for (int i = 0; i < 3; i++) {
            ledger.commit(LogFixture.unit(LogFixture.event(TENANT)));
        }
        sequencer.pass();
        Path folder = temp.resolve("export-" + name);
        exporting().write(folder);
        return folder;
    }

    private LogExport exporting() {
        return new LogExport(database.auditor(), keys, LogFixture.ORIGIN);
    }

    private Sequencer sequencer() {
        return new Sequencer(
                database.transactions(), keys, Clock.systemUTC(), temp.resolve("outside"), LogFixture.ORIGIN);
    }
}
