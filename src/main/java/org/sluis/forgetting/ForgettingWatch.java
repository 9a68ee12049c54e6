package org.sluis.forgetting;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.springframework.context.SmartLifecycle;

/**
 * Removes what is past its period, once a day, and completes erasures that are older than the time that is set; what retention
 * removed waits for that as long as its file says. Every node looks; none coordinates.
 */
final class ForgettingWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ForgettingWatch.class);
    private static final long EACH_MINUTES = 10;

    private final EpochTurn turn;
    private final Retention retention;
    private final Transactions transactions;
    private final Duration after;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "forgetting"));
    private volatile boolean running;

    ForgettingWatch(EpochTurn turn, Retention retention, Transactions transactions, Duration after) {
        this.turn = turn;
        this.retention = retention;
        this.transactions = transactions;
        this.after = after;
    }

    @Override
    public void start() {
        var eachTime = executor.scheduleWithFixedDelay(this::round, 1, EACH_MINUTES, TimeUnit.MINUTES);
        running = true;
    }

    /** Visible for a test; a failure is told and tried again. */
    void round() {
        tried("retention", retention::daily);
        tried("forgetting", this::complete);
    }

    private static void tried(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            LOG.warn("{}: not complete, {}", what, failure.getClass().getName());
        }
    }

    private void complete() {
        EpochTurn.Pending pending = turn.pending();
        Instant now = transactions.across(
                connection -> Rows.query(connection, "SELECT clock_timestamp() AS now", row -> Rows.instant(row, "now"))
                        .get(0));
        if (pending.erasures() > 0 && !pending.since().plus(after).isAfter(now)
                || pending.removals() > 0 && !late(pending.removedSince()).isAfter(now)) {
            EpochTurn.Turned turned = turn.complete(done -> {});
            LOG.info(
                    "forgetting: {} rows wrapped anew, {} epochs destroyed",
                    turned.anew(),
                    turned.destroyed().size());
        }
    }

    /** When what was removed then is to be complete. */
    private Instant late(Instant removed) {
        return removed.atOffset(ZoneOffset.UTC).plus(retention.complete()).toInstant();
    }

    @Override
    public void stop() {
        executor.shutdownNow();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
