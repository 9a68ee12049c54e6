package org.sluis.keys;

import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

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
