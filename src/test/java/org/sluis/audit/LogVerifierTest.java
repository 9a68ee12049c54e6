package org.sluis.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.canonical.Ids;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.keys.KeyFolder;

@ExtendWith(RealPostgres.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogVerifierTest {
    private static final int ENTRIES = 8;
    private static final String TENANT = "stichting-waterlee";

    private final Database database;
    private KeyFolder keys;
    private Sequencer sequencer;
    private Path sound;
    private Path old;
    private Path export;

    LogVerifierTest(Database database) {
        this.database = database;
    }

    @BeforeAll
    void log(@TempDir Path temp) {
        LogFixture.tenants(database, TENANT);
        keys = KeyFolder.open(temp.resolve("keys"), Ids.random());
        sequencer = new Sequencer(
                database.transactions(), keys, Clock.systemUTC(), temp.resolve("outside"), LogFixture.ORIGIN);
        LogExport exporting = new LogExport(database.auditor(), keys, LogFixture.ORIGIN);
        assertThatThrownBy(() -> exporting.write(temp.resolve("none"))).isInstanceOf(IllegalStateException.class);
        try (Ledger ledger = Ledger.open(database.transactions(), keys, Ids.random())) {
            old = temp.resolve("old");
            sound = temp.resolve("sound");
            for (int i = 0; i < ENTRIES; i++) {
                ledger.commit(LogFixture.unit(LogFixture.event(TENANT).with("n", i)));
                if (i == 4) {
                    sequencer.pass();
                    exporting.write(old);
                }
            }
            sequencer.pass();
            exporting.write(sound);
        }
    }

    @AfterAll
    void stop() {
        sequencer.close();
    }

    @BeforeEach
    void copy(@TempDir Path temp) throws IOException {
        export = temp;
        for (String file : List.of("entries.ndjson", "checkpoint", "key")) {
            Files.copy(sound.resolve(file), export.resolve(file));
        }
    }

    @Test
    void saysOkOfASoundLog() throws IOException {
        Verdict verdict = LogVerifier.verify(export, key(), List.of(Files.readString(old.resolve("checkpoint"))));
        assertThat(verdict.ok()).isTrue();
        assertThat(verdict.entries()).isEqualTo(ENTRIES);
        assertThat(verdict.firstBad()).isEqualTo(-1);
        assertThat(verdict.message()).isEqualTo("audit: 8 entries, root " + verdict.root() + ", checkpoint 8, OK");
        assertThat(LogVerifier.verify(export).ok()).isTrue();
        assertThat(LogVerifier.verify(old).message())
                .startsWith("audit: 5 entries, ")
                .endsWith(", OK");
    }

    @Test
    void namesTheEntryOfEachFlippedByte() throws IOException {
        byte[] bytes = Files.readAllBytes(export.resolve("entries.ndjson"));
        String note = Files.readString(export.resolve("checkpoint"));
        List<String> key = key();
        int entry = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte[] flipped = bytes.clone();
            flipped[i] ^= 1;
            Verdict verdict = LogVerifier.verify(new ByteArrayInputStream(flipped), note, key, List.of());
            assertThat(verdict.ok()).isFalse();
            assertThat(verdict.firstBad()).isEqualTo(entry);
            entry += bytes[i] == '\n' ? 1 : 0;
        }
    }

    @Test
    void refusesEachFlippedByteOfCheckpointAndKey() throws IOException {
        for (String name : List.of("checkpoint", "key")) {
            byte[] bytes = Files.readAllBytes(export.resolve(name));
            for (int i = 0; i < bytes.length; i++) {
                byte[] flipped = bytes.clone();
                flipped[i] ^= 1;
                Files.write(export.resolve(name), flipped);
                assertThat(LogVerifier.verify(export).ok()).isFalse();
            }
            Files.write(export.resolve(name), bytes);
        }
    }

    @Test
    void namesEachDeletedDoubledAndSwappedEntry() throws IOException {
        List<String> lines = lines();
        for (int i = 0; i < ENTRIES; i++) {
            List<String> deleted = new ArrayList<>(lines);
            deleted.remove(i);
            assertBadFrom(i, deleted);
            List<String> doubled = new ArrayList<>(lines);
            doubled.add(i, lines.get(i));
            assertBadFrom(i + 1, doubled);
            if (i + 1 < ENTRIES) {
                List<String> swapped = new ArrayList<>(lines);
                Collections.swap(swapped, i, i + 1);
                assertBadFrom(i, swapped);
            }
        }
    }

    @Test
    void findsEachTailThatWasCutOff() throws IOException {
        List<String> lines = lines();
        for (int left = 0; left < ENTRIES; left++) {
            assertBadFrom(left, lines.subList(0, left));
        }
        byte[] bytes = Files.readAllBytes(sound.resolve("entries.ndjson"));
        Files.write(export.resolve("entries.ndjson"), Arrays.copyOf(bytes, bytes.length - 1));
        assertThat(LogVerifier.verify(export).firstBad()).isEqualTo(ENTRIES - 1);
    }

    @Test
    void findsAnEntryThatWasRewrittenWithItsLeafAndNamesTheLastCheckpointThatFits() throws IOException {
        List<String> rewritten = new ArrayList<>(lines());
        rewritten.set(6, numbered(6, "{\"v\":1}"));
        write(rewritten);
        assertThat(LogVerifier.verify(export).firstBad()).isZero();
        String known = Files.readString(old.resolve("checkpoint"));
        assertThat(LogVerifier.verify(export, key(), List.of(known)).firstBad()).isEqualTo(5);
    }

    @Test
    void findsAnOlderExportByACheckpointSeenElsewhere() throws IOException {
        String newest = Files.readString(sound.resolve("checkpoint"));
        Verdict verdict = LogVerifier.verify(old, key(), List.of(newest));
        assertThat(verdict.ok()).isFalse();
        assertThat(verdict.firstBad()).isEqualTo(5);
    }

    @Test
    void findsALogWrittenAnewAndSignedWithTheSameKey() throws IOException {
        List<String> anew = new ArrayList<>();
        MerkleTree tree = new MerkleTree();
        for (int i = 0; i < ENTRIES; i++) {
            anew.add(numbered(i, "{\"v\":1}"));
            tree.append(MerkleTree.leaf("{\"v\":1}".getBytes(UTF_8)));
        }
        write(anew);
        String forged = new Checkpoint(LogFixture.ORIGIN, ENTRIES, tree.root()).sign(keys.signer("log"));
        Files.writeString(export.resolve("checkpoint"), forged);
        assertThat(LogVerifier.verify(export).ok()).isTrue();
        for (Path seen : List.of(old, sound)) {
            String known = Files.readString(seen.resolve("checkpoint"));
            assertThat(LogVerifier.verify(export, key(), List.of(known)).ok()).isFalse();
            assertThat(LogVerifier.verify(export, key(), List.of(known, forged)).ok())
                    .isFalse();
        }
    }

    @Test
    void believesNoKeyButTheOnesItWasGiven(@TempDir Path temp) throws IOException {
        KeyFolder others = KeyFolder.open(temp.resolve("other"), Ids.random());
        String stranger =
                Checkpoint.verifierKey(LogFixture.ORIGIN, others.signer("log").publicKey());
        assertThat(LogVerifier.verify(export, List.of(stranger), List.of()).ok())
                .isFalse();
        assertThat(LogVerifier.verify(export, List.of(), List.of()).ok()).isFalse();
        String unsigned = Files.readString(sound.resolve("checkpoint")).split("— ")[0];
        Files.writeString(export.resolve("checkpoint"), unsigned);
        assertThat(LogVerifier.verify(export).ok()).isFalse();
        String foreign = new Checkpoint(LogFixture.ORIGIN, 0, new MerkleTree().root()).sign(others.signer("log"));
        Files.copy(
                sound.resolve("checkpoint"),
                export.resolve("checkpoint"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(LogVerifier.verify(export, key(), List.of(foreign)).ok()).isFalse();
    }

    private void assertBadFrom(long first, List<String> lines) throws IOException {
        write(lines);
        Verdict verdict = LogVerifier.verify(export);
        assertThat(verdict.ok()).isFalse();
        assertThat(verdict.firstBad()).isEqualTo(first);
        assertThat(verdict.message()).contains("FAILED from index " + first + " on");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(sound.resolve("entries.ndjson"));
    }

    private void write(List<String> lines) throws IOException {
        Files.writeString(export.resolve("entries.ndjson"), String.join("\n", lines) + (lines.isEmpty() ? "" : "\n"));
    }

    private List<String> key() throws IOException {
        return Files.readAllLines(sound.resolve("key"));
    }

    private static String numbered(int index, String body) {
        String leaf = HexFormat.of().formatHex(MerkleTree.leaf(body.getBytes(UTF_8)));
        return "{\"index\":" + index + ",\"leaf\":\"" + leaf + "\",\"event\":" + body + "}";
    }
}
