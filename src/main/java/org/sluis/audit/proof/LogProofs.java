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

    /**
     * That the first so many entries are the beginning of those that a later checkpoint covers.
     *
     * @param before 1 or more
     * @param later a checkpoint of this log, no larger than the export
     */
    public ConsistencyProof consistency(long before, String later) {
        long to = Checkpoint.read(later).map(Checkpoint::size).orElse(-1L);
        if (before < 1 || before > to || to > size) {
            throw new IllegalArgumentException("the sizes are 1 to " + size + ", the earlier one first");
        }
        MerkleTree tree = new MerkleTree();
        List<byte[]> more = new ArrayList<>();
        for (long n = 0; n < Tiles.count(to); n++) {
            for (byte[] leaf : tile(n)) {
                if (tree.size() < before) {
                    tree.append(leaf);
                } else if (before + more.size() < to) {
                    more.add(leaf);
                }
            }
        }
        return new ConsistencyProof(before, MerkleProofs.consistency(tree, more), later);
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
