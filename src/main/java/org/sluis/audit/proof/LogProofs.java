package org.sluis.audit.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes proofs from the tiles of an exported log, which is best verified before. */
public final class LogProofs {
    private final LogFiles files;
    private final String note;
    private final long size;

    /** @throws IllegalStateException where the note is no checkpoint */
    public LogProofs(LogFiles files, String note) {
        this.files = files;
        this.note = note;
        this.size = Checkpoint.read(note)
                .orElseThrow(() -> new IllegalStateException("there is no checkpoint"))
                .size();
    }

    /** @throws IllegalArgumentException where the checkpoint does not cover the index */
    public TlogProof inclusion(long index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("the checkpoint covers " + size + " entries");
        }
        long n = index / Tiles.WIDTH;
        List<byte[]> bundles = Tiles.bundles(files, size);
        if (bundles == null) {
            throw new IllegalStateException("a tile is missing");
        }
        List<byte[]> path = MerkleProofs.inclusion(tile(n), (int) (index % Tiles.WIDTH));
        path.addAll(MerkleProofs.inclusion(bundles, (int) n));
        return new TlogProof(index, path, note);
    }

    /** That the first so many entries, 1 or more, are the beginning of all: for whoever holds a checkpoint of that size. */
    public List<byte[]> consistency(long before) {
        List<byte[]> leaves = new ArrayList<>();
        for (long n = 0; n < Tiles.count(size); n++) {
            leaves.addAll(tile(n));
        }
        return MerkleProofs.consistency(leaves, Math.toIntExact(before));
    }

    /** The index of the entry with this leaf hash, which a sender's receipt names; -1 where there is none. */
    public long find(byte[] leaf) {
        for (long n = 0; n < Tiles.count(size); n++) {
            List<byte[]> hashes = tile(n);
            for (int slot = 0; slot < hashes.size(); slot++) {
                if (Arrays.equals(hashes.get(slot), leaf)) {
                    return n * Tiles.WIDTH + slot;
                }
            }
        }
        return -1;
    }

    private List<byte[]> tile(long n) {
        int width = Tiles.width(n, size);
        List<byte[]> hashes = Tiles.find(files, "0", n, width).hashes(width);
        if (hashes == null) {
            throw new IllegalStateException("a tile is missing");
        }
        return hashes;
    }
}
