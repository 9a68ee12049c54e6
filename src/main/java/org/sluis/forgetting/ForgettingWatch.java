package org.sluis.forgetting;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.springframework.context.SmartLifecycle;

/** Completes erasures that are older than the time that is set. Every node looks; none coordinates. */
final class ForgettingWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ForgettingWatch.class);
    private static final long EACH_MINUTES = 10;

    private final EpochTurn turn;
    private final Transactions transactions;
    private final Duration after;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "forgetting"));
    private volatile boolean running;

    ForgettingWatch(EpochTurn turn, Transactions transactions, Duration after) {
        this.turn = turn;
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
        try {
            EpochTurn.Pending pending = turn.pending();
            Instant now = transactions.across(connection -> Rows.query(
                            connection, "SELECT clock_timestamp() AS now", row -> Rows.instant(row, "now"))
                    .get(0));
            if (pending.erasures() > 0 && !pending.since().plus(after).isAfter(now)) {
                EpochTurn.Turned turned = turn.complete(done -> {});
                LOG.info(
                        "forgetting: {} rows wrapped anew, {} epochs destroyed",
                        turned.anew(),
                        turned.destroyed().size());
            }
        } catch (RuntimeException failure) {
            LOG.warn("forgetting: not complete, {}", failure.getClass().getName());
        }
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
