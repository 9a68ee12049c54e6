package org.sluis.audit.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.keys.Ed25519Signer;

/**
 * Trees and proofs against figures that were computed once by the recursive definitions of RFC 6962, in another language
 * and without our code: entry i is the text "entry i", and of a proof the SHA-256 of its hashes is given.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogProofsTest {
    private static final int MOST = 70_000;
    private static final Ed25519Signer SIGNER = new Ed25519Signer("log-1", new byte[32]);
    private static final List<String> KEYS =
            List.of(VerifierKey.of("sluis.test/log", SIGNER.publicKey()).text());

    private final List<byte[]> leaves = new ArrayList<>();

    @TempDir
    Path temp;

    @BeforeAll
    void leaves() {
        for (int i = 0; i < MOST; i++) {
            leaves.add(MerkleTree.leaf(("entry " + i).getBytes(UTF_8)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1,773885a613489e24ce2cf76199d6a423f042e4bbf12d7eecee912ef276c65701",
        "2,5a47662fd8a317d96049a3f9f47c55dc67ca66051baa3683dbb19b2fe09a07b0",
        "3,94fbd0dd836f50301692e6d0eade728ee19ec52bfff1606ed807c8575d5aaa19",
        "7,98c97f0ba3175cd08b031dd084b9dc4e649b64d1a28e6ea694646503173ab587",
        "200,282d0b269ab4d0d86da77103929e2883944ce9f5f2ea7e837d8e0192c86e00aa",
        "255,cf66793e6329dff242eb3cee0a6f36ad3e3a196dcc573a1ec775e102be863f1c",
        "256,da6596d95369f5fef322ab8e4e0da3b0b50236aa9c8a3b1d246f7411c9e2e32e",
        "257,5c1fdfe835358022f2392de478dbe053fc130cfe1d3a082879a90cf6bf14bf7e",
        "600,e8a804af596789ed4f53942e294cfe44d5bed4c7140c7f0f5fa52c0c122232d6",
        "65536,07b1a377960a4e12e3348d6e9329ae6316a95b02fb1c22e909231b3aa44861a7",
        "70000,a3920fba7f239a071a9bd10721f1341addefbaededb41c7e24437a9d16bdf00a"
    })
    void theRootIsTheOneOfTheDefinition(int size, String root) throws IOException {
        assertThat(hex(MerkleTree.of(leaves.subList(0, size)).root())).isEqualTo(root);
        assertThat(hex(MerkleTree.root(leaves.subList(0, size)))).isEqualTo(root);
        assertThat(hex(new Recount(export(size), size).root())).isEqualTo(root);
        assertThat(new Recount(export(size), size).damaged()).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "0,1,e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "5,7,b1c87febdd31ef5e5bad9ac38fc8a40337a2576be3da8352c3a6a7043c2672e9",
        "199,200,0811e76b058a68a9ab236b5334e928fb08cb1d0660c580aab225c0c857c0a61a",
        "256,600,894f12808ff65390f095d407f48c4b195485c7b383122eba307d3d2d9a72e363",
        "123,70000,4cd34358aa2419dac9920332df8a376150cd402c931f3f94ef5f8558308e05a7"
    })
    void anEntryIsProvedToBeInTheLog(int index, int size, String path) throws IOException {
        LogProofs proofs = new LogProofs(export(size), note(size));
        byte[] leaf = leaves.get(index);
        assertThat(proofs.find(leaf)).isEqualTo(index);
        TlogProof proof = proofs.inclusion(index);
        assertThat(hash(proof.path())).isEqualTo(path);
        TlogProof read = TlogProof.read(proof.text()).orElseThrow();
        assertThat(read.verifies(leaf, KEYS)).isTrue();
        assertThat(read.verifies(MerkleTree.leaf(new byte[] {1}), KEYS)).isFalse();
        assertThat(read.verifies(leaf, List.of())).isFalse();
        byte[] text = proof.text().getBytes(UTF_8);
        for (int at = 0; at < text.length; at++) {
            byte[] flipped = text.clone();
            flipped[at] ^= 1;
            assertThat(TlogProof.read(new String(flipped, UTF_8)).filter(other -> other.verifies(leaf, KEYS)))
                    .isEmpty();
        }
        assertThat(TlogProof.read(proof.text().replaceFirst("\n", "\nextra AAAA\n")))
                .hasValueSatisfying(
                        more -> assertThat(more.verifies(leaf, KEYS)).isTrue());
        assertThat(proofs.find(new byte[32])).isEqualTo(-1);
        assertThatThrownBy(() -> proofs.inclusion(size)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1,2,1e30c9fb18f7eb86837f1f1e3762ad7f5bc0b04fdade58504d6b6dd0c72320ae",
        "3,7,c63bd033fc58b84a05f85c36fbb0b1574aa6d888d5a872f2832e05de027ce706",
        "150,200,e2c4fb8b9999d8a84434a7873059ea5e0ca69482679555021d302e59863537ef",
        "256,600,2e9f92e55741b11614d52305726f0c9184fab8d181c97cc633465f86862f4363",
        "300,70000,49d070a469756499a6d10badb24a09c43b2ca13b1ca531edf7f787af5ed90d7a"
    })
    void theLogIsProvedToHaveGrownOnly(int before, int size, String path) throws IOException {
        ConsistencyProof proof = new LogProofs(export(size), note(size)).consistency(before, note(size));
        assertThat(hash(proof.path())).isEqualTo(path);
        assertThat(proof.verifies(note(before), KEYS)).isTrue();
        assertThat(proof.verifies(note(before), List.of())).isFalse();
        assertThat(proof.verifies(note(before + 1), KEYS)).isFalse();
        String other = new Checkpoint("sluis.test/log", before, new byte[32]).sign(SIGNER.publicKey(), SIGNER::sign);
        assertThat(proof.verifies(other, KEYS)).isFalse();
        ConsistencyProof ofNothing = new ConsistencyProof(0, List.of(), note(size));
        assertThat(ofNothing.verifies(note(before), KEYS)).isFalse();
        byte[] text = proof.text().getBytes(UTF_8);
        for (int at = 0; at < text.length; at++) {
            byte[] flipped = text.clone();
            flipped[at] ^= 1;
            assertThat(ConsistencyProof.read(new String(flipped, UTF_8))
                            .filter(changed -> changed.verifies(note(before), KEYS)))
                    .isEmpty();
        }
    }

    @Test
    void theLogIsProvedToHaveGrownBetweenAnyTwoSizes() throws IOException {
        LogProofs proofs = new LogProofs(export(33), note(33));
        for (int before = 1; before <= 33; before++) {
            for (int later = before; later <= 33; later++) {
                ConsistencyProof proof = proofs.consistency(before, note(later));
                assertThat(ConsistencyProof.read(proof.text()).orElseThrow().verifies(note(before), KEYS))
                        .as(before + " to " + later)
                        .isTrue();
            }
        }
        for (int[] wrong : new int[][] {{0, 3}, {4, 3}, {3, 34}}) {
            assertThatThrownBy(() -> proofs.consistency(wrong[0], note(wrong[1])))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aProofIsNotMadeFromTilesThatAreMissing() throws IOException {
        LogFolder export = export(300);
        Files.delete(export.folder().resolve("tile/0/001.p/44"));
        LogProofs proofs = new LogProofs(export, note(300));
        assertThatThrownBy(() -> proofs.inclusion(3)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> proofs.consistency(3, note(300))).isInstanceOf(IllegalStateException.class);
    }

    private LogFolder export(int size) throws IOException {
        try (TileWriter writer = new TileWriter(temp.resolve("log-" + size))) {
            for (int i = 0; i < size; i++) {
                writer.append(("entry " + i).getBytes(UTF_8));
            }
        }
        return new LogFolder(temp.resolve("log-" + size));
    }

    private String note(int size) {
        return new Checkpoint("sluis.test/log", size, MerkleTree.root(leaves.subList(0, size)))
                .sign(SIGNER.publicKey(), SIGNER::sign);
    }

    private static String hash(List<byte[]> hashes) {
        java.security.MessageDigest digest = MerkleTree.sha256();
        hashes.forEach(digest::update);
        return hex(digest.digest());
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
