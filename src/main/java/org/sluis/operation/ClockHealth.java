package org.sluis.operation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.sluis.database.DatabaseUnavailable;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Down where this machine's clock and the database's are more than five seconds apart: tokens and entries go by the one, leases
 * by the other.
 */
final class ClockHealth implements HealthIndicator {
    private static final Duration APART = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final Clock clock;

    ClockHealth(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Health health() {
        try {
            Instant before = clock.instant();
            Instant there = transactions.across(connection -> Rows.query(
                            connection, "SELECT clock_timestamp() AS now", row -> Rows.instant(row, "now"))
                    .get(0));
            Instant after = clock.instant();
            boolean together = there.isAfter(before.minus(APART)) && there.isBefore(after.plus(APART));
            return (together ? Health.up() : Health.down()).build();
        } catch (DatabaseUnavailable away) {
            return Health.down().build();
        }
    }
}
