package org.sluis.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.sluis.keys.Ed25519Signer;

/**
 * The state of the log at one size, as a signed note (C2SP tlog-checkpoint and signed-note): origin, size, root in
 * base64, an empty line, an Ed25519 signature whose key name is the origin.
 */
record Checkpoint(String origin, long size, byte[] root) {
    private static final byte ED25519 = 1;
    private static final String SIGNATURE = "— ";

    String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    String sign(Ed25519Signer signer) {
        byte[] signature = signer.sign(text().getBytes(UTF_8));
        String line = Base64.getEncoder().encodeToString(concat(keyHash(origin, signer.publicKey()), signature));
        return text() + "\n" + SIGNATURE + origin + " " + line + "\n";
    }

    /** The checkpoint, if the note has exactly the form above and one of the verifier keys signed it. */
    static Optional<Checkpoint> open(String note, List<String> verifierKeys) {
        Optional<Checkpoint> read = read(note);
        return read.filter(checkpoint -> verifierKeys.stream().anyMatch(key -> checkpoint.signedBy(key, note)));
    }

    /** What the note says, whoever signed it. */
    static Optional<Checkpoint> read(String note) {
        int end = note.indexOf("\n\n") + 1;
        String[] lines = note.substring(0, end).split("\n", -1);
        String signatures = note.substring(Math.min(end + 1, note.length()));
        if (lines.length != 4
                || !lines[1].matches("0|[1-9][0-9]{0,17}")
                || !signatures.endsWith("\n")
                || !signatures.lines().allMatch(line -> line.startsWith(SIGNATURE))) {
            return Optional.empty();
        }
        try {
            byte[] root = Base64.getDecoder().decode(lines[2]);
            Checkpoint checkpoint = new Checkpoint(lines[0], Long.parseLong(lines[1]), root);
            return root.length == 32 && note.startsWith(checkpoint.text() + "\n")
                    ? Optional.of(checkpoint)
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Signatures of other keys, of witnesses say, may stand beside; they are not looked at. */
    private boolean signedBy(String verifierKey, String note) {
        String[] parts = verifierKey.split("\\+", 3);
        String before = SIGNATURE + origin + " ";
        return parts.length == 3
                && parts[0].equals(origin)
                && note.substring(text().length())
                        .lines()
                        .filter(line -> line.startsWith(before))
                        .anyMatch(line -> signedBy(parts[1], parts[2], line.substring(before.length())));
    }

    private boolean signedBy(String hash, String typedKey, String signature) {
        try {
            byte[] key = Base64.getDecoder().decode(typedKey);
            byte[] given = Base64.getDecoder().decode(signature);
            if (key.length != 33 || key[0] != ED25519 || given.length != 68) {
                return false;
            }
            byte[] publicKey = Arrays.copyOfRange(key, 1, 33);
            byte[] expected = keyHash(origin, publicKey);
            return hash.equals(HexFormat.of().formatHex(expected))
                    && Arrays.equals(expected, Arrays.copyOf(given, 4))
                    && signature.equals(Base64.getEncoder().encodeToString(given))
                    && Ed25519Signer.verify(publicKey, text().getBytes(UTF_8), Arrays.copyOfRange(given, 4, 68));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** The key in the form that verifiers take: {@code <origin>+<hash>+<base64(0x01 || public key)>}. */
    static String verifierKey(String origin, byte[] publicKey) {
        return origin + "+" + HexFormat.of().formatHex(keyHash(origin, publicKey)) + "+"
                + Base64.getEncoder().encodeToString(concat(new byte[] {ED25519}, publicKey));
    }

    private static byte[] keyHash(String origin, byte[] publicKey) {
        byte[] named = concat((origin + "\n").getBytes(UTF_8), concat(new byte[] {ED25519}, publicKey));
        return Arrays.copyOf(MerkleTree.sha256().digest(named), 4);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
