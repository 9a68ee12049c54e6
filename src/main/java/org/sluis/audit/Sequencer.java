package org.sluis.audit;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.audit.proof.MerkleTree;
import org.sluis.canonical.FailPoint;
import org.sluis.database.DatabaseUnavailable;
import org.sluis.database.SqlFailed;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;

/**
 * Gives every event its place: a contiguous index from 0, across all tenants, in a Merkle tree whose signed checkpoint
 * covers it within a second and is kept in the database and, fsynced, outside it. Every node runs one; an advisory lock
 * lets one at a time work, and each keeps its own outside copy.
 */
public final class Sequencer implements AutoCloseable {
    private static final long PAUSE_MILLIS = 400;
    private static final long PATIENCE_SECONDS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);

    private final Transactions transactions;
    private final KeyFolder keys;
    private final Clock clock;
    private final CheckpointFile outside;
    private final SoundLog sound;
    private final String origin;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "sequencer");
        thread.setDaemon(true);
        return thread;
    });
    private MerkleTree tree = new MerkleTree();
    private long horizon;
    private volatile long copied;
    private volatile long coveredAt = System.nanoTime();
    private volatile @Nullable RuntimeException stopped;
    private Consumer<RuntimeException> told = why -> {};

    /**
     * @param checkpoints the folder outside the database, best on another disk
     * @param origin the name of this log in its checkpoints: a host and a path, no scheme, no spaces, no plus
     */
    public Sequencer(Transactions transactions, KeyFolder keys, Clock clock, Path checkpoints, String origin) {
        demandName(origin);
        this.transactions = transactions;
        this.keys = keys;
        this.clock = clock;
        this.outside = new CheckpointFile(checkpoints);
        this.origin = origin;
        this.sound = new SoundLog(transactions, keys, outside, origin);
    }

    static void demandName(String origin) {
        if (!origin.matches("[a-z0-9./-]{1,100}")) {
            throw new IllegalArgumentException("not a name for a log: " + origin);
        }
    }

    /**
     * Rebuilds the tree, and starts only when it contains the newest checkpoint of the outside file and of the database.
     *
     * @throws LogRolledBack when it does not
     */
    public void start() {
        rebuild();
        var unused = executor.scheduleWithFixedDelay(this::passOrStop, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The same question at any moment: nothing here waits for the answer. */
    public SoundLog sound() {
        return sound;
    }

    /** Who is told when the log was found changed under way. */
    void whenStopped(Consumer<RuntimeException> listener) {
        told = listener;
    }

    /** False once the log was found changed under way: nothing gets a place any more, so nothing should be accepted. */
    public boolean running() {
        return stopped == null && !executor.isShutdown();
    }

    /** No transaction below this one left an event without a place. */
    synchronized long horizon() {
        return horizon;
    }

    /** How long ago everything that had been recorded was covered by a checkpoint outside the database; what is newer may not be. */
    public Duration lag() {
        return Duration.ofNanos(System.nanoTime() - coveredAt);
    }

    /** How many entries the newest checkpoint covers that is outside the database too. */
    long outside() {
        return copied;
    }

    void rebuild() {
        tree = sound.tree();
        pass();
    }

    private void passOrStop() {
        try {
            pass();
        } catch (DatabaseUnavailable | SqlFailed | java.io.UncheckedIOException away) {
            LOG.warn("no checkpoint this time: {}", away.getMessage());
        } catch (RuntimeException wrong) {
            stopped = wrong;
            LOG.error("sequencing stopped: {}", wrong.getMessage());
            told.accept(wrong);
            throw wrong;
        }
    }

    /** Places what has none yet, signs, and copies the newest checkpoint outside. */
    synchronized void pass() {
        long began = System.nanoTime();
        Round round = new Round(true, horizon);
        while (round.more()) {
            MerkleTree next = tree.copy();
            round = transactions.across(connection -> place(connection, next));
            // Only what is committed counts: after a failure the same events are looked for again.
            if (next.size() > tree.size()) {
                FailPoint.reach("after-sequence");
            }
            tree = next;
            horizon = round.horizon();
        }
        Optional<String> note = transactions.across(SequenceRows::newestNote);
        // A size beyond ours was signed by another node meanwhile; the next pass will know it.
        if (note.isPresent() && tree.size() > copied && size(note.get()) == tree.size()) {
            Checkpoint newest = sound.signed(note.get());
            if (!Arrays.equals(newest.root(), tree.root())) {
                throw new LogRolledBack(copied, "the root of " + newest.size() + " entries differs");
            }
            outside.append(note.get(), clock.instant());
            copied = newest.size();
        }
        if (copied == tree.size()) {
            coveredAt = began;
        }
    }

    private static long size(String note) {
        return Checkpoint.read(note).map(Checkpoint::size).orElse(-1L);
    }

    /** @param horizon below which no transaction left an event without a place */
    private record Round(boolean more, long horizon) {}

    private Round place(Connection connection, MerkleTree next) {
        SequenceRows.byIndex(connection);
        boolean mine = SequenceRows.lock(connection);
        if (mine && SequenceRows.size(connection) < next.size()) {
            throw new LogRolledBack(SequenceRows.size(connection), "the sequence has become shorter");
        }
        List<SequenceRows.Placed> known = SequenceRows.placed(connection, next.size());
        for (SequenceRows.Placed placed : known) {
            if (placed.index() != next.size() || placed.changed()) {
                throw new LogRolledBack(next.size(), "gap or changed entry");
            }
            next.append(placed.leaf());
        }
        if (!mine || known.size() == SequenceRows.PAGE) {
            return new Round(known.size() == SequenceRows.PAGE, horizon);
        }
        long seenBelow = SequenceRows.horizon(connection);
        List<SequenceRows.Unplaced> events = SequenceRows.unplaced(connection, horizon);
        if (events.stream().anyMatch(SequenceRows.Unplaced::changed)) {
            throw new LogRolledBack(next.size(), "an entry was changed before it had a place");
        }
        boolean more = events.size() == SequenceRows.PAGE;
        if (!events.isEmpty()) {
            FailPoint.reach("before-sequence");
            SequenceRows.place(connection, next.size(), events);
            events.forEach(event -> next.append(event.leaf()));
            Checkpoint checkpoint = new Checkpoint(origin, next.size(), next.root());
            SequenceRows.keep(connection, checkpoint, LogKeys.note(keys, checkpoint), clock.instant());
        }
        return new Round(
                more, more ? Math.min(seenBelow, events.get(events.size() - 1).transaction()) : seenBelow);
    }

    /** Once more, so that what was recorded last is covered, too; it waits ten seconds for that at most. */
    @Override
    public void close() {
        if (running()) {
            executor.execute(this::passOrStop);
        }
        executor.shutdown();
        try {
            executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
