package org.sluis.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    /** RFC 6962's own test vectors, as the certificate-transparency implementations share them. */
    private static final List<String> INPUTS =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void givesTheRootsOfThePublishedVectors() {
        MerkleTree tree = new MerkleTree();
        assertThat(HexFormat.of().formatHex(tree.root()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (int i = 0; i < INPUTS.size(); i++) {
            tree.append(MerkleTree.leaf(HexFormat.of().parseHex(INPUTS.get(i))));
            assertThat(HexFormat.of().formatHex(tree.root())).isEqualTo(ROOTS.get(i));
        }
    }

    @Property(tries = 200)
    void theFrontierGivesTheRootOfTheDefinition(@ForAll @IntRange(min = 1, max = 300) int size) throws Exception {
        List<byte[]> leaves = leaves(size);
        assertThat(MerkleTree.of(leaves).root()).isEqualTo(definition(leaves));
    }

    @Property(tries = 300)
    void provesInclusionOfItsOwnLeafAtItsOwnPlaceOnly(
            @ForAll @IntRange(min = 1, max = 130) int size, @ForAll @IntRange(max = 129) int any) {
        int index = any % size;
        List<byte[]> leaves = leaves(size);
        byte[] root = MerkleTree.of(leaves).root();
        List<byte[]> path = MerkleProofs.inclusion(leaves, index);
        byte[] leaf = leaves.get(index);
        assertThat(MerkleProofs.includes(leaf, index, size, root, path)).isTrue();
        for (int other = 0; other < size; other++) {
            assertThat(MerkleProofs.includes(leaf, other, size, root, path)).isEqualTo(other == index);
            assertThat(MerkleProofs.includes(leaves.get(other), index, size, root, path))
                    .isEqualTo(other == index);
        }
        assertThat(MerkleProofs.includes(leaf, index, size, flipped(root), path))
                .isFalse();
        assertThat(MerkleProofs.includes(leaf, -1, size, root, path)).isFalse();
        assertThat(MerkleProofs.includes(leaf, size, size, root, path)).isFalse();
        assertEachDamagedPathIsRefused(path, damaged -> MerkleProofs.includes(leaf, index, size, root, damaged));
    }

    @Property(tries = 300)
    void provesThatItOnlyGrew(
            @ForAll @IntRange(min = 1, max = 130) int size, @ForAll @IntRange(min = 0, max = 129) int any) {
        int before = 1 + any % size;
        List<byte[]> leaves = leaves(size);
        byte[] root = MerkleTree.of(leaves).root();
        byte[] rootBefore = MerkleTree.of(leaves.subList(0, before)).root();
        List<byte[]> path = consistency(leaves, before);
        assertThat(MerkleProofs.grew(before, rootBefore, size, root, path)).isTrue();
        assertThat(MerkleProofs.grew(before, flipped(rootBefore), size, root, path))
                .isFalse();
        assertThat(MerkleProofs.grew(before, rootBefore, size, flipped(root), path))
                .isFalse();
        assertThat(MerkleProofs.grew(0, rootBefore, size, root, path)).isFalse();
        assertEachDamagedPathIsRefused(path, damaged -> MerkleProofs.grew(before, rootBefore, size, root, damaged));
    }

    @Property(tries = 200)
    void aTreeWithAnEntryRewrittenDidNotGrow(
            @ForAll @IntRange(min = 2, max = 130) int size, @ForAll @IntRange(max = 129) int any) {
        int before = 1 + any % (size - 1);
        List<byte[]> leaves = leaves(size);
        byte[] rootBefore = MerkleTree.of(leaves.subList(0, before)).root();
        leaves.set(any % before, flipped(leaves.get(any % before)));
        assertThat(MerkleProofs.grew(
                        before, rootBefore, size, MerkleTree.of(leaves).root(), consistency(leaves, before)))
                .isFalse();
    }

    private static void assertEachDamagedPathIsRefused(
            List<byte[]> path, java.util.function.Predicate<List<byte[]>> verification) {
        for (int i = 0; i < path.size(); i++) {
            List<byte[]> changed = new ArrayList<>(path);
            changed.set(i, flipped(path.get(i)));
            assertThat(verification.test(changed)).isFalse();
            List<byte[]> shorter = new ArrayList<>(path);
            shorter.remove(i);
            assertThat(verification.test(shorter)).isFalse();
        }
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(new byte[32]);
        assertThat(verification.test(longer)).isFalse();
    }

    private static List<byte[]> consistency(List<byte[]> leaves, int before) {
        return MerkleProofs.consistency(
                MerkleTree.of(leaves.subList(0, before)), leaves.subList(before, leaves.size()));
    }

    private static List<byte[]> leaves(int size) {
        return new ArrayList<>(IntStream.range(0, size)
                .mapToObj(i -> MerkleTree.leaf(new byte[] {(byte) i, (byte) (i >> 8)}))
                .toList());
    }

    private static byte[] flipped(byte[] hash) {
        byte[] other = hash.clone();
        other[7] ^= 1;
        return other;
    }

    /** MTH of RFC 6962, written down as it stands there. */
    private static byte[] definition(List<byte[]> leaves) throws Exception {
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int k = 1;
        while (k * 2 < leaves.size()) {
            k *= 2;
        }
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update((byte) 1);
        sha256.update(definition(leaves.subList(0, k)));
        sha256.update(definition(leaves.subList(k, leaves.size())));
        return sha256.digest();
    }
}
