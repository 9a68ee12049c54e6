package org.sluis.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who uses a bundled server, as locks that the kernel lets go of when a process dies: byte 0 is held while one starts or
 * stops it, byte 1 is shared by all that use it.
 */
final class ServerLock implements AutoCloseable {
    /** Locks of a file belong to the whole process and fall with any channel that it closes, hence one channel a file. */
    private static final Set<Path> IN_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;
    private @Nullable FileLock inUse;

    private ServerLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static ServerLock on(Path file) throws IOException {
        if (!IN_THIS_PROCESS.add(file)) {
            throw new DatabaseUnfit(
                    "this process has already opened the bundled PostgreSQL in " + file.getParent(), "Open it once.");
        }
        try {
            return new ServerLock(
                    file,
                    FileChannel.open(
                            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException | RuntimeException failure) {
            IN_THIS_PROCESS.remove(file);
            throw failure;
        }
    }

    /** Waits until nobody else starts or stops the server. */
    FileLock alone() throws IOException {
        return channel.lock(0, 1, false);
    }

    void use() throws IOException {
        inUse = channel.lock(1, 1, true);
    }

    /** Stops using it; true when no other process uses it either. Call with {@link #alone} held. */
    boolean wasLast() throws IOException {
        if (inUse != null) {
            inUse.release();
            inUse = null;
        }
        FileLock last = channel.tryLock(1, 1, false);
        if (last == null) {
            return false;
        }
        last.release();
        return true;
    }

    @Override
    public void close() throws IOException {
        IN_THIS_PROCESS.remove(file);
        channel.close();
    }
}
