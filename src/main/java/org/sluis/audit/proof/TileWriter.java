package org.sluis.audit.proof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes entries as bundles, with the tiles of all levels, as they come. */
public final class TileWriter implements AutoCloseable {
    /** The most bytes of an entry: what two bytes of length can say. */
    public static final int LONGEST = 65_535;

    private final Path folder;
    private final ByteArrayOutputStream bundle = new ByteArrayOutputStream();
    private final List<List<byte[]>> levels = new ArrayList<>(List.of(new ArrayList<>()));
    private final List<Long> written = new ArrayList<>(List.of(0L));
    private long size;

    /** @param folder may hold an older export of the same log: its tiles are deleted */
    public TileWriter(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        deleteAll(folder.resolve("tile"));
    }

    private static void deleteAll(Path path) throws IOException {
        if (Files.isDirectory(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            List<Path> inside;
            try (java.util.stream.Stream<Path> files = Files.list(path)) {
                inside = files.toList();
            }
            for (Path file : inside) {
                deleteAll(file);
            }
        }
        Files.deleteIfExists(path);
    }

    /** @throws IllegalStateException for an entry that the format has no room for */
    public void append(byte[] entry) throws IOException {
        if (entry.length > LONGEST) {
            throw new IllegalStateException("entry " + size + " is longer than a bundle can hold");
        }
        byte[] leaf = MerkleTree.leaf(entry);
        bundle.write(entry.length >> 8);
        bundle.write(entry.length);
        bundle.write(entry);
        size++;
        push(0, leaf);
    }

    private void push(int level, byte[] hash) throws IOException {
        if (level == levels.size()) {
            levels.add(new ArrayList<>());
            written.add(0L);
        }
        List<byte[]> tile = levels.get(level);
        tile.add(hash);
        if (tile.size() == Tiles.WIDTH) {
            byte[] root = MerkleTree.root(tile);
            flush(level);
            push(level + 1, root);
        }
    }

    private void flush(int level) throws IOException {
        List<byte[]> tile = levels.get(level);
        if (tile.isEmpty()) {
            return;
        }
        ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        for (byte[] hash : tile) {
            hashes.write(hash);
        }
        long n = written.get(level);
        write(Tiles.name(String.valueOf(level), n, tile.size()), hashes);
        if (level == 0) {
            write(Tiles.name(Tiles.ENTRIES, n, tile.size()), bundle);
            bundle.reset();
        }
        written.set(level, n + 1);
        tile.clear();
    }

    private void write(String name, ByteArrayOutputStream content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content.toByteArray());
    }

    /** Writes the partial tiles. */
    @Override
    public void close() throws IOException {
        for (int level = 0; level < levels.size(); level++) {
            flush(level);
        }
    }
}
