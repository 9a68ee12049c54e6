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

    /** A public log as it stood in May 2026, and four of those who cosigned it: none of it is ours. */
    @Test
    void readsWhatWitnessesOfAPublicLogCosigned() throws Exception {
        String real = """
                arche2025h1.staging.ct.transparency.dev
                1432088532
                U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

                — arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
                — transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
                — witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
                — remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
                — witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==
                """;
        String log = "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f";
        Checkpoint checkpoint = Checkpoint.open(real, List.of(log)).orElseThrow();
        for (String key : List.of(
                "transparency.dev/DEV:witness-little-garden+d8042a87+BCtusOxINQNUTN5Oj8HObRkh2yHf/MwYaGX4CPdiVEPM",
                "witness1.smartit.nu/witness1+a48c820f+BPSFWg9G6KPiO7QPryYO5Xq4oYJJ+kAvLKLSimDhoxMO",
                "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
                "witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv")) {
            VerifierKey witness = VerifierKey.readWitness(key).orElseThrow();
            assertThat(VerifierKey.read(key)).isEmpty();
            assertThat(checkpoint.line(witness, real)).isPresent();
            assertThat(pythonSays(real, key)).isEqualTo("True");
            String later = real.replace("1432088532", "1432088533");
            assertThat(Checkpoint.read(later).orElseThrow().line(witness, later))
                    .isEmpty();
            assertThat(pythonSays(later, key)).isEqualTo("False");
        }
    }

    private static String pythonSays(String note, String key) throws Exception {
        String script = "import sys; sys.path.insert(0, 'docs'); sys.dont_write_bytecode = True; import verify;"
                + "print(verify.has_line(sys.argv[1], *verify.read_keys((sys.argv[2] + '\\n').encode(), b'\\4')[0], witness=True))";
        ProcessBuilder process = new ProcessBuilder("python3", "-X", "utf8", "-c", script, note, key);
        Process python = process.redirectErrorStream(true).start();
        return new String(python.getInputStream().readAllBytes(), UTF_8).strip();
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
        file.append(note(1), MORNING);
        file.append(note(3), MORNING);
        file.append(note(2), MORNING);
        assertThat(file.notes()).containsExactly(note(1), note(3));
        file.append(note(4), MORNING.plusSeconds(86_400));
        assertThat(file.notes()).containsExactly(note(4));
        file.append(note(5), MORNING);
        assertThat(file.notes()).containsExactly(note(4), note(5));
    }

    @Test
    void aNoteCutOffByACrashDoesNotCountAndIsOverwritten() throws Exception {
        CheckpointFile file = new CheckpointFile(temp.resolve("checkpoints"));
        file.append(note(1), MORNING);
        Path day = temp.resolve("checkpoints").resolve("2026-03-02.ndjson");
        String line = CanonicalJson.write(note(2)) + "\n";
        long whole = Files.size(day);
        for (int cut = 1; cut < line.getBytes(UTF_8).length; cut++) {
            byte[] torn = Arrays.copyOf(line.getBytes(UTF_8), cut);
            Files.write(day, torn, StandardOpenOption.APPEND);
            assertThat(file.notes()).containsExactly(note(1));
            if (cut % 50 == 0) {
                Files.write(day, "x".repeat(1000).getBytes(UTF_8), StandardOpenOption.APPEND);
                file.append(note(2), MORNING);
                assertThat(file.notes()).containsExactly(note(1), note(2));
                file.append(note(3), MORNING);
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
