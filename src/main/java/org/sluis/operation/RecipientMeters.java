package org.sluis.operation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.sluis.delivery.reach.Fitness;

/** For how many days yet each recipient's key and certificates are good; 0 where one is not. What has no end is not told. */
final class RecipientMeters implements Consumer<List<Fitness>> {
    private final MultiGauge good;
    private final Clock clock;

    RecipientMeters(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        this.good = MultiGauge.builder("sluis.recipient.good")
                .description("For how long yet a key or certificate of a recipient is good; 0 where it is not")
                .baseUnit("days")
                .register(registry);
    }

    @Override
    public void accept(List<Fitness> found) {
        Instant now = clock.instant();
        good.register(
                found.stream()
                        .filter(each -> each.days(now).isPresent())
                        .map(each -> MultiGauge.Row.of(
                                Tags.of(
                                        "controller",
                                        each.controller(),
                                        "recipient",
                                        each.party().value(),
                                        "what",
                                        each.what()),
                                each.days(now).getAsDouble()))
                        .toList(),
                true);
    }
}
