package org.sluis.disclosure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Ids;

/**
 * Which node of the gateway this is: a random id, which says nothing of a machine or a person. It is the name of a file in
 * the data folder that the process holds while it runs. A start takes one that nobody holds, or else makes one: nodes that
 * share a folder are told apart, and one that was killed is taken up again.
 */
final class Node implements AutoCloseable {
    /** A process that closes a file gives up all its locks of it, so what is held here is not even opened. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private Node(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @throws UncheckedIOException when the folder cannot be read or written */
    static Node take(Path folder, Ids ids) {
        Path nodes = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(
                    nodes, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            for (Path file : known(nodes)) {
                Node free = held(file);
                if (free != null) {
                    return free;
                }
            }
            Node made = held(nodes.resolve(ids.next().toString()));
            if (made == null) {
                throw new IOException("another process took the id of this node");
            }
            return made;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<Path> known(Path nodes) throws IOException {
        try (Stream<Path> files = Files.list(nodes)) {
            return files.sorted().toList();
        }
    }

    private static @Nullable Node held(Path file) throws IOException {
        if (!HELD_HERE.add(file)) {
            return null;
        }
        Node node = new Node(file, FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        if (node.channel.tryLock() == null) {
            node.close();
            return null;
        }
        return node;
    }

    String id() {
        return file.getFileName().toString();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            HELD_HERE.remove(file);
        }
    }
}
