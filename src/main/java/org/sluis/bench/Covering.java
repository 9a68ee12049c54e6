package org.sluis.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.sluis.audit.proof.Checkpoint;

/**
 * Looks every five milliseconds for the newest signed checkpoint outside the database, and remembers when it saw which. What
 * it tells is never earlier than the checkpoint was on disk.
 */
final class Covering implements AutoCloseable {
    private static final long PAUSE_MILLIS = 5;
    /** More than a note is long. */
    private static final int TAIL = 2048;

    private record Seen(long nanos, long size) {}

    private final Path folder;
    private final List<Seen> seen = new ArrayList<>();
    private final Thread watch = new Thread(this::look, "covering");

    /** @param folder of the checkpoints outside the database */
    Covering(Path folder) {
        this.folder = folder;
        watch.setDaemon(true);
        watch.start();
    }

    /** When a checkpoint was first seen that covers this index, by {@link System#nanoTime}; waits for it. */
    synchronized long at(long index) throws InterruptedException {
        while (seen.isEmpty() || seen.get(seen.size() - 1).size() <= index) {
            wait();
        }
        int low = 0;
        int high = seen.size() - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (seen.get(middle).size() > index) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return seen.get(low).nanos();
    }

    private void look() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                newest().ifPresent(this::saw);
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void saw(Checkpoint checkpoint) {
        if (seen.isEmpty() || seen.get(seen.size() - 1).size() < checkpoint.size()) {
            seen.add(new Seen(System.nanoTime(), checkpoint.size()));
            notifyAll();
        }
    }

    /** Of the last whole line; a file that is just being made or written has none yet. */
    private Optional<Checkpoint> newest() {
        try (Stream<Path> days = Files.list(folder)) {
            Optional<Path> day = days.max(Path::compareTo);
            return day.isEmpty() ? Optional.empty() : last(day.get());
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    private static Optional<Checkpoint> last(Path day) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(day.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(TAIL, file.length())];
            file.seek(file.length() - tail.length);
            file.readFully(tail);
            String text = new String(tail, StandardCharsets.UTF_8);
            int end = text.lastIndexOf('\n');
            int start = text.lastIndexOf('\n', end - 1) + 1;
            return end < 2
                    ? Optional.empty()
                    : Checkpoint.read(text.substring(start + 1, end - 1).replace("\\n", "\n"));
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
