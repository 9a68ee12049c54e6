package org.sluis.audit.proof;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Proofs of RFC 6962: that a leaf is in a tree (2.1.1), and that a tree only grew (2.1.2). Making one needs the leaves;
 * checking one needs the roots alone and follows RFC 9162 2.1.3.2 and 2.1.4.2.
 */
public final class MerkleProofs {
    private MerkleProofs() {}

    public static List<byte[]> inclusion(List<byte[]> leaves, int index) {
        if (index < 0 || index >= leaves.size()) {
            throw new IllegalArgumentException("no such leaf");
        }
        if (leaves.size() == 1) {
            return new ArrayList<>();
        }
        int split = split(leaves.size());
        List<byte[]> left = leaves.subList(0, split);
        List<byte[]> right = leaves.subList(split, leaves.size());
        List<byte[]> path = index < split ? inclusion(left, index) : inclusion(right, index - split);
        path.add(MerkleTree.of(index < split ? right : left).root());
        return path;
    }

    /**
     * For whoever holds the earlier root: that the earlier tree is the beginning of the one that the leaves behind it make.
     *
     * @param more the leaves that came since
     */
    public static List<byte[]> consistency(MerkleTree before, List<byte[]> more) {
        if (before.size() < 1) {
            throw new IllegalArgumentException("no such earlier tree");
        }
        return consistency(before, more, 0, before.size() + more.size(), true);
    }

    private static List<byte[]> consistency(MerkleTree before, List<byte[]> more, long from, long to, boolean whole) {
        if (before.size() == to) {
            List<byte[]> path = new ArrayList<>();
            if (!whole) {
                path.add(root(before, more, from, to));
            }
            return path;
        }
        long middle = from + Long.highestOneBit(to - from - 1);
        boolean within = before.size() <= middle;
        List<byte[]> path =
                within ? consistency(before, more, from, middle, whole) : consistency(before, more, middle, to, false);
        path.add(within ? root(before, more, middle, to) : root(before, more, from, middle));
        return path;
    }

    /** Of a span that the proof needs: in the earlier tree it is one of the full subtrees that its frontier keeps. */
    private static byte[] root(MerkleTree before, List<byte[]> more, long from, long to) {
        return from < before.size()
                ? before.full(from)
                : MerkleTree.root(more.subList((int) (from - before.size()), (int) (to - before.size())));
    }

    /** Whether the path proves that the leaf has this index in the tree of this size and root. */
    public static boolean includes(byte[] leaf, long index, long size, byte[] root, List<byte[]> path) {
        if (index < 0 || index >= size) {
            return false;
        }
        long at = index;
        long last = size - 1;
        byte[] hash = leaf;
        for (byte[] sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                hash = MerkleTree.node(sibling, hash);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                hash = MerkleTree.node(hash, sibling);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(hash, root);
    }

    /** Whether the path proves that the earlier tree is the beginning of the later one. */
    public static boolean grew(long before, byte[] rootBefore, long size, byte[] root, List<byte[]> path) {
        if (before < 1 || before > size) {
            return false;
        }
        if (before == size) {
            return path.isEmpty() && MessageDigest.isEqual(rootBefore, root);
        }
        List<byte[]> hashes = new ArrayList<>(path);
        if (Long.bitCount(before) == 1) {
            hashes.add(0, rootBefore);
        }
        if (hashes.isEmpty()) {
            return false;
        }
        long at = before - 1;
        long last = size - 1;
        while ((at & 1) == 1) {
            at >>= 1;
            last >>= 1;
        }
        byte[] old = hashes.get(0);
        byte[] now = hashes.get(0);
        for (byte[] hash : hashes.subList(1, hashes.size())) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                old = MerkleTree.node(hash, old);
                now = MerkleTree.node(hash, now);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                now = MerkleTree.node(now, hash);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(old, rootBefore) && MessageDigest.isEqual(now, root);
    }

    /** The largest power of two below n. */
    private static int split(int n) {
        return Integer.highestOneBit(n - 1);
    }
}
