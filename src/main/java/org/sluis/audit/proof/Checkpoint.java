package org.sluis.audit.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The state of the log at one size, as a signed note (C2SP tlog-checkpoint and signed-note): origin, size, root in
 * base64, an empty line, an Ed25519 signature whose key name is the origin.
 */
public record Checkpoint(String origin, long size, byte[] root) {
    private static final String SIGNATURE = "— ";

    String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    /** @param signing signs bytes with the private half of the key, Ed25519 */
    public String sign(byte[] publicKey, UnaryOperator<byte[]> signing) {
        return text() + "\n" + signature(publicKey, signing);
    }

    /** One more line below a note that {@link #sign} gave, by another key of the log. */
    public String signature(byte[] publicKey, UnaryOperator<byte[]> signing) {
        return line(VerifierKey.of(origin, publicKey), signing.apply(text().getBytes(UTF_8)));
    }

    /**
     * The line of a witness (C2SP tlog-cosignature, cosignature/v1): at this moment it knew of no larger tree of this log.
     *
     * @param seconds since 1970
     */
    public String cosignature(String witness, byte[] publicKey, long seconds, UnaryOperator<byte[]> signing) {
        byte[] time = ByteBuffer.allocate(Long.BYTES).putLong(seconds).array();
        byte[] signature = signing.apply(VerifierKey.cosigned(seconds, text()));
        return line(VerifierKey.ofWitness(witness, publicKey), VerifierKey.concat(time, signature));
    }

    private static String line(VerifierKey key, byte[] signature) {
        String both = Base64.getEncoder().encodeToString(VerifierKey.concat(key.id(), signature));
        return SIGNATURE + key.name() + " " + both + "\n";
    }

    /** The checkpoint, if the note has exactly the form above and one of the verifier keys signed it. */
    public static Optional<Checkpoint> open(String note, List<String> verifierKeys) {
        return read(note).filter(checkpoint -> verifierKeys.stream()
                .flatMap(key -> VerifierKey.read(key).stream())
                .anyMatch(key -> key.name().equals(checkpoint.origin())
                        && checkpoint.line(key, note).isPresent()));
    }

    /** What the note says, whoever signed it. */
    public static Optional<Checkpoint> read(String note) {
        int end = note.indexOf("\n\n") + 1;
        String[] lines = note.substring(0, end).split("\n", -1);
        String signatures = note.substring(Math.min(end + 1, note.length()));
        if (lines.length != 4
                || note.chars().anyMatch(c -> c < ' ' && c != '\n')
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

    /**
     * The line in this checkpoint's note by which this key signed it; a witness's key say. Lines of other keys may stand
     * beside; they are not looked at.
     */
    public Optional<String> line(VerifierKey key, String note) {
        String before = SIGNATURE + key.name() + " ";
        return note.substring(text().length())
                .lines()
                .filter(line -> line.startsWith(before) && key.verifies(line.substring(before.length()), text()))
                .map(line -> line + "\n")
                .findFirst();
    }
}
