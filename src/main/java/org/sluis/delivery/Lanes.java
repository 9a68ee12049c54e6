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
    private static final int MOST_AT_ONCE = 8;
    private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindow(IN_VAIN, IN_VAIN, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
            .failureRateThreshold(100)
            .permittedNumberOfCallsInHalfOpenState(1)
            .waitIntervalFunctionInOpenState(
                    IntervalFunction.ofExponentialRandomBackoff(Duration.ofSeconds(30), 2, 0.3, Duration.ofMinutes(10)))
            .build();

    private final int most;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    private static final class Lane {
        private final Semaphore room;
        private final CircuitBreaker breaker;
        /** What the last send took; very long where it did not arrive. */
        private volatile long lastNanos = Long.MAX_VALUE;

        private Lane(Semaphore room, CircuitBreaker breaker) {
            this.room = room;
            this.breaker = breaker;
        }
    }

    /** @param most sends to one recipient at once */
    Lanes(int most) {
        this.most = most;
    }

    /** A place in the lane to this recipient; empty while it is full or shut. To be given back. */
    Optional<Place> enter(String tenant, PartyId recipient) {
        Lane lane = lanes.computeIfAbsent(
                tenant + "/" + recipient.value(),
                name -> new Lane(new Semaphore(most), CircuitBreaker.of(name, BREAKER)));
        if (!lane.room.tryAcquire()) {
            return Optional.empty();
        }
        if (!lane.breaker.tryAcquirePermission()) {
            lane.room.release();
            return Optional.empty();
        }
        return Optional.of(new Place(lane));
    }

    /** One send at a time. To be closed once. */
    static final class Place implements AutoCloseable {
        private final Lane lane;
        private boolean used;

        private Place(Lane lane) {
            this.lane = lane;
        }

        /** How many may be taken at once, to be sent one after the other: as many as go in a moment. */
        int most() {
            return lane.breaker.getState() == CircuitBreaker.State.CLOSED
                    ? (int) Math.max(1, Math.min(MOST_AT_ONCE, MOMENT_NANOS / lane.lastNanos))
                    : 1;
        }

        /** @param reached whether the recipient answered, be it with a refusal @param nanos that it took */
        void sent(boolean reached, long nanos) {
            used = true;
            lane.lastNanos = reached ? Math.max(1, nanos) : Long.MAX_VALUE;
            if (reached) {
                lane.breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
            } else {
                lane.breaker.onError(nanos, TimeUnit.NANOSECONDS, new IllegalStateException());
            }
        }

        @Override
        public void close() {
            if (!used) {
                lane.breaker.releasePermission();
            }
            lane.room.release();
        }
    }
}
