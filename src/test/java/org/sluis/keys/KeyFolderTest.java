package org.sluis.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.canonical.Ids;

class KeyFolderTest {
    private static final byte[] DATA_KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

    @TempDir
    Path temp;

    private Path folder;
    private KeyFolder keys;

    @BeforeEach
    void firstStart() {
        folder = temp.resolve("data").resolve("keys");
        keys = KeyFolder.open(folder, Ids.random());
    }

    @Test
    void opensWhatItWrapped() {
        Wrapped wrapped = keys.wrap(DATA_KEY);
        assertThat(wrapped.bytes()).hasSize(12 + 32 + 16);
        assertThat(keys.unwrap(wrapped)).isEqualTo(DATA_KEY);
        assertThat(KeyFolder.open(folder, Ids.random()).unwrap(wrapped)).isEqualTo(DATA_KEY);
    }

    @Test
    void refusesEachFlippedByteOfAWrappedKey() {
        Wrapped wrapped = keys.wrap(DATA_KEY);
        for (int i = 0; i < wrapped.bytes().length; i++) {
            byte[] flipped = wrapped.bytes().clone();
            flipped[i] ^= 1;
            assertThatThrownBy(() -> keys.unwrap(new Wrapped(wrapped.epoch(), flipped)))
                    .isInstanceOf(SecurityException.class);
        }
        assertThatThrownBy(() -> keys.unwrap(new Wrapped(wrapped.epoch(), new byte[27])))
                .isInstanceOf(SecurityException.class);
    }

    @Test
    void refusesAWrappedKeyUnderAnotherEpoch() {
        Wrapped wrapped = keys.wrap(DATA_KEY);
        String next = keys.rotate("wrap");
        assertThatThrownBy(() -> keys.unwrap(new Wrapped(next, wrapped.bytes())))
                .isInstanceOf(SecurityException.class);
        assertThatThrownBy(() -> keys.unwrap(new Wrapped(keys.currentEpoch("dedupe"), wrapped.bytes())))
                .isInstanceOf(KeyDestroyed.class);
        assertThatThrownBy(() -> keys.unwrap(new Wrapped("wrap-000009-00000000", wrapped.bytes())))
                .isInstanceOf(KeyDestroyed.class);
    }

    @Test
    void bindsTheEpochEvenWhenTwoEpochsHaveTheSameKey() throws IOException {
        Wrapped wrapped = keys.wrap(DATA_KEY);
        KeyFile.write(
                folder, "wrap-000002-00000000", KeyFile.ENDING, KeyFile.read(folder, wrapped.epoch(), KeyFile.ENDING));
        assertThatThrownBy(() -> keys.unwrap(new Wrapped("wrap-000002-00000000", wrapped.bytes())))
                .isInstanceOf(SecurityException.class);
    }

    @Test
    void rotationSeenByAnotherProcessWithoutARestart() {
        Wrapped before = keys.wrap(DATA_KEY);
        KeyFolder other = KeyFolder.open(folder, Ids.random());
        String next = other.rotate("wrap");
        assertThat(keys.currentEpoch("wrap")).isEqualTo(next).isNotEqualTo(before.epoch());
        assertThat(keys.wrap(DATA_KEY).epoch()).isEqualTo(next);
        assertThat(keys.unwrap(before)).isEqualTo(DATA_KEY);
    }

    @Test
    void seesEachOfManyRotationsByAnotherProcessAtOnce() {
        KeyFolder other = KeyFolder.open(folder, Ids.random());
        for (int i = 0; i < 30; i++) {
            assertThat(keys.currentEpoch("dedupe")).isEqualTo(other.currentEpoch("dedupe"));
            String next = other.rotate("dedupe");
            assertThat(keys.currentEpoch("dedupe")).isEqualTo(next);
            other.destroyEpoch(next);
            assertThatThrownBy(() -> keys.derive("dedupe", next)).isInstanceOf(KeyDestroyed.class);
        }
    }

