package org.sluis.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.DatabaseUnavailable;
import org.sluis.database.SqlFailed;
import org.sluis.database.Transactions;
import org.sluis.database.Writes;

/**
 * Two threads that commit what is in flight: while one batch is on its way to disk, the next is written and the one after
 * that gathers. A batch is tried as it is; if it fails, it runs once more with a savepoint around each unit, so that only
 * the guilty fail.
 */
final class GroupCommit implements AutoCloseable {
    static final int MOST_IN_A_BATCH = 64;
    private static final int MOST_WAITING = 1024;
    private static final long PATIENCE_SECONDS = 10;
    private static final int COMMITTERS = 2;
    /** How long a batch waits for those who are about to come: some of what its round trips would cost each of them alone. */
    private static final long GATHERING_NANOS = 300_000;

    private static final long LOOK_AGAIN_NANOS = 50_000;
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private record Pending(Entry entry, Ledger.Unit unit, CompletableFuture<AuditReceipt> done) {
        void fail(Throwable why) {
            done.completeExceptionally(why);
        }
    }

    private final Transactions transactions;
    private final BlockingQueue<Pending> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong commits = new AtomicLong();
    private final AtomicInteger callers = new AtomicInteger();
    /** Who had just been answered comes back soon, where callers are many: each batch waits for its share of them. */
    private volatile int share;

    private final List<Thread> committers =
            List.of(new Thread(this::work, "ledger-1"), new Thread(this::work, "ledger-2"));
    volatile LongConsumer told = nanos -> {}; // hears how many nanoseconds each shared transaction took
    private volatile boolean closed;

    GroupCommit(Transactions transactions) {
        this.transactions = transactions;
    }

    void start() {
        committers.forEach(committer -> {
            committer.setDaemon(true);
            committer.start();
        });
    }

    long commits() {
        return commits.get();
    }

    int waiting() {
        return waiting.size();
    }

    AuditReceipt commit(Entry entry, Ledger.Unit unit) {
        Pending pending = new Pending(entry, unit, new CompletableFuture<>());
        if (closed || !waiting.offer(pending)) {
            throw new Refused(Reason.LOG_UNAVAILABLE);
        }
        callers.incrementAndGet();
        try {
            return pending.done().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException unchanged) {
                throw unchanged;
            }
            throw (Error) failed.getCause();
        } catch (TimeoutException | InterruptedException gaveUp) {
            // Not taken yet: it never will be. Taken already: the outcome is unknown to the caller.
            pending.fail(new Refused(Reason.LOG_UNAVAILABLE));
            if (gaveUp instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new Refused(Reason.LOG_UNAVAILABLE);
        } finally {
            callers.decrementAndGet();
        }
    }

    private void work() {
        List<Pending> batch = new ArrayList<>();
        while (!closed) {
            try {
                batch.add(waiting.take());
                gather();
                waiting.drainTo(batch, MOST_IN_A_BATCH - 1);
                batch.removeIf(pending -> pending.done().isDone());
                attempt(batch);
            } catch (InterruptedException closing) {
                break;
            } catch (Throwable unexpected) {
                LOG.error("a batch failed: {}", unexpected.getClass().getName());
            } finally {
                // Whoever has no answer yet has an unknown outcome.
                batch.forEach(pending -> pending.fail(new Refused(Reason.LOG_UNAVAILABLE)));
                batch.clear();
            }
        }
        waiting.forEach(pending -> pending.fail(new Refused(Reason.LOG_UNAVAILABLE)));
    }

    private void gather() {
        long until = System.nanoTime() + GATHERING_NANOS;
        while (waiting.size() + 1 < share && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private void attempt(List<Pending> batch) {
        if (batch.isEmpty()) {
            return;
        }
        List<Pending> written = new ArrayList<>();
        long began = System.nanoTime();
        try {
            transactions.unnamed(connection -> {
                together(connection, batch);
                return written.addAll(batch);
            });
            settle(written, System.nanoTime() - began);
        } catch (DatabaseUnavailable away) {
            LOG.warn("{} units not recorded: {}", batch.size(), away.getMessage());
        } catch (Throwable failed) {
            if (!written.isEmpty()) {
                LOG.warn("{} units not recorded: the commit was refused", batch.size());
            } else {
                replay(batch);
            }
        }
    }

    /** Who fails is told after the commit: it may fail because of another, and look at once at what that one wrote. */
    private void replay(List<Pending> batch) {
        List<Pending> written = new ArrayList<>();
        Map<Pending, Throwable> guilty = new LinkedHashMap<>();
        long began = System.nanoTime();
        try {
            transactions.unnamed(connection -> {
                for (Pending pending : batch) {
                    Throwable why = alone(connection, pending);
                    if (why == null) {
                        written.add(pending);
                    } else {
                        guilty.put(pending, why);
                    }
                }
                return written;
            });
            settle(written, System.nanoTime() - began);
            guilty.forEach(Pending::fail);
        } catch (DatabaseUnavailable | SqlFailed away) {
            LOG.warn("{} units not recorded: {}", batch.size(), away.getMessage());
        }
    }

    private void settle(List<Pending> written, long took) {
        commits.incrementAndGet();
        told.accept(took);
        share = Math.min(callers.get() / COMMITTERS, MOST_IN_A_BATCH);
        written.forEach(pending -> pending.done().complete(pending.entry().receipt()));
    }

    private static void together(Connection connection, List<Pending> batch) throws SQLException {
        Map<String, List<Pending>> byTenant = new LinkedHashMap<>();
        batch.forEach(pending -> byTenant.computeIfAbsent(pending.entry().tenant(), tenant -> new ArrayList<>())
                .add(pending));
        for (Map.Entry<String, List<Pending>> units : byTenant.entrySet()) {
            EntryRows.enter(connection, units.getKey());
            EntryRows.write(
                    connection,
                    units.getKey(),
                    units.getValue().stream().map(Pending::entry).toList());
            Writes.now(connection, writes -> units.getValue().forEach(pending -> pending.unit()
                    .write(writes, pending.entry().receipt())));
        }
        EntryRows.demandSound(connection);
    }

    /** Null where the unit is in the transaction; else why not, and it has left nothing behind. */
    private static @Nullable Throwable alone(Connection connection, Pending pending) throws SQLException {
        Savepoint before = connection.setSavepoint();
        Throwable why;
        try {
            EntryRows.enter(connection, pending.entry().tenant());
            EntryRows.write(connection, pending.entry().tenant(), List.of(pending.entry()));
        } catch (SqlFailed notLogged) {
            LOG.warn("an entry cannot be written: {}", notLogged.getMessage());
            connection.rollback(before);
            return new Refused(Reason.LOG_UNAVAILABLE);
        }
        try {
            Writes.now(connection, writes -> pending.unit()
                    .write(writes, pending.entry().receipt()));
            EntryRows.demandSound(connection);
            connection.releaseSavepoint(before);
            return null;
        } catch (DatabaseUnavailable away) {
            throw away;
        } catch (RuntimeException | Error unit) {
            why = unit;
        }
        connection.rollback(before);
        return why;
    }

    @Override
    public void close() {
        closed = true;
        committers.forEach(Thread::interrupt);
        try {
            for (Thread committer : committers) {
                committer.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
