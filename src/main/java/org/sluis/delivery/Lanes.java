package org.sluis.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.sluis.canonical.PartyId;

/**
 * How much of this node a recipient may take. So many sends at once and no more, that one who hangs leaves room for the others;
 * and none for a while where none of the last five reached it: half a minute at first, doubling to ten, then one try.
 */
final class Lanes {
    private static final int IN_VAIN = 5;
    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindow(IN_VAIN, IN_VAIN, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
            .failureRateThreshold(100)
            .permittedNumberOfCallsInHalfOpenState(1)
            .waitIntervalFunctionInOpenState(
                    IntervalFunction.ofExponentialRandomBackoff(Duration.ofSeconds(30), 2, 0.3, Duration.ofMinutes(10)))
            .build();

    private final int most;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    private record Lane(Semaphore room, CircuitBreaker breaker) {}

    /** @param most sends to one recipient at once */
    Lanes(int most) {
        this.most = most;
    }

    /** A place in the lane to this recipient; empty while it is full or shut. To be given back once, by one of its ways. */
    Optional<Place> enter(String tenant, PartyId recipient) {
        Lane lane = lanes.computeIfAbsent(
                tenant + "/" + recipient.value(),
                name -> new Lane(new Semaphore(most), CircuitBreaker.of(name, BREAKER)));
        if (!lane.room().tryAcquire()) {
            return Optional.empty();
        }
        if (!lane.breaker().tryAcquirePermission()) {
            lane.room().release();
            return Optional.empty();
        }
        return Optional.of(new Place(lane));
    }

    /** One send at most. */
    static final class Place {
        private final Lane lane;
        private final long began = System.nanoTime();

        private Place(Lane lane) {
            this.lane = lane;
        }

        /** There was nothing to send. */
        void unused() {
            lane.breaker().releasePermission();
            lane.room().release();
        }

        /** @param reached whether the recipient answered, be it with a refusal */
        void used(boolean reached) {
            if (reached) {
                lane.breaker().onSuccess(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            } else {
                lane.breaker().onError(System.nanoTime() - began, TimeUnit.NANOSECONDS, new IllegalStateException());
            }
            lane.room().release();
        }
    }
}
