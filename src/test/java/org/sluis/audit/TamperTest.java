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
    private static final String COPY = "entries.ndjson";

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

    @Test
    void namesTheEntryOfEachChangedByte() throws IOException {
        int[] changes = new int[1];
        try (BothVerifiers both = new BothVerifiers(log, folder, temp.resolve("said"))) {
            both.both(log);
            int at = 0;
            for (int i = 0; i < SIZE; i++) {
                for (int end = at + 2 + entries.get(i).length; at < end; at++) {
                    both.failsFrom(i, "bundle, byte " + at, flipped(BUNDLE, at, 1 << at % 8));
                }
            }
            for (at = 0; at < SIZE * 32; at++) {
                both.failsFrom(at / 32, "tile, byte " + at, flipped(TILE, at, 1 << at % 8));
            }
            for (String name : List.of("checkpoint", "key")) {
                for (at = 0; at < log.read(name).length; at++) {
                    for (int bit = 1; bit < 8; bit++) {
                        both.ours(0, name + ", byte " + at, flipped(name, at, 1 << bit));
                    }
                    both.failsFrom(0, name + ", byte " + at, flipped(name, at, 1));
                }
            }
            int line = 0;
            byte[] copy = log.read(COPY);
            for (at = 0; at < copy.length; at++) {
                MemoryFiles changed = flipped(COPY, at, 1 << at % 8);
                if (at % 31 == 0) {
                    both.failsFrom(line, "copy, byte " + at, changed);
                } else {
                    both.ours(line, "copy, byte " + at, changed);
                }
                line += copy[at] == '\n' ? 1 : 0;
            }
            changes[0] = both.verified();
        }
        assertThat(changes[0]).isGreaterThan(25_000);
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
    void findsEachCutAtEachLength() throws IOException {
        try (BothVerifiers both = new BothVerifiers(log, folder, temp.resolve("said"))) {
            int at = 0;
            for (int i = 0; i < SIZE; i++) {
                for (int end = at + 2 + entries.get(i).length; at < end; at++) {
                    MemoryFiles cut = log.with(BUNDLE, Arrays.copyOf(log.read(BUNDLE), at));
                    both.ours(i, "bundle cut to " + at, cut);
                    if (at % 2 == 0) {
                        both.both(cut);
                    }
                }
                MemoryFiles shorter = MemoryFiles.of(temp.resolve("short-" + i), entries.subList(0, i))
                        .with("checkpoint", log.read("checkpoint"));
                both.failsFrom(i, "whole log cut to " + i, shorter);
            }
            for (at = 0; at < SIZE * 32; at++) {
                MemoryFiles cut = log.with(TILE, Arrays.copyOf(log.read(TILE), at));
                both.ours(at / 32, "tile cut to " + at, cut);
                if (at % 7 == 0) {
                    both.both(cut);
                }
            }
            int line = 0;
            byte[] copy = log.read(COPY);
            for (at = 0; at < copy.length; at++) {
                MemoryFiles cut = log.with(COPY, Arrays.copyOf(copy, at));
                if (at % 31 == 0) {
                    both.failsFrom(line, "copy cut to " + at, cut);
                } else {
                    both.ours(line, "copy cut to " + at, cut);
                }
                line += copy[at] == '\n' ? 1 : 0;
            }
            for (String name : List.of("checkpoint", "key")) {
                for (at = 0; at < log.read(name).length; at++) {
                    both.failsFrom(0, name + " cut to " + at, log.with(name, Arrays.copyOf(log.read(name), at)));
                }
            }
            for (String name : List.of(BUNDLE, TILE, COPY)) {
                byte[] longer = Arrays.copyOf(log.read(name), log.read(name).length + 1);
                both.failsFrom(SIZE, name + " is longer", log.with(name, longer));
            }
            both.failsFrom(0, "no bundle", log.without(BUNDLE));
            both.failsFrom(0, "no tile", log.without(TILE));
            both.failsFrom(0, "no checkpoint", log.without("checkpoint"));
            both.failsFrom(0, "no key", log.without("key"));
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
                both.failsFrom(
                        old, "no copy, checkpoint of " + old, log.without(COPY).with("checkpoint", seen));
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

    private MemoryFiles flipped(String name, int at, int mask) {
        byte[] changed = log.read(name).clone();
        changed[at] ^= (byte) mask;
        return log.with(name, changed);
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
