package org.sluis.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.audit.proof.MerkleTree;
import org.sluis.cli.Typed;
import org.sluis.cli.Typed.Said;

/** {@code ./sluis audit prove} and {@code check}, and checkpoints seen elsewhere, as they are typed. */
class ProofCommandsTest {
    private static final int SIZE = 600;
    private static final List<byte[]> ENTRIES = IntStream.range(0, SIZE)
            .mapToObj(i -> ("entry " + i).getBytes(UTF_8))
            .toList();

    @TempDir
    Path temp;

    private Path log;
    private Path key;

    @BeforeEach
    void export() throws IOException {
        log = temp.resolve("log");
        MemoryFiles.of(log, ENTRIES);
        key = Files.copy(log.resolve("key"), temp.resolve("published"));
    }

    @Test
    void anEntryIsProvedByItsLeafOrItsIndexToWhoHoldsTheReceipt() throws IOException {
        Said proof = typed("prove", log, "--leaf", leaf(257));
        assertThat(proof.code()).isZero();
        assertThat(proof.out()).startsWith("c2sp.org/tlog-proof@v1\nindex 257\n");
        assertThat(typed("prove", log, "--index", 257)).isEqualTo(proof);
        Path file = Files.writeString(temp.resolve("proof"), proof.out());
        assertThat(typed("check", file, "--leaf", leaf(257), "--key", key))
                .isEqualTo(said(0, "proof: entry 257, OK\n"));
        Said no = said(1, "proof: FAILED: it does not show that this entry is in this log\n");
        assertThat(typed("check", file, "--leaf", leaf(256), "--key", key)).isEqualTo(no);
        Files.writeString(file, proof.out().replace("index 257", "index 256"));
        assertThat(typed("check", file, "--leaf", leaf(257), "--key", key)).isEqualTo(no);
        Files.writeString(file, proof.out());
        Path other = Files.writeString(temp.resolve("other"), otherKey());
        assertThat(typed("check", file, "--leaf", leaf(257), "--key", other)).isEqualTo(no);
    }

    @Test
    void theLogIsProvedToHaveGrownOnlyToWhoHoldsAnEarlierCheckpoint() throws IOException {
        Path day = day(3, 257, 400, SIZE);
        Path held = Files.writeString(temp.resolve("held"), note(257));
        Said proof = typed("prove", log, "--from", 257);
        assertThat(proof.code()).isZero();
        assertThat(proof.out()).startsWith("old 257\n").endsWith("\n\n" + note(SIZE));
        Path file = Files.writeString(temp.resolve("proof"), proof.out());
        Said ok = said(0, "proof: what the checkpoint of 257 entries covers is the beginning, OK\n");
        assertThat(typed("check", file, "--seen", held, "--key", key)).isEqualTo(ok);
        assertThat(typed("check", file, "--seen", day, "--key", key)).isEqualTo(ok);
        Said no = said(1, "proof: FAILED: it does not show that this log begins with what a checkpoint seen covers\n");
        Path none = Files.writeString(temp.resolve("none"), note(256));
        assertThat(typed("check", file, "--seen", none, "--key", key)).isEqualTo(no);
        Path forked = Files.writeString(temp.resolve("forked"), MemoryFiles.note(257, new byte[32]));
        assertThat(typed("check", file, "--seen", forked, "--key", key)).isEqualTo(no);
        assertThat(typed("check", file, "--seen", held, "--seen", forked, "--key", key))
                .isEqualTo(no);

        Files.writeString(
                file,
                typed("prove", log, "--from", 257, "--to", 400, "--seen", day).out());
        assertThat(Files.readString(file)).endsWith("\n\n" + note(400));
        assertThat(typed("check", file, "--seen", held, "--key", key)).isEqualTo(ok);
        assertThat(typed("prove", log, "--from", 257, "--to", 401, "--seen", day))
                .isEqualTo(said(1, "there is no checkpoint of that size\n"));
    }

