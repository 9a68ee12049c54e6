package org.sluis.operation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Reason;

/**
 * Counted from the log itself, so that nothing is counted that did not happen and nothing happens uncounted: entries by kind and
 * reason, both from closed lists; how long a commit takes; how long ago all there was had a checkpoint outside the database.
 */
final class LogMeters implements Ledger.Recorded {
    private static final String NONE = "none";
    /** What a person wrote as a reason is none of the catalogue, and is no label. */
    private static final String OTHER = "other";

    private static final Set<String> REASONS =
            Arrays.stream(Reason.values()).map(Reason::code).collect(Collectors.toUnmodifiableSet());

    private final MeterRegistry registry;
    private final Timer commits;
    private final Timer shared;

    /** @param lag since when all there was is covered by a checkpoint outside the database */
    LogMeters(MeterRegistry registry, Supplier<Duration> lag) {
        this.registry = registry;
        this.commits = timer(
                registry,
                "sluis.log.commit",
                "From an event to its commit, with the wait for others in its transaction",
                Duration.ofSeconds(10));
        this.shared = timer(
                registry,
                "sluis.log.transaction",
                "A transaction that events share, from its begin to the end of its commit",
                Duration.ofSeconds(10));
        Gauge.builder("sluis.log.lag", () -> lag.get().toMillis() / 1e3)
                .description("Since when everything recorded was covered by a checkpoint outside the database")
                .baseUnit("seconds")
                .register(registry);
    }

    /** @param longest that is told apart */
    static Timer timer(MeterRegistry registry, String name, String description, Duration longest) {
        return Timer.builder(name)
                .description(description)
                .publishPercentileHistogram()
                .maximumExpectedValue(longest)
                .register(registry);
    }

    @Override
    public void recorded(String kind, String reason) {
        String label = REASONS.contains(reason) ? reason : reason.isEmpty() ? NONE : OTHER;
        registry.counter("sluis.entries", "kind", kind, "reason", label).increment();
    }

    @Override
    public void committed(Duration took) {
        commits.record(took);
    }

    @Override
    public void shared(Duration took) {
        shared.record(took);
    }
}
