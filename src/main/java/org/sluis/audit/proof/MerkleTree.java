package org.sluis.audit.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree of RFC 6962 section 2.1 over SHA-256, kept as its frontier: the root of each full subtree, left to
 * right, one for each bit of the size. Appending is O(log n); nothing is ever removed. Not safe for several threads.
 */
public final class MerkleTree {
    private final List<byte[]> frontier;
    private long size;

    public MerkleTree() {
        this(List.of(), 0);
    }

    private MerkleTree(List<byte[]> frontier, long size) {
        this.frontier = new ArrayList<>(frontier);
        this.size = size;
    }

    public static MerkleTree of(List<byte[]> leaves) {
        MerkleTree tree = new MerkleTree();
        leaves.forEach(tree::append);
        return tree;
    }

    public MerkleTree copy() {
        return new MerkleTree(frontier, size);
    }

    public long size() {
        return size;
    }

    /** The root of the full subtree that begins there, one of those that make up the size. */
    byte[] full(long from) {
        long start = 0;
        for (byte[] each : frontier) {
            if (start == from) {
                return each;
            }
            start += Long.highestOneBit(size - start);
        }
        throw new IllegalArgumentException("no full subtree begins there");
    }

    public void append(byte[] leaf) {
        byte[] hash = leaf;
        for (long bits = size; (bits & 1) == 1; bits >>= 1) {
            hash = node(frontier.remove(frontier.size() - 1), hash);
        }
        frontier.add(hash);
        size++;
    }

    public byte[] root() {
        if (frontier.isEmpty()) {
            return sha256().digest();
        }
        byte[] hash = frontier.get(frontier.size() - 1);
        for (int i = frontier.size() - 2; i >= 0; i--) {
            hash = node(frontier.get(i), hash);
        }
        return hash;
    }

    /**
     * The root over hashes of leaves, or of full subtrees of one size with a smaller one behind: neighbours are joined, the
     * last of an odd number goes up as it is.
     */
    static byte[] root(List<byte[]> hashes) {
        MessageDigest digest = sha256();
        if (hashes.isEmpty()) {
            return digest.digest();
        }
        List<byte[]> level = hashes;
        while (level.size() > 1) {
            List<byte[]> above = new ArrayList<>(level.size() / 2 + 1);
            for (int i = 0; i + 1 < level.size(); i += 2) {
                digest.update((byte) 1);
                digest.update(level.get(i));
                above.add(digest.digest(level.get(i + 1)));
            }
            if (level.size() % 2 == 1) {
                above.add(level.get(level.size() - 1));
            }
            level = above;
        }
        return level.get(0);
    }

    /** SHA-256(0x00 || body). */
    public static byte[] leaf(byte[] body) {
        MessageDigest digest = sha256();
        digest.update((byte) 0);
        return digest.digest(body);
    }

    /** SHA-256(0x01 || left || right). */
    static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("SHA-256 is missing from this JVM", absent);
        }
    }
}
