package org.sluis.audit.proof;

import java.util.Arrays;

/** Reads the entries of an exported log one after the other, with one bundle of them in memory at a time. */
public final class BundleReader {
    private BundleReader() {}

    /** What is done with an entry: its place, its hash, and its bytes as they were hashed. */
    public interface Each {
        void take(long index, byte[] leaf, byte[] entry);
    }

    /**
     * Whoever gives entries away had better verify the log before, and hold the answer against the root that was found then.
     *
     * @param size how many there should be; what is not there is passed over
     * @return the root over those that were there, computed from their bytes
     */
    public static byte[] read(LogFiles files, long size, Each each) {
        MerkleTree tree = new MerkleTree();
        for (long n = 0; n < Tiles.count(size); n++) {
            int width = Tiles.width(n, size);
            byte[] bundle = Tiles.find(files, Tiles.ENTRIES, n, width).bytes();
            int start = 0;
            for (int end : Bundle.ends(bundle, width)) {
                byte[] entry = Arrays.copyOfRange(bundle, start + 2, end);
                byte[] leaf = MerkleTree.leaf(entry);
                each.take(tree.size(), leaf, entry);
                tree.append(leaf);
                start = end;
            }
        }
        return tree.root();
    }
}
