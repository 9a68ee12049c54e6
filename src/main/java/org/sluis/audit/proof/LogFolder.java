package org.sluis.audit.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An exported log in a folder. */
public record LogFolder(Path folder) implements LogFiles {

    @Override
    public byte @Nullable [] read(String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST);
        } catch (IOException unreadable) {
            return null;
        }
    }

    @Override
    public int widest(String tile) {
        Path partial = folder.resolve(tile + ".p");
        try (Stream<Path> files = Files.isDirectory(partial) ? Files.list(partial) : Stream.of()) {
            return files.map(file -> file.getFileName().toString())
                    .filter(width -> width.matches("[1-9][0-9]{0,2}"))
                    .mapToInt(Integer::parseInt)
                    .filter(width -> width < Tiles.WIDTH)
                    .max()
                    .orElse(0);
        } catch (IOException | UncheckedIOException unreadable) {
            return 0;
        }
    }

    @Override
    public long tiles() {
        Path tile = folder.resolve("tile");
        try (Stream<Path> files = Files.exists(tile) ? Files.walk(tile) : Stream.of()) {
            return files.filter(file -> !Files.isDirectory(file)).count();
        } catch (IOException | UncheckedIOException unreadable) {
            return Long.MAX_VALUE;
        }
    }
}
