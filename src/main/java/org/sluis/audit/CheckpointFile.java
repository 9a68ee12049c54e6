package org.sluis.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.canonical.FailPoint;

/**
 * The checkpoints outside the database: one file a day, one signed note a line as a JSON string, only ever appended to
 * and fsynced. A last line that a crash cut off does not count and is overwritten. Several processes may share the
 * folder.
 */
final class CheckpointFile {
    private static final Object ONE_WRITER_HERE = new Object();
    private static final String ENDING = ".ndjson";
    /** More than any two notes are long. */
    private static final int TAIL = 4096;

    private final Path folder;

    CheckpointFile(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The notes of the newest day that has any, oldest first; empty when there never was one. */
    List<String> notes() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(CheckpointFile::holdsNotes)
                    .sorted((one, other) -> other.compareTo(one))
                    .toList()) {
                List<String> notes = LogVerifier.lines(new String(Files.readAllBytes(file), UTF_8));
                if (!notes.isEmpty()) {
                    return notes;
                }
            }
            return List.of();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Appends the note, unless one of its size or a larger one of the log is there already; on disk when this returns. */
    void append(String note, Instant at) {
        Checkpoint checkpoint = read(note);
        Path today = folder.resolve(at.atZone(ZoneOffset.UTC).toLocalDate() + ENDING);
        synchronized (ONE_WRITER_HERE) {
            try {
                Path file = newest().filter(path -> path.compareTo(today) > 0).orElse(today);
                boolean isNew = !Files.exists(file);
                try (FileChannel channel = FileChannel.open(
                                file,
                                Set.of(CREATE, READ, WRITE),
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                        FileLock held = channel.lock()) {
                    if (held.isValid()) {
                        append(channel, note, checkpoint);
                    }
                }
                if (isNew) {
                    try (FileChannel entries = FileChannel.open(folder, READ)) {
                        entries.force(true);
                    }
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private static void append(FileChannel channel, String note, Checkpoint checkpoint) throws IOException {
        long from = Math.max(0, channel.size() - TAIL);
        ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - from));
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
            // Read on until the tail is whole.
        }
        String tail = new String(bytes.array(), ISO_8859_1);
        int end = tail.lastIndexOf('\n') + 1;
        if (end > 0) {
            String last = tail.substring(tail.lastIndexOf('\n', end - 2) + 1, end);
            Checkpoint before = read(LogVerifier.lines(new String(last.getBytes(ISO_8859_1), UTF_8))
                    .get(0));
            if (before.size() >= checkpoint.size() && before.origin().equals(checkpoint.origin())) {
                return;
            }
        }
        channel.truncate(from + end);
        ByteBuffer line = ByteBuffer.wrap((CanonicalJson.write(note) + "\n").getBytes(UTF_8));
        while (line.hasRemaining()) {
            channel.write(line, from + end + line.position());
        }
        FailPoint.reach("before-checkpoint-fsync");
        channel.force(true);
    }

    private static Checkpoint read(String note) {
        return Checkpoint.read(note).orElseThrow(() -> new LogRolledBack(0, "the file of checkpoints is damaged"));
    }

    private Optional<Path> newest() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(CheckpointFile::holdsNotes).max(Path::compareTo);
        }
    }

    private static boolean holdsNotes(Path file) {
        return file.toString().endsWith(ENDING);
    }
}