    @Test
    void aDestroyedEpochOpensNothingAnywhere() throws IOException {
        KeyFolder other = KeyFolder.open(folder, Ids.random());
        Wrapped wrapped = keys.wrap(DATA_KEY);
        keys.destroyEpoch(wrapped.epoch());
        assertThatThrownBy(() -> keys.unwrap(wrapped)).isInstanceOf(KeyDestroyed.class);
        assertThatThrownBy(() -> other.unwrap(wrapped)).isInstanceOf(KeyDestroyed.class);
        assertThat(keys.currentEpoch("wrap")).isNotEqualTo(wrapped.epoch()).startsWith("wrap-000002-");
        keys.destroyEpoch(wrapped.epoch());
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).noneMatch(name -> name.startsWith(wrapped.epoch()));
        }
    }

    @Test
    void refusesToDestroyASigningKey() {
        String log = keys.currentEpoch("log");
        assertThatThrownBy(() -> keys.destroyEpoch(log)).isInstanceOf(IllegalArgumentException.class);
        assertThat(keys.signer("log").keyId()).isEqualTo(log);
    }

    @Test
    void derivesByHkdfAsAnIndependentComputationDoes() throws Exception {
        String epoch = keys.currentEpoch("pseudonym");
        byte[] prk = hmac(new byte[32], KeyFile.read(folder, epoch, KeyFile.ENDING));
        ByteBuffer info = ByteBuffer.allocate(4 + 1 + 4 + 2 + 1);
        info.putInt(1).put((byte) 'a').putInt(2).put((byte) 'b').put((byte) 'c').put((byte) 1);
        assertThat(keys.derive("pseudonym", epoch, "a", "bc")).isEqualTo(hmac(prk, info.array()));
    }

    @Test
    void derivesDifferentKeysForDifferentPartsUsesAndEpochs() {
        String first = keys.currentEpoch("pseudonym");
        String second = keys.rotate("pseudonym");
        List<byte[]> all = List.of(
                keys.derive("pseudonym", first, "a", "bc"),
                keys.derive("pseudonym", first, "ab", "c"),
                keys.derive("pseudonym", first, "abc"),
                keys.derive("pseudonym", first, "abc", ""),
                keys.derive("pseudonym", second, "a", "bc"),
                keys.derive("dedupe", keys.currentEpoch("dedupe"), "a", "bc"));
        assertThat(all.stream().map(ByteBuffer::wrap).distinct()).hasSize(all.size());
        assertThat(keys.derive("pseudonym", first, "a", "bc")).isEqualTo(all.get(0));
        assertThatThrownBy(() -> keys.derive("dedupe", first)).isInstanceOf(KeyDestroyed.class);
        assertThatThrownBy(() -> keys.derive("log", keys.currentEpoch("log")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoFoldersShareNothing() {
        KeyFolder stranger = KeyFolder.open(temp.resolve("other"), Ids.random());
        assertThatThrownBy(() -> stranger.unwrap(keys.wrap(DATA_KEY))).isInstanceOf(KeyDestroyed.class);
        assertThat(stranger.signer("log").publicKey())
                .isNotEqualTo(keys.signer("log").publicKey());
        assertThat(stranger.derive("dedupe", stranger.currentEpoch("dedupe")))
                .isNotEqualTo(keys.derive("dedupe", keys.currentEpoch("dedupe")));
    }

    @Test
    void signsAndVerifiesAndRefusesAnythingElse() {
        Ed25519Signer signer = keys.signer("receipt");
        byte[] message = "a receipt".getBytes(UTF_8);
        byte[] signature = signer.sign(message);
        assertThat(Ed25519Signer.verify(signer.publicKey(), message, signature)).isTrue();
        assertThat(Ed25519Signer.verify(signer.publicKey(), "another".getBytes(UTF_8), signature))
                .isFalse();
        assertThat(Ed25519Signer.verify(keys.signer("log").publicKey(), message, signature))
                .isFalse();
        assertThat(Ed25519Signer.verify(signer.publicKey(), message, new byte[63]))
                .isFalse();
        assertThat(Ed25519Signer.verify(new byte[0], message, signature)).isFalse();
        keys.rotate("receipt");
        assertThat(keys.signers("receipt")).hasSize(2);
        assertThat(keys.signers("receipt").get(1).publicKey()).isEqualTo(signer.publicKey());
        assertThat(keys.signer("receipt").publicKey()).isNotEqualTo(signer.publicKey());
    }

    @Test
    void givesTokenKeysCurrentFirst() throws Exception {
        RSAKey first = (RSAKey) keys.tokenKeys().getKeys().get(0);
        assertThat(first.size()).isGreaterThanOrEqualTo(2048);
        assertThat(first.isPrivate()).isTrue();
        String next = keys.rotate("token");
        assertThat(keys.tokenKeys().getKeys())
                .extracting(key -> key.getKeyID())
                .containsExactly(next, first.getKeyID());
    }

    @Test
    void onlyTheOwnerMayReadFolderAndFiles() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (var files = Files.list(folder)) {
            assertThat(files.toList()).hasSizeGreaterThan(4).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
    }

    @Test
    void refusesAFolderOrAKeyThatOthersMayRead() throws IOException {
        Path key = folder.resolve(keys.currentEpoch("log") + ".key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> KeyFolder.open(folder, Ids.random())).isInstanceOf(UncheckedIOException.class);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
        assertThatThrownBy(() -> KeyFolder.open(folder, Ids.random())).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aCrashHalfWayThroughWritingLeavesTheOldKey() throws IOException {
        String epoch = keys.currentEpoch("wrap");
        Wrapped wrapped = keys.wrap(DATA_KEY);
        byte[] half = "sluis-key-1\nwrap-000002-abcdef01\n00ff".getBytes(UTF_8);
        Path unfinished = Files.write(folder.resolve("wrap-000002-abcdef01" + KeyFile.UNFINISHED), half);
        assertThat(keys.currentEpoch("wrap")).isEqualTo(epoch);
        KeyFolder restarted = KeyFolder.open(folder, Ids.random());
        assertThat(restarted.currentEpoch("wrap")).isEqualTo(epoch);
        assertThat(restarted.unwrap(wrapped)).isEqualTo(DATA_KEY);
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void refusesADamagedKeyFile() throws IOException {
        Path key = folder.resolve(keys.currentEpoch("wrap") + ".key");
        byte[] sound = Files.readAllBytes(key);
        for (int i = 0; i < sound.length - 1; i += 7) {
            byte[] flipped = sound.clone();
            flipped[i] ^= 1;
            Files.write(key, flipped);
            assertThatThrownBy(() -> KeyFolder.open(folder, Ids.random())).isInstanceOf(UncheckedIOException.class);
        }
    }

    private static byte[] hmac(byte[] key, byte[] content) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(content);
    }
}