    @Test
    void whatIsAskedWronglyIsSaid() throws IOException {
        assertThat(typed("prove", log, "--index", SIZE)).isEqualTo(said(1, "this log holds no such entry\n"));
        assertThat(typed("prove", log, "--leaf", "00".repeat(32))).isEqualTo(said(1, "this log holds no such entry\n"));
        assertThat(typed("prove", log, "--leaf", "x").out()).contains("64 hexadecimal digits");
        assertThat(typed("prove", log, "--from", 0).code()).isEqualTo(1);
        assertThat(typed("prove", log, "--from", SIZE + 1).code()).isEqualTo(1);
        assertThat(typed("prove", log).code()).isEqualTo(2);
        assertThat(typed("check", temp.resolve("nothing"), "--leaf", leaf(1), "--key", key)
                        .code())
                .isEqualTo(2);
        Files.write(log.resolve("tile/0/000"), new byte[] {1});
        assertThat(typed("prove", log, "--index", 3).out()).contains("FAILED from index 0 on");
    }

    @Test
    void aDayOfCheckpointsIsTakenAsItIs() throws Exception {
        String ok = LogVerifier.verify(log).message();
        assertThat(verified(day(3, 257, SIZE))).isEqualTo("0 " + ok);
        Path torn = day(3, 257, SIZE);
        Files.writeString(torn, Files.readString(torn) + "\"sluis.te");
        assertThat(verified(torn)).isEqualTo("0 " + ok);
        Path larger = Files.writeString(temp.resolve("larger"), lines(note(3), MemoryFiles.note(601, new byte[32])));
        assertThat(verified(larger)).contains("1 ", "FAILED from index 600 on: entries that were signed for elsewhere");
        Path forked = Files.writeString(
                temp.resolve("forked"), lines(note(3), MemoryFiles.note(270, new byte[32]), note(300)));
        assertThat(verified(forked))
                .contains("FAILED from index 3 on: the entries are not those that were signed for else");
        for (String damaged : List.of("\"\"\n", "\"\n" + lines(note(3)), "\"sluis", lines("x"))) {
            Path file = Files.writeString(temp.resolve("damaged"), damaged);
            assertThat(verified(file)).contains("a checkpoint seen elsewhere is not signed by a key of this log");
        }
    }

    /** Exit code and line of both verifiers, the same. */
    private String verified(Path seen) throws Exception {
        Said ours = typed("verify", log, "--seen", seen);
        Process python = new ProcessBuilder("python3", "docs/verify.py", "--seen", seen.toString(), log.toString())
                .redirectErrorStream(true)
                .start();
        String theirs = new String(python.getInputStream().readAllBytes(), UTF_8);
        assertThat(python.waitFor() + " " + theirs).isEqualTo(ours.code() + " " + ours.out());
        return ours.code() + " " + ours.out().strip();
    }

    private Path day(int... sizes) throws IOException {
        String[] notes = IntStream.of(sizes).mapToObj(ProofCommandsTest::note).toArray(String[]::new);
        return Files.writeString(temp.resolve("2026-03-02.ndjson"), lines(notes));
    }

    private static String lines(String... notes) {
        return Stream.of(notes).map(note -> CanonicalJson.write(note) + "\n").collect(Collectors.joining());
    }

    private static String note(int size) {
        return MemoryFiles.note(ENTRIES.subList(0, size));
    }

    private static String leaf(int index) {
        return HexFormat.of().formatHex(MerkleTree.leaf(ENTRIES.get(index)));
    }

    private static String otherKey() {
        byte[] other = MemoryFiles.SIGNER.publicKey();
        other[3] ^= 1;
        return org.sluis.audit.proof.VerifierKey.of(LogFixture.ORIGIN, other).text() + "\n";
    }

    private static Said said(int code, String out) {
        return new Said(code, out);
    }

    private static Said typed(Object... words) {
        return Typed.sluis(Stream.concat(Stream.of("audit"), Stream.of(words).map(Object::toString))
                .toArray(String[]::new));
    }
}
