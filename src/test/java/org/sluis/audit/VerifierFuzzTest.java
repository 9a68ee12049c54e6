package org.sluis.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.audit.proof.TlogProof;
import org.sluis.audit.proof.VerifierKey;

/** Whatever the files hold, the verifier ends with a verdict, and says OK of the export as it was made alone. */
class VerifierFuzzTest {
    private static final int SIZE = 300;
    private static final MemoryFiles LOG = log(false);
    private static final MemoryFiles OTHER = log(true);

    private static MemoryFiles log(boolean swapped) {
        List<byte[]> entries = new ArrayList<>(
                IntStream.range(0, SIZE).mapToObj(i -> ("" + i).getBytes(UTF_8)).toList());
        if (swapped) {
            Collections.swap(entries, 10, 290);
        }
        try {
            return MemoryFiles.of(Files.createTempDirectory("log"), entries);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    @Property(tries = 2000)
    void anyChangesGiveAVerdict(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int edits) {
        Random random = new Random(seed);
        MemoryFiles tampered = LOG;
        for (int i = 0; i < edits; i++) {
            tampered = Edits.any(tampered, OTHER, random);
        }
        Verdict verdict = tampered.verify(List.of());
        assertThat(verdict.message()).startsWith("audit: " + verdict.entries() + " entries, root " + verdict.root());
        if (verdict.ok()) {
            assertThat(verdict.firstBad()).isEqualTo(-1);
            assertThat(whole(tampered, LOG) || whole(tampered, OTHER)).isTrue();
        } else {
            assertThat(verdict.firstBad()).isBetween(0L, (long) SIZE);
        }
    }

    private static boolean whole(MemoryFiles tampered, MemoryFiles log) {
        SortedMap<String, byte[]> files = new TreeMap<>(log.files());
        files.remove("key");
        return files.keySet().stream().allMatch(name -> Arrays.equals(files.get(name), tampered.read(name)))
                && tampered.tiles() == log.tiles();
    }

    @Property(tries = 500)
    void anySignedSizeAndRootGiveAVerdict(
            @ForAll @LongRange(min = 0, max = 999_999_999_999_999_999L) long size,
            @ForAll @Size(32) byte[] root,
            @ForAll @Size(max = 2) List<@LongRange(min = 0, max = 1000) Long> seen) {
        MemoryFiles tampered =
                LOG.with("checkpoint", MemoryFiles.note(size, root).getBytes(UTF_8));
        List<byte[]> notes = seen.stream()
                .map(each -> MemoryFiles.note(each, root).getBytes(UTF_8))
                .toList();
        assertThat(tampered.verify(notes).ok()).isFalse();
    }

    @Property(tries = 2000)
    void anyBytesAreAFile(@ForAll @Size(max = 400) byte[] content, @ForAll int which) {
        List<String> names = List.copyOf(LOG.files().keySet());
        String name = names.get(Math.floorMod(which, names.size()));
        assertThat(LOG.with(name, content).verify(List.of()).ok()).isFalse();
        assertThat(LOG.verify(List.of(content)).ok()).isFalse();
    }

    @Property(tries = 2000)
    void anyTextIsANoteAKeyOrAProofOrIsNot(@ForAll @StringLength(max = 200) String text) {
        assertThat(Checkpoint.open(text, List.of(text, "a+" + text, "a+00000000+" + text)))
                .isEmpty();
        assertThat(VerifierKey.read(text)).isEmpty();
        assertThat(TlogProof.read("c2sp.org/tlog-proof@v1\nindex " + text)
                        .filter(proof -> proof.verifies(new byte[32], List.of())))
                .isEmpty();
    }
}
