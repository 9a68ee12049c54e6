package org.sluis.delivery;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks every few seconds for what time alone brings: answers that did not come, withdrawals that nobody finished. Every node does. */
final class DeliveryWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWatch.class);
    private static final long EACH_SECONDS = 5;

    private final Tenants tenants;
    private final List<Consumer<String>> rounds;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "delivery-watch"));
    private volatile boolean running;

    DeliveryWatch(Tenants tenants, DrainOutbox drain, Deadlines deadlines) {
        this.tenants = tenants;
        this.rounds = List.of(drain::catchUp, deadlines::round);
    }

    @Override
    public void start() {
        var unused = executor.scheduleWithFixedDelay(this::look, EACH_SECONDS, EACH_SECONDS, TimeUnit.SECONDS);
        running = true;
    }

    private void look() {
        try {
            tenants.all().forEach(tenant -> rounds.forEach(round -> alone(tenant, round)));
        } catch (RuntimeException failure) {
            LOG.warn(
                    "delivery watch: a round failed with {}", failure.getClass().getName());
        }
    }

    /** One controller's trouble is not the next one's. */
    private static void alone(String tenant, Consumer<String> round) {
        try {
            round.accept(tenant);
        } catch (RuntimeException failure) {
            LOG.warn(
                    "delivery watch: {} failed with {}",
                    tenant,
                    failure.getClass().getName());
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
