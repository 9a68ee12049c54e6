package org.sluis.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * One key, one file, written once: a header, the epoch, the secret, and a SHA-256 over the three, so that a damaged file
 * is refused instead of giving another key.
 */
final class KeyFile {
    static final String ENDING = ".key";
    /** Of a key that signs no more: its public half, which verifies for good. */
    static final String PUBLIC = ".public";

    static final String UNFINISHED = ".unfinished";
    static final String DESTROYED = ".destroyed";
    private static final String HEADER = "sluis-key-1";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private KeyFile() {}

    /** Readable under its name only when wholly on disk: written beside it, fsync, rename, fsync of the folder. */
    static void write(Path folder, String epoch, String ending, byte[] key) throws IOException {
        String lines = HEADER + "\n" + epoch + "\n" + HexFormat.of().formatHex(key) + "\n";
        Path unfinished = folder.resolve(epoch + UNFINISHED);
        try (FileChannel channel = FileChannel.open(
                unfinished, Set.of(CREATE_NEW, WRITE), PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            writeAll(channel, (lines + digest(lines) + "\n").getBytes(US_ASCII));
        }
        Files.move(unfinished, folder.resolve(epoch + ending), StandardCopyOption.ATOMIC_MOVE);
        sync(folder);
    }

    static byte[] read(Path folder, String epoch, String ending) throws IOException {
        Path file = folder.resolve(epoch + ending);
        if (!Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
            throw new IOException("others than the owner may read " + file.getFileName() + ": chmod 600 it");
        }
        List<String> lines = Files.readAllLines(file, US_ASCII);
        if (lines.size() != 4
                || !lines.get(0).equals(HEADER)
                || !lines.get(1).equals(epoch)
                || !digest(String.join("\n", lines.subList(0, 3)) + "\n").equals(lines.get(3))) {
            throw new IOException("damaged: " + file.getFileName());
        }
        return HexFormat.of().parseHex(lines.get(2));
    }

    /** Gone under its name first, so that a crash cannot leave a damaged key; then overwritten, then removed. */
    static void destroy(Path folder, String epoch) throws IOException {
        Path gone = folder.resolve(epoch + DESTROYED);
        Files.move(folder.resolve(epoch + ENDING), gone, StandardCopyOption.ATOMIC_MOVE);
        sync(folder);
        wipe(gone);
        sync(folder);
    }

    static void wipe(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, WRITE)) {
            writeAll(channel, new byte[(int) channel.size()]);
        }
        Files.delete(file);
    }

    private static void writeAll(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            channel.write(left);
        }
        channel.force(true);
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        }
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("SHA-256 is missing from this JVM", absent);
        }
    }
}
