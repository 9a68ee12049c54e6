package org.sluis.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.sluis.canonical.Ids;

/**
 * Every long-lived secret of the gateway, in a folder outside the database (0700, files 0600). Of each use (wrap,
 * pseudonym, dedupe, index, log, receipt, token) the newest key is current and the older ones still open and verify. Keys
 * rotated or destroyed by another process that shares the folder count from the next call on.
 *
 * <p>Every method throws {@link UncheckedIOException} when the folder cannot be read, holds a damaged key, or is open to
 * others than its owner: without keys nothing is sent. Safe for any number of threads.
 */
public final class KeyFolder {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(KeyFolder::cipher);

    private final KeyRing ring;
    private final Ids ids;

    private KeyFolder(KeyRing ring, Ids ids) {
        this.ring = ring;
        this.ids = ids;
    }

    /** Opens the folder, or creates it with first keys; what a crash left half-written or half-destroyed is wiped. */
    public static KeyFolder open(Path folder, Ids ids) {
        return new KeyFolder(KeyRing.open(folder, ids), ids);
    }

    /** Adds a key that is current from now on; the older ones stay for opening and verification. Gives its epoch's id. */
    public String rotate(String use) {
        return ring.rotate(Use.of(use));
    }

    /** The epoch whose key new things of this use are made with. */
    public String currentEpoch(String use) {
        return ring.current(Use.of(use));
    }

    /** The epochs of this use whose keys are there, the current one first; what is older waits to be destroyed. */
    public List<String> epochs(String use) {
        return ring.currentFirst(Use.of(use));
    }

    /**
     * AES-256-GCM (NIST SP 800-38D) under the current key-encryption key, a random nonce, the epoch's id as associated
     * data: neither the bytes nor the epoch beside them can be changed unseen. Rotate before 2^32 keys are wrapped.
     */
    public Wrapped wrap(byte[] key) {
        String epoch = ring.current(Use.WRAP);
        byte[] nonce = ids.bytes(NONCE_BYTES);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, epoch, nonce).doFinal(key);
            return new Wrapped(
                    epoch,
                    ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("AES-GCM is missing from this JVM", absent);
        }
    }

    /**
     * What was wrapped.
     *
     * @throws KeyDestroyed when the epoch has no key (any more)
     * @throws SecurityException when the bytes or the epoch are not what {@link #wrap} gave
     */
    public byte[] unwrap(Wrapped wrapped) {
        if (!Use.WRAP.owns(wrapped.epoch())) {
            throw new KeyDestroyed(wrapped.epoch());
        }
        byte[] bytes = wrapped.bytes();
        if (bytes.length < NONCE_BYTES + TAG_BITS / 8) {
            throw new SecurityException("not a wrapped key");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, wrapped.epoch(), Arrays.copyOf(bytes, NONCE_BYTES))
                    .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
        } catch (AEADBadTagException changed) {
            throw new SecurityException("a wrapped key was changed", changed);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("AES-GCM is missing from this JVM", absent);
        }
    }

    /** The same under the current epoch; what is under it already stays as it is. Refuses as {@link #unwrap} does. */
    public Wrapped current(Wrapped wrapped) {
        return wrapped.epoch().equals(ring.current(Use.WRAP)) ? wrapped : wrap(unwrap(wrapped));
    }

    private Cipher cipher(int mode, String epoch, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = CIPHERS.get();
        cipher.init(mode, new SecretKeySpec(ring.secret(epoch), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(epoch.getBytes(UTF_8));
        return cipher;
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("AES-GCM is missing from this JVM", absent);
        }
    }

    /**
     * Destroys the key of an epoch (wrap, pseudonym, dedupe, index): what it protected is unreadable from then on, in dumps and
     * backups of the database too. A current epoch is superseded first. Nothing happens when it is gone already. Copies
     * of this folder, and what a disk keeps of overwritten blocks, are the operator's to destroy.
     */
    public void destroyEpoch(String epoch) {
        ring.destroy(epoch);
    }

    /**
     * 32 bytes by HKDF-SHA-256 (RFC 5869, no salt) from the epoch's master secret of this use. The info is each part,
     * UTF-8, behind its length in four bytes, so different lists of parts never meet.
     *
     * @param use pseudonym, dedupe or index
     * @throws KeyDestroyed when the epoch has no key of this use (any more)
     */
    public byte[] derive(String use, String epoch, String... info) {
        Use of = Use.of(use);
        if (of != Use.PSEUDONYM && of != Use.DEDUPE && of != Use.INDEX) {
            throw new IllegalArgumentException("nothing is derived from a key of this use");
        }
        if (!of.owns(epoch)) {
            throw new KeyDestroyed(epoch);
        }
        byte[][] parts = Arrays.stream(info).map(part -> part.getBytes(UTF_8)).toArray(byte[][]::new);
        ByteBuffer joined = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> 4 + part.length).sum());
        for (byte[] part : parts) {
            joined.putInt(part.length).put(part);
        }
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
        hkdf.init(new HKDFParameters(ring.secret(epoch), null, joined.array()));
        byte[] out = new byte[Use.SECRET_BYTES];
        hkdf.generateBytes(out, 0, out.length);
        return out;
    }

    /** The signer with the current key. @param use log or receipt */
    public Ed25519Signer signer(String use) {
        return signers(use).get(0);
    }

    /** The signers of all keys that sign, current first. */
    public List<Ed25519Signer> signers(String use) {
        Use of = Use.of(use);
        if (of != Use.LOG && of != Use.RECEIPT) {
            throw new IllegalArgumentException("no Ed25519 key has this use");
        }
        return ring.currentFirst(of).stream()
                .map(epoch -> new Ed25519Signer(epoch, ring.secret(epoch)))
                .toList();
    }

    /**
     * Adds a key that signs the log beside the older ones.
     *
     * @param first told of it before it counts, so that it is on record first; what this throws leaves all as it was
     */
    public void addLogKey(Consumer<Ed25519Signer> first) {
        ring.rotate(Use.LOG, first);
    }

    /** The older keys of the log sign no more: their private halves are destroyed. @param first told of each before */
    public void retireLogKeys(Consumer<Ed25519Signer> first) {
        ring.retire(Use.LOG, first);
    }

    /** The public keys that verify whatever this folder signed the log with: those that sign, current first; then the retired. */
    public List<byte[]> logKeys() {
        return Stream.concat(signers("log").stream().map(Ed25519Signer::publicKey), ring.retired(Use.LOG).stream())
                .toList();
    }

    /** The RSA keys (3072 bits, RS256, private) of the token endpoint, current first; publish only their public half. */
    public JWKSet tokenKeys() {
        return new JWKSet(
                ring.currentFirst(Use.TOKEN).stream().map(this::tokenKey).toList());
    }

    private JWK tokenKey(String epoch) {
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey key =
                    (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(ring.secret(epoch)));
            var publicSpec = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
            return new RSAKey.Builder((java.security.interfaces.RSAPublicKey) factory.generatePublic(publicSpec))
                    .privateKey(key)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyID(epoch)
                    .build();
        } catch (GeneralSecurityException notAKey) {
            throw new UncheckedIOException(new IOException("damaged: " + epoch, notAKey));
        }
    }
}
