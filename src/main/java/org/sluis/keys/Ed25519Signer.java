package org.sluis.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.sluis.canonical.Ids;

/** Signs with one Ed25519 key (RFC 8032, pure): deterministic, safe to share between threads. */
public final class Ed25519Signer {
    private final String keyId;
    private final Ed25519PrivateKeyParameters key;
    private final byte[] publicKey;

    /** @param seed the private key, 32 bytes */
    public Ed25519Signer(String keyId, byte[] seed) {
        this.keyId = keyId;
        this.key = new Ed25519PrivateKeyParameters(seed);
        this.publicKey = key.generatePublicKey().getEncoded();
    }

    /**
     * The one key of a small program of its own, kept in a folder that only its owner may enter; made where there is none.
     *
     * @throws UncheckedIOException when it cannot be read or kept, is damaged, or others may read it
     */
    public static Ed25519Signer kept(Path folder, String name, Ids ids) {
        try {
            if (!Files.exists(folder.resolve(name + KeyFile.ENDING))) {
                KeyFile.write(folder, name, KeyFile.ENDING, ids.bytes(Use.SECRET_BYTES));
            }
            return new Ed25519Signer(name, KeyFile.read(folder, name, KeyFile.ENDING));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The id of the key's epoch: says the use and the order, nothing secret. */
    public String keyId() {
        return keyId;
    }

    /** The raw public key, 32 bytes. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** The signature, 64 bytes. */
    public byte[] sign(byte[] message) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        key.sign(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
        return signature;
    }

    /** Whether the signature is this key's over exactly these bytes; false, never an exception, for anything malformed. */
    public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        return publicKey.length == Ed25519.PUBLIC_KEY_SIZE
                && signature.length == Ed25519.SIGNATURE_SIZE
                && Ed25519.verify(signature, 0, publicKey, 0, message, 0, message.length);
    }

    /** Whether this is a point of the curve of the full order, canonically spelt: under a small one anybody can sign. */
    public static boolean sound(byte[] publicKey) {
        return publicKey.length == Ed25519.PUBLIC_KEY_SIZE && Ed25519.validatePublicKeyFull(publicKey, 0);
    }

    @Override
    public String toString() {
        return "Ed25519Signer[" + keyId + "]";
    }
}
