package org.sluis.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.audit.proof.MerkleTree;
import org.sluis.keys.Ed25519Signer;

/** Whatever is done to an exported log of 200 entries, both verifiers find it and name the same first bad index (T16, T17, F18). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperTest {
    private static final int SIZE = 200;
    private static final String BUNDLE = "tile/entries/000.p/200";
    private static final String TILE = "tile/0/000.p/200";

    @TempDir
    Path temp;

    private Path folder;
    private List<byte[]> entries;
    private MemoryFiles log;

    @BeforeAll
    void log(@TempDir Path there) {
        folder = there.resolve("log");
        entries = IntStream.range(0, SIZE)
                .mapToObj(i -> ("{\"n\":" + i + "}").getBytes(UTF_8))
                .toList();
        log = MemoryFiles.of(folder, entries);
    }

    /** Of each file, at each byte: another bit, gone, twice, another one before it, changed places with the next, the last. */
    @Test
    void namesTheEntryOfEachChangeOfAByte() throws IOException {
        long verified;
        try (BothVerifiers both = new BothVerifiers(log, folder, temp.resolve("said"))) {
            assertThat(both.both(log).ok()).isTrue();
            for (String name : log.files().keySet()) {
                byte[] file = log.read(name);
                int[] entries = entryOfEachByte(name, file);
                for (int at = 0; at < file.length; at++) {
                    for (byte[] changed : changes(file, at)) {
                        int first = Arrays.mismatch(file, changed);
                        if (first >= 0) {
                            both.failsFrom(entries[first], name + ", byte " + at, log.with(name, changed));
                        }
                    }
                }
            }
            verified = both.verified();
        }
        assertThat(verified).isGreaterThan(50_000);
    }

    private static List<byte[]> changes(byte[] file, int at) {
        int next = Math.min(at + 1, file.length - 1);
        byte[] swapped = file.clone();
        swapped[at] = file[next];
        swapped[next] = file[at];
        List<byte[]> changes = new ArrayList<>(List.of(
                swapped,
                spliced(file, at, at + 1),
                spliced(file, at + 1, at),
                spliced(file, at, at, (byte) at),
                Arrays.copyOf(file, at)));
        // What is text says the same in few ways, so there each bit counts; of a hash one is as good as another.
        for (int bit = 0; bit < 8; bit++) {
            if (file.length < SIZE || bit == at % 8) {
                byte[] other = file.clone();
                other[at] ^= (byte) (1 << bit);
                changes.add(other);
            }
        }
        return changes;
    }

    /** The entry that a byte of a file belongs to, by where it stands; and what is behind the last. */
    private int[] entryOfEachByte(String name, byte[] file) {
        int[] of = new int[file.length + 1];
        int at = 0;
        for (int i = 0; i < SIZE; i++) {
            int end =
                    switch (name) {
                        case BUNDLE -> at + 2 + entries.get(i).length;
                        case TILE -> at + 32;
                        default -> 0;
                    };
            Arrays.fill(of, at, Math.max(at, end), i);
            at = Math.max(at, end);
        }
        of[file.length] = at == 0 ? 0 : SIZE;
        return of;
    }

    /** With the bytes from there on behind those before, and something between. */
    private static byte[] spliced(byte[] file, int end, int from, byte... between) {
        byte[] all = Arrays.copyOf(file, end + between.length + file.length - from);
        System.arraycopy(between, 0, all, end, between.length);
        System.arraycopy(file, from, all, end + between.length, file.length - from);
        return all;
    }

    @Test
    void namesEachDeletedSwappedDoubledAndInsertedEntry() throws IOException {
        Random random = new Random(7);
        try (BothVerifiers both = new BothVerifiers(log, folder, temp.resolve("said"))) {
            for (int i = 0; i < SIZE; i++) {
                List<byte[]> deleted = new ArrayList<>(entries);
                deleted.remove(i);
                both.failsFrom(i, "deleted " + i, bundle(deleted));
                List<byte[]> doubled = new ArrayList<>(entries);
                doubled.add(i, entries.get(i));
                both.failsFrom(i + 1, "doubled " + i, bundle(doubled));
                List<byte[]> inserted = new ArrayList<>(entries);
                inserted.add(i, new byte[random.nextInt(300)]);
                both.failsFrom(i, "inserted at " + i, bundle(inserted));
                int other = (i + 1 + random.nextInt(SIZE - 1)) % SIZE;
                for (int with : List.of(other, (i + 1) % SIZE)) {
                    List<byte[]> swapped = new ArrayList<>(entries);
                    Collections.swap(swapped, i, with);
                    both.failsFrom(Math.min(i, with), "swapped " + i + " and " + with, bundle(swapped));
                }
            }
        }
    }

    @Test
    void findsTheLogCutAnywhereAndEachFileThatIsNotThere() throws IOException {
        try (BothVerifiers both = new BothVerifiers(log, folder, temp.resolve("said"))) {
            for (int i = 0; i < SIZE; i++) {
                MemoryFiles shorter = MemoryFiles.of(temp.resolve("short-" + i), entries.subList(0, i))
                        .with("checkpoint", log.read("checkpoint"));
                both.failsFrom(i, "whole log cut to " + i, shorter);
            }
            for (String name : List.of(BUNDLE, TILE, "checkpoint", "key")) {
                both.failsFrom(0, "without " + name, log.without(name));
            }
            MemoryFiles beside =
                    log.with("entries.ndjson", "{}".getBytes(UTF_8)).with("tile.txt", new byte[0]);
            assertThat(both.both(beside).ok())
                    .as("files beside, such as an older export's copy for reading, are not looked at")
                    .isTrue();
        }
    }

    @Test
    void findsACheckpointThatIsNotTheOne() throws IOException {
        Ed25519Signer stranger = new Ed25519Signer("log-2", "another key of thirty-two bytes!".getBytes(UTF_8));
        byte[] root =
                MerkleTree.of(entries.stream().map(MerkleTree::leaf).toList()).root();
        try (BothVerifiers both = new BothVerifiers(log, folder, temp.resolve("said"))) {
            for (int old = 0; old < SIZE; old++) {
                byte[] seen = MemoryFiles.note(entries.subList(0, old)).getBytes(UTF_8);
                both.failsFrom(old, "checkpoint of " + old, log.with("checkpoint", seen));
                assertThat(both.both(log, seen).ok()).isTrue();
                MemoryFiles export = MemoryFiles.of(temp.resolve("old-" + old), entries.subList(0, old));
                both.failsFrom(old, "an export of " + old + " again", export, log.read("checkpoint"));
            }
            String note = new String(log.read("checkpoint"), UTF_8);
            List<byte[]> changed = new ArrayList<>(entries);
            changed.set(150, new byte[] {1});
            MemoryFiles anew = MemoryFiles.of(temp.resolve("anew"), changed);
            byte[] hundred = MemoryFiles.note(entries.subList(0, 100)).getBytes(UTF_8);
            assertThat(both.both(anew).ok()).isTrue();
            both.failsFrom(100, "written anew", anew, log.read("checkpoint"), hundred);
            both.failsFrom(100, "rewritten", anew.with("checkpoint", log.read("checkpoint")), hundred);
            both.failsFrom(0, "rewritten", anew.with("checkpoint", log.read("checkpoint")));
            for (String other : List.of(
                    note.replace(LogFixture.ORIGIN, "other.test/log"),
                    note.substring(0, note.indexOf('—')),
                    note.substring(0, note.indexOf('—') - 1),
                    note.replaceFirst("\n200\n", "\n0200\n"),
                    note.replaceFirst("\n200\n", "\n199\n"),
                    "",
                    new org.sluis.audit.proof.Checkpoint(LogFixture.ORIGIN, SIZE, root)
                            .sign(stranger.publicKey(), stranger::sign),
                    new org.sluis.audit.proof.Checkpoint("other.test/log", SIZE, root)
                            .sign(MemoryFiles.SIGNER.publicKey(), MemoryFiles.SIGNER::sign))) {
                both.failsFrom(0, "another note", log.with("checkpoint", other.getBytes(UTF_8)));
                both.failsFrom(0, "another note seen", log, other.getBytes(UTF_8));
            }
            byte[] witnessed = (note + "— witness.example/w AAAA\n").getBytes(UTF_8);
            assertThat(both.both(log.with("checkpoint", witnessed)).ok()).isTrue();
        }
    }

    private MemoryFiles bundle(List<byte[]> others) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        for (byte[] entry : others) {
            out.write(entry.length >> 8);
            out.write(entry.length);
            out.writeBytes(entry);
        }
        return log.with(BUNDLE, out.toByteArray());
    }
}
