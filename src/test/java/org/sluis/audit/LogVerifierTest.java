package org.sluis.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.audit.proof.MerkleTree;
import org.sluis.audit.proof.TileWriter;
import org.sluis.audit.proof.VerifierKey;
import org.sluis.canonical.Ids;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.keys.Ed25519Signer;
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
    private LogExport exporting;
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
        exporting = new LogExport(database.auditor(), keys, LogFixture.ORIGIN);
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
        exporting.write(export);
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
    void writesOverAnOlderExportAndSaysWhatCannotBeWritten(@TempDir Path temp) throws IOException {
        try (TileWriter writer = new TileWriter(temp)) {
            for (int i = 0; i < 300; i++) {
                writer.append(new byte[] {(byte) i});
            }
            assertThatThrownBy(() -> writer.append(new byte[65_536]))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("entry 300");
        }
        exporting.write(temp);
        assertThat(LogVerifier.verify(temp).message()).endsWith("checkpoint 8, OK");
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
    void findsAnEntryThatWasRewrittenWithItsLeafAndNamesTheLastCheckpointThatFits() throws IOException {
        List<byte[]> rewritten = new ArrayList<>(Collections.nCopies(ENTRIES, new byte[0]));
        byte[] bundle = Files.readAllBytes(export.resolve("tile/entries/000.p/8"));
        for (int i = 0, at = 0; i < ENTRIES; i++) {
            int length = (bundle[at] & 0xff) * 256 + (bundle[at + 1] & 0xff);
            rewritten.set(i, Arrays.copyOfRange(bundle, at + 2, at + 2 + length));
            at += 2 + length;
        }
        write(rewritten);
        assertThat(LogVerifier.verify(export).ok()).isTrue();
        rewritten.set(6, "{\"v\":1}".getBytes(UTF_8));
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
        byte[] entry = "{\"v\":1}".getBytes(UTF_8);
        write(Collections.nCopies(ENTRIES, entry));
        MerkleTree tree = MerkleTree.of(Collections.nCopies(ENTRIES, MerkleTree.leaf(entry)));
        Ed25519Signer signer = keys.signer("log");
        String forged = new Checkpoint(LogFixture.ORIGIN, ENTRIES, tree.root()).sign(signer.publicKey(), signer::sign);
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
        String stranger = VerifierKey.of(LogFixture.ORIGIN, others.signer("log").publicKey())
                .text();
        assertThat(LogVerifier.verify(export, List.of(stranger), List.of()).ok())
                .isFalse();
        assertThat(LogVerifier.verify(export, List.of(), List.of()).ok()).isFalse();
        String unsigned = Files.readString(sound.resolve("checkpoint")).split("— ")[0];
        Files.writeString(export.resolve("checkpoint"), unsigned);
        assertThat(LogVerifier.verify(export).ok()).isFalse();
        String foreign = new Checkpoint(LogFixture.ORIGIN, 0, new MerkleTree().root())
                .sign(others.signer("log").publicKey(), others.signer("log")::sign);
        Files.copy(
                sound.resolve("checkpoint"),
                export.resolve("checkpoint"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(LogVerifier.verify(export, key(), List.of(foreign)).ok()).isFalse();
    }

    private void write(List<byte[]> entries) throws IOException {
        try (TileWriter writer = new TileWriter(export)) {
            for (byte[] entry : entries) {
                writer.append(entry);
            }
        }
    }

    private List<String> key() throws IOException {
        return Files.readAllLines(sound.resolve("key"));
    }
}
