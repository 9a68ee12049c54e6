package org.sluis.audit.proof;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found of up to 256 entries and their tile.
 *
 * @param present how many entries are there, from the first on without a gap
 * @param root over these
 * @param tile the root over the hashes in the tile; null where some are not there
 * @param bytes how many bytes these entries have
 * @param misfit the first slot that does not fit or is not there; the width where a file is too long; -1 where all is well
 * @param exact whether both files have the name they should have
 */
record Bundle(int width, int present, long bytes, byte[] root, byte @Nullable [] tile, int misfit, boolean exact) {

    static Bundle read(LogFiles files, long n, int width) {
        Tiles.Found entries = Tiles.find(files, Tiles.ENTRIES, n, width);
        int[] ends = ends(entries.bytes(), width);
        List<byte[]> leaves = leaves(entries.bytes(), ends);
        Tiles.Found tile = Tiles.find(files, "0", n, width);
        byte[] root = MerkleTree.root(leaves);
        int misfit = tile.misfit(leaves);
        if (leaves.size() < width) {
            misfit = misfit >= 0 ? Math.min(misfit, leaves.size()) : leaves.size();
        } else if (misfit < 0 && entries.exact() && width > 0 && ends[width - 1] < entries.bytes().length) {
            misfit = width;
        }
        byte @Nullable [] told = misfit < 0 ? root : root(tile.hashes(width));
        long bytes = ends.length == 0 ? 0 : ends[ends.length - 1] - 2L * ends.length;
        return new Bundle(width, leaves.size(), bytes, root, told, misfit, entries.exact() && tile.exact());
    }

    boolean complete() {
        return present == width;
    }

    private static byte @Nullable [] root(@Nullable List<byte[]> hashes) {
        return hashes == null ? null : MerkleTree.root(hashes);
    }

    static List<byte[]> leaves(LogFiles files, long n, int width) {
        byte[] bytes = Tiles.find(files, Tiles.ENTRIES, n, width).bytes();
        return leaves(bytes, ends(bytes, width));
    }

    private static List<byte[]> leaves(byte[] bundle, int[] ends) {
        MessageDigest digest = MerkleTree.sha256();
        List<byte[]> leaves = new ArrayList<>(ends.length);
        int start = 0;
        for (int end : ends) {
            digest.update((byte) 0);
            digest.update(bundle, start + 2, end - start - 2);
            leaves.add(digest.digest());
            start = end;
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
