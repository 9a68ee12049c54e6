package org.sluis.operation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;

/** What waits, by controller, recipient and state, and how old the oldest of it is; looked at every ten seconds. */
final class QueueMeters implements AutoCloseable {
    private static final long PAUSE_SECONDS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(QueueMeters.class);

    private final Transactions transactions;
    private final MultiGauge waiting;
    private final MultiGauge oldest;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "queue-meters");
        thread.setDaemon(true);
        return thread;
    });

    private record Queue(String controller, String recipient, String state, long depth, double age) {
        Tags tags() {
            return Tags.of("controller", controller, "recipient", recipient, "state", state);
        }
    }

    QueueMeters(MeterRegistry registry, Transactions transactions) {
        this.transactions = transactions;
        this.waiting = MultiGauge.builder("sluis.outbox")
                .description("Disclosures that have not ended")
                .register(registry);
        this.oldest = MultiGauge.builder("sluis.outbox.oldest")
                .description("Age of the oldest of them")
                .baseUnit("seconds")
                .register(registry);
    }

    void start() {
        var unused = executor.scheduleWithFixedDelay(this::lookOrWait, 0, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    private void lookOrWait() {
        try {
            look();
        } catch (RuntimeException away) {
            LOG.warn("queues not counted: {}", away.getClass().getSimpleName());
        }
    }

    /** Once. */
    void look() {
        List<String> controllers = transactions.across(
                connection -> Rows.query(connection, "SELECT id FROM tenant", row -> row.getString(1)));
        List<Queue> queues = new ArrayList<>();
        controllers.forEach(controller -> queues.addAll(transactions.within(
                controller,
                connection -> Rows.query(
                        connection,
                        "SELECT recipient, state, count(*) AS depth,"
                                + " extract(epoch FROM clock_timestamp() - min(accepted_at)) AS age FROM outbox"
                                + " WHERE tenant = ? AND open"
                                + " GROUP BY recipient, state",
                        row -> new Queue(
                                controller,
                                row.getString("recipient"),
                                row.getString("state"),
                                row.getLong("depth"),
                                row.getDouble("age")),
                        controller))));
        waiting.register(
                queues.stream()
                        .map(each -> MultiGauge.Row.of(each.tags(), each.depth()))
                        .toList(),
                true);
        oldest.register(
                queues.stream()
                        .map(each -> MultiGauge.Row.of(each.tags(), each.age()))
                        .toList(),
                true);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
