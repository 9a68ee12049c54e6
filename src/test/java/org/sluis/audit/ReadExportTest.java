package org.sluis.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.audit.proof.LogFiles;
import org.sluis.audit.proof.MerkleTree;
import org.sluis.cli.Typed;
import org.sluis.cli.Typed.Said;

/** {@code ./sluis audit read}: the entries of an export that verifies, as they were hashed, and of no other. */
class ReadExportTest {
    private static final List<byte[]> ENTRIES = entries(600);

    @TempDir
    Path temp;

    @Test
    void printsEachEntryWithItsPlaceAndHashAsItWasHashed() {
        MemoryFiles.of(temp.resolve("log"), ENTRIES);
        Said said = read(temp.resolve("log"));
        assertThat(said.code()).isZero();
        assertThat(said.out()).isEqualTo(lines(ENTRIES));
    }

    @Test
    void printsNothingOfALogWithoutEntries() {
        MemoryFiles.of(temp.resolve("log"), List.of());
        assertThat(read(temp.resolve("log"))).isEqualTo(new Said(0, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile/entries/001", "tile/0/001", "tile/1/000.p/2", "checkpoint", "key"})
    void printsNothingOfOneThatDoesNotVerifyAndSaysWhy(String name) throws IOException {
        Path log = temp.resolve("log");
        byte[] file = MemoryFiles.of(log, ENTRIES).read(name);
        file[file.length - 2] ^= 1;
        Files.write(log.resolve(name), file);
        assertThat(read(log))
                .isEqualTo(new Said(1, LogVerifier.verify(log).message() + "\n"))
                .satisfies(said -> assertThat(said.out()).contains("FAILED from index "));
    }

    @Test
    void whatIsNoExportIsSaid() {
        Said said = read(temp);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out()).contains(temp + " holds no exported log");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"n\":\n}", "\u001b[2J", "\u009b2J"})
    void anEntryThatIsNoLineOfTextIsNotPrinted(String entry) {
        List<byte[]> entries = new ArrayList<>(entries(2));
        entries.add(entry.getBytes(UTF_8));
        MemoryFiles.of(temp.resolve("log"), entries);
        Said said = read(temp.resolve("log"));
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out())
                .isEqualTo(lines(entries.subList(0, 2)) + "./sluis audit read: entry 2 is not a line of text\n");
    }

    @Test
    void bytesThatAreNoUtf8AreNotPrinted() {
        MemoryFiles log = MemoryFiles.of(temp.resolve("log"), List.of(new byte[] {'{', (byte) 0xe9, '}'}));
        assertThatThrownBy(() -> ExportedEntries.read(log, line -> {})).hasMessage("entry 0 is not a line of text");
    }

    @Test
    void filesThatChangeWhileTheyAreReadAreFound() {
        MemoryFiles log = MemoryFiles.of(temp.resolve("log"), ENTRIES);
        AtomicInteger reads = new AtomicInteger();
        LogFiles changing = name -> {
            byte[] file = log.read(name);
            if (name.equals("tile/entries/001") && reads.incrementAndGet() > 1) {
                file = file.clone();
                file[40] ^= 1;
            }
            return file;
        };
        assertThatThrownBy(() -> ExportedEntries.read(changing, line -> {})).hasMessageContaining("changed while");
    }

    /** After the verification, a bundle is asked for when the entries before it are told. */
    @Test
    void oneBundleIsInMemoryAtATime() {
        MemoryFiles log = MemoryFiles.of(temp.resolve("log"), ENTRIES);
        AtomicInteger bundles = new AtomicInteger();
        LogFiles counting = name -> {
            if (name.startsWith("tile/entries/")) {
                bundles.incrementAndGet();
            }
            return log.read(name);
        };
        AtomicInteger told = new AtomicInteger();
        List<Integer> ahead = new ArrayList<>();
        ExportedEntries.read(counting, line -> ahead.add(bundles.get() - 3 - told.getAndIncrement() / 256));
        assertThat(ahead).hasSize(600).containsOnly(1);
    }

    private static Said read(Path folder) {
        return Typed.sluis("audit", "read", folder.toString());
    }

    private static String lines(List<byte[]> entries) {
        return IntStream.range(0, entries.size())
                .mapToObj(i -> "{\"index\":" + i + ",\"leaf\":\""
                        + HexFormat.of().formatHex(MerkleTree.leaf(entries.get(i))) + "\",\"event\":"
                        + new String(entries.get(i), UTF_8) + "}\n")
                .collect(Collectors.joining());
    }

    private static List<byte[]> entries(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> ("{\"at\":\"ë " + i + "\"}").getBytes(UTF_8))
                .toList();
    }
}
