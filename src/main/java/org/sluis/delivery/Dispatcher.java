package org.sluis.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.sluis.canonical.FailPoint;
import org.sluis.canonical.PartyId;
import org.sluis.gate.Receive;
import org.sluis.protect.Sealing;

/**
 * Works the outbox off, recipient by recipient: each worker claims a few disclosures, and opens, sends and settles them one after
 * the other. Any number of nodes may run it on one database; none coordinates. No payload is open but the one that is being sent.
 */
public final class Dispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final long IDLE_MILLIS = 500;
    /** Who the controllers are. */
    private static final long ASK_AGAIN_NANOS = 1_000_000_000;

    private final Claim claim;
    private final Sealing sealing;
    private final Sender sender;
    private final Settle settle;
    private final Tenants tenants;
    private final Lanes lanes;
    private final AtomicInteger turn = new AtomicInteger();
    private final List<Thread> workers = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private volatile LongConsumer settled = nanos -> {};
    private volatile boolean running;

    Dispatcher(Claim claim, Sealing sealing, Sender sender, Settle settle, Tenants tenants, Lanes lanes) {
        this.claim = claim;
        this.sealing = sealing;
        this.sender = sender;
        this.settle = settle;
        this.tenants = tenants;
        this.lanes = lanes;
    }

    /** Hears how many nanoseconds each send took, from its lease to what became of it. */
    public void whenSettled(LongConsumer listener) {
        settled = listener;
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

    /** Something may be due now: wakes a worker of this node, and whoever then finds something the next; those of others look twice a second. */
    public void wake() {
        lock.lock();
        try {
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        boolean rested = true;
        List<String> controllers = List.of();
        long asked = System.nanoTime() - ASK_AGAIN_NANOS;
        while (running) {
            boolean found = false;
            try {
                if (System.nanoTime() - asked >= ASK_AGAIN_NANOS) {
                    asked = System.nanoTime();
                    controllers = tenants.all();
                }
                for (String tenant : controllers) {
                    found |= once(tenant);
                }
            } catch (Throwable failure) {
                // Whatever it was, the row's lease runs out and the row is tried again; a worker must not die of it.
                LOG.warn("delivery: a worker failed with {}", failure.getClass().getName());
                found = false;
            }
            if (!found) {
                idle();
            } else if (rested) {
                wake();
            }
            rested = !found;
        }
    }

    /** One claim for each recipient for whom something waits, each time from another one on, and what follows; whether any was. */
    boolean once(String tenant) {
        boolean found = false;
        Outbox.ToDo toDo = claim.toDo(tenant);
        List<PartyId> recipients = toDo.recipients();
        int from = turn.getAndIncrement() & Integer.MAX_VALUE;
        for (int i = 0; i < recipients.size(); i++) {
            PartyId recipient = recipients.get((from + i) % recipients.size());
            Optional<Lanes.Place> place = lanes.enter(tenant, recipient);
            if (place.isPresent()) {
                found |= once(tenant, recipient, place.get());
            }
        }
        return toDo.late() && claim.expireNext(tenant) || found;
    }

    private boolean once(String tenant, PartyId recipient, Lanes.Place place) {
        try (place) {
            Claim.Step step = claim.next(tenant, recipient, place.most());
            long leased = System.nanoTime();
            for (Leased cleared : step.cleared()) {
                Optional<Boolean> reached = Optional.of(false); // unless it is
                long began = System.nanoTime();
                try (var named =
                        MDC.putCloseable(Receive.NAMED, cleared.disclosure().toString())) {
                    reached = deliver(cleared);
                    settled.accept(System.nanoTime() - leased);
                } finally {
                    reached.ifPresent(yes -> place.sent(yes, System.nanoTime() - began));
                }
            }
            return step.found();
        }
    }

    /** Whether the recipient answered; nothing where it was not even tried. */
    private Optional<Boolean> deliver(Leased cleared) {
        FailPoint.reach("after-lease-commit");
        byte[] payload;
        try {
            payload = open(cleared);
        } catch (RuntimeException unreadable) {
            LOG.error(
                    "delivery: a payload does not open: {}",
                    unreadable.getClass().getName());
            settle.unreadable(cleared);
            return Optional.empty();
        }
        try {
            if (cleared.nanosLeft() <= 0) {
                throw new Sender.NotSent(Sender.NotSent.Kind.FAILED);
            }
            sender.send(cleared, payload);
        } catch (Sender.NotSent failure) {
            settle.notSent(cleared, failure.kind());
            return Optional.of(failure.kind() == Sender.NotSent.Kind.REFUSED);
        }
        settle.delivered(cleared);
        return Optional.of(true);
    }

    /** A recall is made of its ids; a disclosure is what was sealed when it was accepted. */
    private byte[] open(Leased cleared) {
        if (cleared instanceof ClearedRecall recall) {
            return recall.task().bytes();
        }
        Waiting row = ((Cleared) cleared).row();
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

    /** Lets every worker finish what it has claimed. */
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
