package org.sluis.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.audit.proof.MerkleTree;

/**
 * Of each log the last checkpoint that was cosigned, a file each, on disk before anybody is told. One process at a time
 * may hold the folder: two that each knew one branch of a log would cosign both.
 */
final class Cosigned implements AutoCloseable {
    private final Path folder;
    private final FileChannel lock;

    /** @throws IllegalStateException when another process holds the folder */
    Cosigned(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        this.lock = FileChannel.open(folder.resolve("lock"), CREATE, WRITE);
        if (held(lock) == null) {
            lock.close();
            throw new IllegalStateException("another witness holds " + folder);
        }
    }

    private static @Nullable FileLock held(FileChannel lock) throws IOException {
        try {
            return lock.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    /** Empty where it never cosigned one. @throws UncheckedIOException where the file cannot be read or is damaged */
    Optional<Checkpoint> last(String origin) {
        Path file = file(origin);
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            return Optional.of(Checkpoint.read(Files.readString(file))
                    .filter(known -> known.origin().equals(origin))
                    .orElseThrow(() -> new IOException("damaged: " + file)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Replaces what was there, at once or not at all. */
    void keep(String origin, String note) {
        Path file = file(origin);
        Path beside = folder.resolve(file.getFileName() + ".new");
        try {
            try (FileChannel channel = FileChannel.open(beside, CREATE, WRITE, TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(note.getBytes(UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel entries = FileChannel.open(folder, READ)) {
                entries.force(true);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Any name of a log makes one name of a file. */
    private Path file(String origin) {
        byte[] hash = MerkleTree.leaf(origin.getBytes(UTF_8));
        return folder.resolve(HexFormat.of().formatHex(hash, 0, 16) + ".checkpoint");
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
