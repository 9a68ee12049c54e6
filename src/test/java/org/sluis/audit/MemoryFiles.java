package org.sluis.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.audit.proof.LogFiles;
import org.sluis.audit.proof.MerkleTree;
import org.sluis.audit.proof.TileWriter;
import org.sluis.audit.proof.VerifierKey;
import org.sluis.keys.Ed25519Signer;

/** An export in memory, to be changed at will. */
record MemoryFiles(SortedMap<String, byte[]> files) implements LogFiles {
    static final Ed25519Signer SIGNER = new Ed25519Signer("log-1", new byte[32]);

    /** A log of these entries as it is exported, signed by {@link #SIGNER}. */
    static MemoryFiles of(Path folder, List<byte[]> entries) {
        try {
            try (TileWriter writer = new TileWriter(folder)) {
                for (byte[] entry : entries) {
                    writer.append(entry);
                }
            }
            Files.writeString(folder.resolve("checkpoint"), note(entries));
            String key = VerifierKey.of(LogFixture.ORIGIN, SIGNER.publicKey()).text();
            Files.writeString(folder.resolve("key"), key + "\n");
            return read(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String note(List<byte[]> entries) {
        byte[] root =
                MerkleTree.of(entries.stream().map(MerkleTree::leaf).toList()).root();
        return note(entries.size(), root);
    }

    static String note(long size, byte[] root) {
        return new Checkpoint(LogFixture.ORIGIN, size, root).sign(SIGNER.publicKey(), SIGNER::sign);
    }

    private static MemoryFiles read(Path folder) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return new MemoryFiles(files);
    }

    MemoryFiles with(String name, byte[] content) {
        SortedMap<String, byte[]> other = new TreeMap<>(files);
        other.put(name, content);
        return new MemoryFiles(other);
    }

    MemoryFiles without(String name) {
        SortedMap<String, byte[]> other = new TreeMap<>(files);
        other.remove(name);
        return new MemoryFiles(other);
    }

    Verdict verify(List<byte[]> seen) {
        return LogVerifier.verify(
                this,
                LogVerifier.keys(read(LogVerifier.KEY)),
                seen.stream().map(LogVerifier::text).toList());
    }

    @Override
    public byte[] read(String name) {
        return files.get(name);
    }

    @Override
    public int widest(String tile) {
        return files.tailMap(tile + ".p/").keySet().stream()
                .takeWhile(name -> name.startsWith(tile + ".p/"))
                .map(name -> name.substring(tile.length() + 3))
                .filter(width -> width.matches("[1-9][0-9]{0,2}"))
                .mapToInt(Integer::parseInt)
                .filter(width -> width < 256)
                .max()
                .orElse(0);
    }

    @Override
    public long tiles() {
        return files.keySet().stream().filter(name -> name.startsWith("tile/")).count();
    }

    static List<byte[]> bytes(List<String> texts) {
        return texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }
}
