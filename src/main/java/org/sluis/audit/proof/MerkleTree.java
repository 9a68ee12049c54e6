package org.sluis.audit.proof;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
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
        return root(joined(hashes));
    }

    /** The same over hashes that stand one behind the other. */
    static byte[] root(byte[] hashes) {
        MessageDigest digest = sha256();
        if (hashes.length == 0) {
            return digest.digest();
        }
        byte[] level = hashes.clone();
        for (int count = hashes.length / Tiles.HASH; count > 1; count = (count + 1) / 2) {
            for (int i = 0; i + 1 < count; i += 2) {
                digest.update((byte) 1);
                digest.update(level, i * Tiles.HASH, 2 * Tiles.HASH);
                into(level, i / 2, digest);
            }
            if (count % 2 == 1) {
                System.arraycopy(level, (count - 1) * Tiles.HASH, level, count / 2 * Tiles.HASH, Tiles.HASH);
            }
        }
        return Arrays.copyOf(level, Tiles.HASH);
    }

    /** These hashes one behind the other, as a tile holds them. */
    static byte[] joined(List<byte[]> hashes) {
        ByteBuffer all = ByteBuffer.allocate(hashes.size() * Tiles.HASH);
        hashes.forEach(all::put);
        return all.array();
    }

    /** Writes what was digested as the hash of this slot. */
    static void into(byte[] hashes, int slot, MessageDigest digest) {
        try {
            digest.digest(hashes, slot * Tiles.HASH, Tiles.HASH);
        } catch (DigestException tooShort) {
            throw new IllegalArgumentException("no room for a hash", tooShort);
        }
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
