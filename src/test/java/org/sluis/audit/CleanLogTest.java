package org.sluis.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.audit.proof.LogFolder;

/** Of clean logs neither verifier says anything but OK; and in logs of several levels both find what was changed. */
class CleanLogTest {
    private static final int LOGS = 1000;
    private static final List<Integer> EDGES = List.of(0, 1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537);

    @TempDir
    Path temp;

    @Test
    void saysOkOfAThousandCleanLogs() throws Exception {
        Random random = new Random(6962);
        List<String> said = new ArrayList<>();
        List<String> command = new ArrayList<>(List.of("python3", "docs/verify.py"));
        for (int i = 0; i < LOGS; i++) {
            int size = i < EDGES.size() ? EDGES.get(i) : random.nextInt(i % 10 == 0 ? 700 : 40);
            Path folder = temp.resolve("log-" + i);
            MemoryFiles.of(folder, entries(size, random.nextInt(20)));
            Verdict verdict = LogVerifier.verify(folder);
            assertThat(verdict.message()).endsWith(", checkpoint " + size + ", OK");
            said.add(verdict.message());
            command.add(folder.toString());
        }
        assertThat(python(command)).isEqualTo(said);
    }

    @Test
    void readsKeysAndNotesFromElsewhereAndEndsWithOneForNo() throws Exception {
        MemoryFiles.of(temp.resolve("log"), entries(300, 9));
        Path old = Files.writeString(temp.resolve("old"), MemoryFiles.note(entries(200, 9)));
        Path newer = Files.writeString(temp.resolve("newer"), MemoryFiles.note(entries(301, 9)));
        List<String> command = List.of(
                "python3", "docs/verify.py", "--key", temp.resolve("log/key").toString());
        assertThat(python(with(
                        command, "--seen", old.toString(), temp.resolve("log").toString())))
                .last()
                .asString()
                .endsWith("checkpoint 300, OK");
        assertThat(python(with(
                        command, "--seen", newer.toString(), temp.resolve("log").toString())))
                .last()
                .asString()
                .endsWith("FAILED from index 300 on: entries that were signed for elsewhere are missing");
        Files.delete(temp.resolve("log/key"));
        assertThat(python(with(command.subList(0, 2), temp.resolve("log").toString())))
                .last()
                .asString()
                .endsWith("FAILED from index 0 on: the key is damaged");
        assertThat(LogVerifier.verify(temp.resolve("log")).message()).endsWith("the key is damaged");
        assertThat(LogVerifier.verify(temp.resolve("nowhere")).message()).endsWith("the key is damaged");
    }

    @Test
    void findsWhatWasChangedInLogsOfSeveralLevels() throws IOException {
        List<byte[]> entries = entries(600, 9);
        Path folder = temp.resolve("log");
        MemoryFiles log = MemoryFiles.of(folder, entries);
        try (BothVerifiers both = new BothVerifiers(log, folder, temp.resolve("said"))) {
            assertThat(both.both(log).ok()).isTrue();
            byte[] above = log.read("tile/1/000.p/2");
            for (int at = 0; at < above.length; at++) {
                both.failsFrom(at < 32 ? 0 : 256, "level 1, byte " + at, flipped(log, "tile/1/000.p/2", at));
            }
            both.failsFrom(266, "entry 266", flipped(log, "tile/entries/001", 10 * 11 + 3));
            both.failsFrom(266, "hash 266", flipped(log, "tile/0/001", 10 * 32));
            List<byte[]> changed = new ArrayList<>(entries);
            changed.set(300, new byte[] {1});
            MemoryFiles other = MemoryFiles.of(temp.resolve("changed"), changed);
            MemoryFiles rewritten = log.with("tile/entries/001", other.read("tile/entries/001"));
            both.failsFrom(300, "rewritten", rewritten);
            both.failsFrom(256, "rewritten with its tile", rewritten.with("tile/0/001", other.read("tile/0/001")));
            MemoryFiles all = other.with("checkpoint", log.read("checkpoint"));
            both.failsFrom(0, "rewritten with all tiles", all);
            both.failsFrom(
                    270,
                    "rewritten",
                    all,
                    MemoryFiles.note(entries.subList(0, 270)).getBytes(UTF_8));
            both.failsFrom(
                    0,
                    "bundles swapped",
                    log.with("tile/entries/000", log.read("tile/entries/001"))
                            .with("tile/entries/001", log.read("tile/entries/000")));
            for (String name : log.files().keySet()) {
                long index = name.contains("001") ? 256 : name.contains("002") ? 512 : 0;
                both.failsFrom(index, "without " + name, log.without(name));
            }
            for (String name : List.of("tile/0/002.p/88", "tile/entries/002.p/88", "tile/1/000.p/2")) {
                MemoryFiles wider = log.without(name).with(name.replaceFirst("[0-9]+$", "90"), log.read(name));
                both.failsFrom(600, "wider " + name, wider);
            }
            for (String more :
                    List.of("tile/0/003", "tile/2/000.p/1", "tile/entries/002.p/5", "tile/x", "tile/0/002")) {
                both.failsFrom(600, "with " + more, log.with(more, new byte[0]));
            }
            for (int size : List.of(256, 257, 300, 512, 599)) {
                MemoryFiles shorter = MemoryFiles.of(temp.resolve("s-" + size), entries.subList(0, size));
                both.failsFrom(size, "cut to " + size, shorter.with("checkpoint", log.read("checkpoint")));
                both.failsFrom(size, "old checkpoint", log.with("checkpoint", shorter.read("checkpoint")));
            }
        }
    }

