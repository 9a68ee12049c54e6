package org.sluis.audit.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A key in the form that verifiers take (C2SP signed-note): {@code <name>+<id>+<base64(type || public key)>}. Of a log it is
 * of type 1, of a witness (C2SP tlog-cosignature) of type 4. Verifies with the JDK alone.
 */
public record VerifierKey(byte type, String name, byte[] id, byte[] publicKey) {
    private static final byte ED25519 = 1;
    private static final byte COSIGNATURE = 4;
    private static final int TIME_BYTES = 8;
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 4;
    private static final int SIGNATURE_BYTES = 64;
    /** What stands before the 32 bytes in the X.509 form of such a key. */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    public static VerifierKey of(String name, byte[] publicKey) {
        return of(ED25519, name, publicKey);
    }

    public static VerifierKey ofWitness(String name, byte[] publicKey) {
        return of(COSIGNATURE, name, publicKey);
    }

    private static VerifierKey of(byte type, String name, byte[] publicKey) {
        byte[] named = concat((name + "\n").getBytes(UTF_8), concat(new byte[] {type}, publicKey));
        byte[] id = Arrays.copyOf(MerkleTree.sha256().digest(named), ID_BYTES);
        return new VerifierKey(type, name, id, publicKey.clone());
    }

    /** A log's key, if it is written exactly as {@link #text} writes it: with an id that fits. */
    public static Optional<VerifierKey> read(String text) {
        return read(ED25519, text);
    }

    /** A witness's key, written the same way. */
    public static Optional<VerifierKey> readWitness(String text) {
        return read(COSIGNATURE, text);
    }

    private static Optional<VerifierKey> read(byte type, String text) {
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3 || !parts[0].matches("[!-~]+")) {
            return Optional.empty();
        }
        try {
            byte[] typed = Base64.getDecoder().decode(parts[2]);
            if (typed.length != 1 + KEY_BYTES) {
                return Optional.empty();
            }
            VerifierKey key = of(type, parts[0], Arrays.copyOfRange(typed, 1, typed.length));
            return key.text().equals(text) ? Optional.of(key) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    public String text() {
        return name + "+" + HexFormat.of().formatHex(id) + "+"
                + Base64.getEncoder().encodeToString(concat(new byte[] {type}, publicKey));
    }

    /** @param signature of a note: base64(id || signature), of a witness base64(id || time || signature) */
    boolean verifies(String signature, String text) {
        int head = ID_BYTES + (type == COSIGNATURE ? TIME_BYTES : 0);
        try {
            byte[] given = Base64.getDecoder().decode(signature);
            return given.length == head + SIGNATURE_BYTES
                    && Arrays.equals(id, Arrays.copyOf(given, ID_BYTES))
                    && signature.equals(Base64.getEncoder().encodeToString(given))
                    && verifies(Arrays.copyOfRange(given, head, given.length), message(given, text));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private byte[] message(byte[] signature, String text) {
        return type == COSIGNATURE
                ? cosigned(ByteBuffer.wrap(signature, ID_BYTES, TIME_BYTES).getLong(), text)
                : text.getBytes(UTF_8);
    }

    /** What a witness signs. @param seconds since 1970 */
    static byte[] cosigned(long seconds, String text) {
        return ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(UTF_8);
    }

    private boolean verifies(byte[] signature, byte[] message) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(
                    KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(concat(X509, publicKey))));
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (GeneralSecurityException noKeyOrNoSignature) {
            return false;
        }
    }

    static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
