package org.sluis.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.audit.proof.MerkleTree;
import org.sluis.audit.proof.VerifierKey;
import org.sluis.canonical.Ids;
import org.sluis.keys.Ed25519Signer;
import org.sluis.keys.KeyFolder;

class CheckpointTest {
    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");

    @TempDir
    Path temp;

    private KeyFolder keys;
    private Ed25519Signer signer;

    @BeforeEach
    void key() {
        keys = KeyFolder.open(temp.resolve("keys"), Ids.random());
        signer = keys.signer("log");
    }

    @Test
    void writesAVerifierKeyAsThePublishedExampleHasIt() {
        String published = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        byte[] typed = Base64.getDecoder().decode(published.split("\\+", 3)[2]);
        assertThat(VerifierKey.of("PeterNeumann", Arrays.copyOfRange(typed, 1, 33))
                        .text())
                .isEqualTo(published);
    }

    @Test
    void opensWhatItSigned() {
        String note = note(7);
        assertThat(note).startsWith("sluis.test/log\n7\n").contains("\n\n— sluis.test/log ");
        assertThat(Checkpoint.open(note, List.of(key("sluis.test/log", signer))))
                .hasValueSatisfying(checkpoint -> assertThat(checkpoint.size()).isEqualTo(7));
    }

    @Test
    void opensWhatAnotherHasSignedBeside() {
        String witnessed = note(7) + "— witness.example/w AAAA\n";
        assertThat(Checkpoint.open(witnessed, List.of(key("sluis.test/log", signer))))
                .isPresent();
    }

    @Test
    void refusesEachFlippedByteOfTheNoteAndOfTheKey() {
        byte[] note = note(7).getBytes(UTF_8);
        String key = key("sluis.test/log", signer);
        for (int i = 0; i < note.length; i++) {
            byte[] flipped = note.clone();
            flipped[i] ^= 1;
            assertThat(Checkpoint.open(new String(flipped, UTF_8), List.of(key)))
                    .isEmpty();
        }
        for (int i = 0; i < key.length(); i++) {
            byte[] flipped = key.getBytes(UTF_8);
            flipped[i] ^= 1;
            assertThat(Checkpoint.open(note(7), List.of(new String(flipped, UTF_8))))
                    .isEmpty();
        }
    }

    @Test
    void refusesAnotherKeyAnotherNameAndNoSignature() {
        String note = note(7);
        assertThat(Checkpoint.open(note, List.of(key("sluis.test/log", keys.signer("receipt")))))
                .isEmpty();
        assertThat(Checkpoint.open(note, List.of(key("other.test/log", signer))))
                .isEmpty();
        assertThat(Checkpoint.open(note.substring(0, note.indexOf('—')), List.of(key("sluis.test/log", signer))))
                .isEmpty();
        assertThat(Checkpoint.open("", List.of(key("sluis.test/log", signer)))).isEmpty();
    }

    @Test
    void keepsNotesOutsideOverDaysAndNeverASmallerOne() {
        CheckpointFile file = new CheckpointFile(temp.resolve("checkpoints"));
        assertThat(file.notes()).isEmpty();
        file.append(note(1), 1, MORNING);
        file.append(note(3), 3, MORNING);
        file.append(note(2), 2, MORNING);
        assertThat(file.notes()).containsExactly(note(1), note(3));
        file.append(note(4), 4, MORNING.plusSeconds(86_400));
        assertThat(file.notes()).containsExactly(note(4));
        file.append(note(5), 5, MORNING);
        assertThat(file.notes()).containsExactly(note(4), note(5));
    }

    @Test
    void aNoteCutOffByACrashDoesNotCountAndIsOverwritten() throws Exception {
        CheckpointFile file = new CheckpointFile(temp.resolve("checkpoints"));
        file.append(note(1), 1, MORNING);
        Path day = temp.resolve("checkpoints").resolve("2026-03-02.ndjson");
        String line = CanonicalJson.write(note(2)) + "\n";
        long whole = Files.size(day);
        for (int cut = 1; cut < line.getBytes(UTF_8).length; cut++) {
            byte[] torn = Arrays.copyOf(line.getBytes(UTF_8), cut);
            Files.write(day, torn, StandardOpenOption.APPEND);
            assertThat(file.notes()).containsExactly(note(1));
            if (cut % 50 == 0) {
                Files.write(day, "x".repeat(1000).getBytes(UTF_8), StandardOpenOption.APPEND);
                file.append(note(2), 2, MORNING);
                assertThat(file.notes()).containsExactly(note(1), note(2));
                file.append(note(3), 3, MORNING);
                assertThat(file.notes()).containsExactly(note(1), note(2), note(3));
            }
            Files.write(day, Arrays.copyOf(Files.readAllBytes(day), (int) whole));
        }
    }

    private String note(long size) {
        return new Checkpoint("sluis.test/log", size, new MerkleTree().root()).sign(signer.publicKey(), signer::sign);
    }

    private static String key(String origin, Ed25519Signer signer) {
        return VerifierKey.of(origin, signer.publicKey()).text();
    }
}
