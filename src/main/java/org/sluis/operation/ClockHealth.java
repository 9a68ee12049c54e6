package org.sluis.operation;

import java.time.Clock;
import org.sluis.database.DatabaseUnavailable;
import org.sluis.database.Transactions;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Down where this machine's clock and the database's are more than five seconds apart. It looks itself: the {@link ClockWatch}
 * may be a second behind.
 */
final class ClockHealth implements HealthIndicator {
    private final Transactions transactions;
    private final Clock clock;

    ClockHealth(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Health health() {
        try {
            return (ClockWatch.apart(transactions, clock) ? Health.down() : Health.up()).build();
        } catch (DatabaseUnavailable away) {
            return Health.down().build();
        }
    }
}
