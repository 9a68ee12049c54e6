package org.sluis.consent.birthday;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.springframework.context.SmartLifecycle;

/**
 * Looks each second whether a day has begun, and each minute whether somebody is to be warned. Every node does; none
 * coordinates. It goes by the machine's time alone, also in demo mode.
 */
final class BirthdayWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(BirthdayWatch.class);

    private final Transactions transactions;
    private final Freeze freeze;
    private final Warnings warnings;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "birthdays"));
    private volatile boolean running;

    BirthdayWatch(Transactions transactions, Freeze freeze, Warnings warnings) {
        this.transactions = transactions;
        this.freeze = freeze;
        this.warnings = warnings;
    }

    @Override
    public void start() {
        var eachSecond = executor.scheduleWithFixedDelay(() -> round(freeze::round), 0, 1, TimeUnit.SECONDS);
        var eachMinute = executor.scheduleWithFixedDelay(() -> round(warnings::round), 1, 60, TimeUnit.SECONDS);
        running = true;
    }

    private void round(Consumer<String> work) {
        try {
            tenants().forEach(tenant -> alone(tenant, work));
        } catch (RuntimeException failure) {
            LOG.warn("birthdays: a round failed with {}", failure.getClass().getName());
        }
    }

    /** One controller's trouble is not the next one's. */
    private static void alone(String tenant, Consumer<String> work) {
        try {
            work.accept(tenant);
        } catch (RuntimeException failure) {
            LOG.warn(
                    "birthdays: {} was not handled: {}",
                    tenant,
                    failure.getClass().getName());
        }
    }

    private List<String> tenants() {
        return transactions.across(
                connection -> Rows.query(connection, "SELECT id FROM tenant ORDER BY id", row -> row.getString(1)));
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
