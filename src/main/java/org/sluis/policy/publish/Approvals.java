package org.sluis.policy.publish;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.canonical.Refused;
import org.sluis.database.DatabaseUnavailable;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.context.SmartLifecycle;

/**
 * A standing warning while a policy is in force that nobody approved, since it is as it was shipped: in the health answer, in a figure and
 * in a line of the machine at the start. It shuts nothing: the pack is what the log says it is.
 */
public final class Approvals implements HealthIndicator, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Approvals.class);

    private final Supplier<History.About> about;
    private volatile boolean running;

    Approvals(Supplier<History.About> about) {
        this.about = about;
    }

    /** How many policies are in force that nobody approved, of all controllers; NaN while that cannot be told. */
    public double byNobody() {
        try {
            return about.get().approvedByNobody();
        } catch (DatabaseUnavailable | Refused away) {
            return Double.NaN;
        }
    }

    /** Up, with a description where some are; unknown while that cannot be told: what is down then says so itself. */
    @Override
    public Health health() {
        double byNobody = byNobody();
        if (Double.isNaN(byNobody)) {
            return Health.unknown().build();
        }
        return byNobody == 0
                ? Health.up().build()
                : Health.status(new Status(Status.UP.getCode(), said(byNobody))).build();
    }

    private static String said(double byNobody) {
        return "nobody approved " + Math.round(byNobody) + " of the policies in force";
    }

    /** Once, when what a start publishes is published. */
    @Override
    public void start() {
        running = true;
        double byNobody = byNobody();
        if (byNobody > 0) {
            LOG.warn("{}; ./sluis policy propose puts one before a colleague", said(byNobody));
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
