package org.sluis.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.protect.Sealing;

/**
 * Works the outbox off: each worker claims, opens, sends and settles one disclosure at a time. Any number of nodes may
 * run it on one database; none coordinates. It holds no payload but the one it is sending.
 */
public final class Dispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final long IDLE_MILLIS = 500;

    private final Claim claim;
    private final Sealing sealing;
    private final Sender sender;
    private final Settle settle;
    private final Tenants tenants;
    private final List<Thread> workers = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private volatile boolean running;

    Dispatcher(Claim claim, Sealing sealing, Sender sender, Settle settle, Tenants tenants) {
        this.claim = claim;
        this.sealing = sealing;
        this.sender = sender;
        this.settle = settle;
        this.tenants = tenants;
    }

    /** Starts this many workers. */
    public void start(int count) {
        running = true;
        for (int i = 0; i < count; i++) {
            Thread worker = new Thread(this::work, "delivery-" + i);
            worker.start();
            workers.add(worker);
        }
    }

    /** Something may be due now: wakes the workers of this node; those of others look twice a second. */
    public void wake() {
        lock.lock();
        try {
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        while (running) {
            boolean found = false;
            try {
                for (String tenant : tenants.all()) {
                    found |= once(tenant);
                }
            } catch (Throwable failure) {
                // Whatever it was, the row's lease runs out and the row is tried again; a worker must not die of it.
                LOG.warn("delivery: a worker failed with {}", failure.getClass().getName());
                found = false;
            }
            if (!found) {
                idle();
            }
        }
    }

    /** One claim and what follows from it; whether there was anything to do. */
    boolean once(String tenant) {
        Claim.Step step = claim.next(tenant);
        Cleared cleared = step.cleared();
        if (cleared != null) {
            deliver(cleared);
        }
        return step.found();
    }

    private void deliver(Cleared cleared) {
        byte[] payload;
        try {
            payload = open(cleared.row());
        } catch (RuntimeException unreadable) {
            LOG.error(
                    "delivery: a payload does not open: {}",
                    unreadable.getClass().getName());
            settle.unreadable(cleared);
            return;
        }
        try {
            if (cleared.nanosLeft() <= 0) {
                throw new Sender.NotSent(Sender.NotSent.Kind.FAILED);
            }
            sender.send(cleared, payload);
        } catch (Sender.NotSent failure) {
            settle.notSent(cleared, failure.kind());
            return;
        }
        settle.delivered(cleared);
    }

    private byte[] open(Waiting row) {
        return sealing.open(row.key(), row.ciphertext(), row.tenant(), row.disclosure(), row.recipient());
    }

    private void idle() {
        lock.lock();
        try {
            if (running) {
                var ignored = work.await(IDLE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stop) {
            running = false;
        } finally {
            lock.unlock();
        }
    }

    /** Lets every worker finish the disclosure it holds. */
    @Override
    public void close() {
        running = false;
        wake();
        for (Thread worker : workers) {
            try {
                worker.join(Outbox.LEASE.toMillis());
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
        workers.clear();
    }
}
