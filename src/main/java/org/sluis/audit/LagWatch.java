package org.sluis.audit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.audit.SequenceRows.Moment;
import org.sluis.database.Transactions;

/**
 * Looks each second whether every entry that was there a minute ago, by the database's clock, is covered by a checkpoint
 * that is outside the database too. While one is not (sequencing hangs here or on the node that does it, the folder of
 * checkpoints cannot be written) nothing more is recorded, so nothing is accepted or sent; it ends by itself. What was
 * there before the start of this node is noticed a minute after it.
 */
final class LagWatch implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 1000;
    private static final Logger LOG = LoggerFactory.getLogger(LagWatch.class);

    private final Transactions transactions;
    private final Sequencer sequencer;
    private final Ledger ledger;
    private final Duration patience;
    private final Deque<Moment> moments = new ArrayDeque<>();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "lag-watch");
        thread.setDaemon(true);
        return thread;
    });
    private long horizon;
    private boolean lagging;

    /** @param patience how long an entry may be without such a checkpoint */
    LagWatch(Transactions transactions, Sequencer sequencer, Ledger ledger, Duration patience) {
        this.transactions = transactions;
        this.sequencer = sequencer;
        this.ledger = ledger;
        this.patience = patience;
    }

    /** After the sequencer's: what that found covered need not be looked at again. */
    void start() {
        horizon = sequencer.horizon();
        var unused = executor.scheduleWithFixedDelay(this::lookOrWait, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void lookOrWait() {
        try {
            look();
        } catch (RuntimeException away) {
            // The next look must come whatever this was; without the database nothing is recorded anyway.
            LOG.warn(
                    "nobody can tell how far the log is covered: {}",
                    away.getClass().getSimpleName());
        }
    }

    /** Once. */
    void look() {
        long outside = sequencer.outside();
        boolean late = transactions.across(connection -> {
            SequenceRows.byIndex(connection);
            Moment now = SequenceRows.moment(connection);
            moments.addLast(now);
            Moment then = null;
            while (!moments.getFirst().at().isAfter(now.at().minus(patience)) && moments.size() > 1) {
                then = moments.removeFirst();
            }
            if (then == null) {
                return lagging;
            } else if (!SequenceRows.covered(connection, horizon, then, outside)) {
                return true;
            }
            horizon = Math.max(horizon, then.horizon());
            return false;
        });
        if (late != lagging) {
            lagging = late;
            tell(late);
            ledger.lag(late);
        }
    }

    private void tell(boolean late) {
        if (late) {
            LOG.error(
                    "nothing is accepted: an entry of more than {} s ago is in no checkpoint outside the database",
                    patience.toSeconds());
        } else {
            LOG.info("the log is covered again, and accepts");
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
