package org.sluis.audit.proof;

import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was found of up to 256 entries and their tile.
 *
 * @param present how many entries are there, from the first on without a gap
 * @param root over these
 * @param tile the root over the hashes in the tile; null where some are not there
 * @param misfit the first slot that does not fit or is not there; the width where a file is too long; -1 where all is well
 * @param exact whether both files have the name they should have
 */
record Bundle(int width, int present, byte[] root, byte @Nullable [] tile, int misfit, boolean exact) {

    static Bundle read(LogFiles files, long n, int width) {
        Tiles.Found entries = Tiles.find(files, Tiles.ENTRIES, n, width);
        int[] ends = ends(entries.bytes(), width);
        byte[] leaves = leaves(entries.bytes(), ends);
        Tiles.Found tile = Tiles.find(files, "0", n, width);
        byte[] root = MerkleTree.root(leaves);
        int misfit = tile.misfit(leaves);
        if (ends.length < width) {
            misfit = misfit >= 0 ? Math.min(misfit, ends.length) : ends.length;
        } else if (misfit < 0 && entries.exact() && width > 0 && ends[width - 1] < entries.bytes().length) {
            misfit = width;
        }
        byte @Nullable [] told = misfit < 0 ? root : tile.root(width);
        return new Bundle(width, ends.length, root, told, misfit, entries.exact() && tile.exact());
    }

    boolean complete() {
        return present == width;
    }

    /** The hashes of the entries that are there, one behind the other. */
    static byte[] leaves(LogFiles files, long n, int width) {
        byte[] bytes = Tiles.find(files, Tiles.ENTRIES, n, width).bytes();
        return leaves(bytes, ends(bytes, width));
    }

    private static byte[] leaves(byte[] bundle, int[] ends) {
        MessageDigest digest = MerkleTree.sha256();
        byte[] leaves = new byte[ends.length * Tiles.HASH];
        int start = 0;
        for (int slot = 0; slot < ends.length; slot++) {
            digest.update((byte) 0);
            digest.update(bundle, start + 2, ends[slot] - start - 2);
            MerkleTree.into(leaves, slot, digest);
            start = ends[slot];
        }
        return leaves;
    }

    /** Where each entry ends, as far as they are whole; each begins with two bytes of length where the one before ends. */
    static int[] ends(byte[] bundle, int width) {
        int[] ends = new int[width];
        int at = 0;
        for (int i = 0; i < width; i++) {
            int end = at + 2 > bundle.length
                    ? Integer.MAX_VALUE
                    : at + 2 + (bundle[at] & 0xff) * 256 + (bundle[at + 1] & 0xff);
            if (end > bundle.length) {
                return Arrays.copyOf(ends, i);
            }
            ends[i] = end;
            at = end;
        }
        return ends;
    }
}