    /** Several changes at once, drawn at random: what counts is that both say the same. */
    @Test
    void bothSayTheSameOfWhateverWasDone() throws IOException {
        Random random = new Random(18);
        Path folder = temp.resolve("log");
        MemoryFiles log = MemoryFiles.of(folder, entries(530, 9));
        List<byte[]> changed = new ArrayList<>(entries(530, 9));
        Collections.swap(changed, 100, 400);
        MemoryFiles other = MemoryFiles.of(temp.resolve("other"), changed);
        List<byte[]> notes = IntStream.of(0, 50, 256, 300, 530)
                .boxed()
                .flatMap(size -> java.util.stream.Stream.of(changed, entries(530, 9))
                        .map(all -> MemoryFiles.note(all.subList(0, size)).getBytes(UTF_8)))
                .toList();
        try (BothVerifiers both = new BothVerifiers(log, folder, temp.resolve("said"))) {
            for (int i = 0; i < 3000; i++) {
                MemoryFiles tampered = log;
                for (int edits = random.nextInt(4); edits >= 0; edits--) {
                    tampered = Edits.any(tampered, other, random);
                }
                byte[][] seen = new byte[random.nextInt(3)][];
                for (int k = 0; k < seen.length; k++) {
                    seen[k] = notes.get(random.nextInt(notes.size()));
                }
                both.both(tampered, seen);
            }
        }
    }

    private static MemoryFiles flipped(MemoryFiles log, String name, int at) {
        byte[] changed = log.read(name).clone();
        changed[at] ^= 1;
        return log.with(name, changed);
    }

    private static List<byte[]> entries(int size, int length) {
        return IntStream.range(0, size)
                .mapToObj(i -> Arrays.copyOf(("" + i).getBytes(UTF_8), length))
                .toList();
    }

    private static List<String> with(List<String> command, String... more) {
        List<String> longer = new ArrayList<>(command);
        longer.addAll(List.of(more));
        return longer;
    }

    /** What it printed; and that it ended with 1 exactly where a log failed. */
    private List<String> python(List<String> command) throws Exception {
        Path said = Files.createTempFile(temp, "said", "");
        Process process = new ProcessBuilder(command)
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int code = process.waitFor();
        List<String> lines = Files.readAllLines(said);
        assertThat(code).isEqualTo(lines.stream().allMatch(line -> line.endsWith(", OK")) ? 0 : 1);
        return lines;
    }

    @Test
    void aFolderIsReadAsItIs() throws IOException {
        MemoryFiles.of(temp.resolve("log"), entries(300, 9));
        LogFolder folder = new LogFolder(temp.resolve("log"));
        assertThat(folder.widest("tile/0/001")).isEqualTo(44);
        assertThat(folder.widest("tile/0/000")).isZero();
        assertThat(folder.tiles()).isEqualTo(5);
        assertThat(folder.read("tile")).isNull();
    }
}
