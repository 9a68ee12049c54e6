package org.sluis.audit.proof;

import java.util.List;
import java.util.Optional;

/**
 * Proves that a log only grew, to whoever holds a checkpoint of its earlier size: in the form in which a log shows a new
 * checkpoint to a witness (C2SP tlog-witness, add-checkpoint).
 *
 * @param before the earlier size
 * @param path the consistency proof of RFC 6962
 * @param note the later signed checkpoint
 */
public record ConsistencyProof(long before, List<byte[]> path, String note) {
    private static final String FIRST = "old ";

    public String text() {
        return FIRST + before + "\n" + HashLines.write(path) + "\n" + note;
    }

    /** The proof, if the text has exactly that form; the note is not looked at. */
    public static Optional<ConsistencyProof> read(String text) {
        int end = text.indexOf("\n\n");
        if (end < 0) {
            return Optional.empty();
        }
        List<String> lines = List.of(text.substring(0, end).split("\n", -1));
        if (!lines.get(0).matches(FIRST + "(0|[1-9][0-9]{0,17})")) {
            return Optional.empty();
        }
        long before = Long.parseLong(lines.get(0).substring(FIRST.length()));
        return HashLines.read(lines.subList(1, lines.size()))
                .map(path -> new ConsistencyProof(before, path, text.substring(end + 2)));
    }

    /** Whether the later checkpoint begins with what has this root; with nothing, any does. */
    public boolean shows(byte[] rootBefore, Checkpoint later) {
        return before == 0 ? path.isEmpty() : MerkleProofs.grew(before, rootBefore, later.size(), later.root(), path);
    }

    /** Whether the earlier checkpoint is the beginning of the later one, and one of the keys signed each. */
    public boolean verifies(String earlier, List<String> keys) {
        Optional<Checkpoint> old = Checkpoint.open(earlier, keys).filter(signed -> signed.size() == before);
        return old.isPresent()
                && Checkpoint.open(note, keys)
                        .filter(later -> later.origin().equals(old.get().origin()))
                        .filter(later -> shows(old.get().root(), later))
                        .isPresent();
    }
}
