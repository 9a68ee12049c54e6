package org.sluis.audit.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Proves that an entry is in the log, to whoever has its bytes or its leaf hash and the log's key: C2SP tlog-proof. It shows
 * nothing of any other entry.
 *
 * @param path the inclusion proof of RFC 6962
 * @param note the signed checkpoint
 */
public record TlogProof(long index, List<byte[]> path, String note) {
    private static final String FIRST = "c2sp.org/tlog-proof@v1";

    public String text() {
        StringBuilder text = new StringBuilder(FIRST + "\nindex " + index + "\n");
        return text.append(HashLines.write(path)).append('\n').append(note).toString();
    }

    /** The proof, if the text has exactly that form. What it may carry besides ({@code extra}) is not looked at. */
    public static Optional<TlogProof> read(String text) {
        int end = text.indexOf("\n\n");
        if (end < 0) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>(List.of(text.substring(0, end).split("\n", -1)));
        if (lines.size() > 2 && lines.get(1).startsWith("extra ")) {
            lines.remove(1);
        }
        if (lines.size() < 2 || !lines.get(0).equals(FIRST) || !lines.get(1).matches("index (0|[1-9][0-9]{0,17})")) {
            return Optional.empty();
        }
        long index = Long.parseLong(lines.get(1).substring("index ".length()));
        return HashLines.read(lines.subList(2, lines.size()))
                .map(path -> new TlogProof(index, path, text.substring(end + 2)));
    }

    /** Whether the entry with this leaf hash is at this index of a log that one of the keys signed. */
    public boolean verifies(byte[] leaf, List<String> keys) {
        return Checkpoint.open(note, keys)
                .filter(signed -> MerkleProofs.includes(leaf, index, signed.size(), signed.root(), path))
                .isPresent();
    }
}
