package org.sluis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.canonical.Ids;

class SettleTest {

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 2000", "3, 4000", "7, 64000", "12, 2048000", "13, 3600000", "100, 3600000"})
    void doublesFromASecondToAnHourWithHalfOfItByChance(int attempts, long full) {
        Duration shortest = backOff(0, attempts);
        Duration longest = backOff(255, attempts);
        assertThat(shortest).isEqualTo(Duration.ofMillis(full / 2));
        assertThat(longest).isBetween(Duration.ofMillis(full - full / 100), Duration.ofMillis(full));
        assertThat(backOff(128, attempts)).isStrictlyBetween(shortest, longest);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 12, 22, 33, 64, 65, Integer.MAX_VALUE})
    void isNeverLongerThanAnHourNorNothing(int attempts) {
        assertThat(backOff(255, attempts)).isBetween(Duration.ofMillis(500), Duration.ofHours(1));
    }

    @Test
    void doesNotBringTheCrowdBackAtOnce() {
        Settle settle = new Settle(null, Clock.systemUTC(), Ids.random());
        Set<Duration> waits = new TreeSet<>();
        for (int i = 0; i < 200; i++) {
            waits.add(settle.backOff(5));
        }
        assertThat(waits).hasSizeGreaterThan(20);
    }

    private static Duration backOff(int chance, int attempts) {
        return new Settle(null, Clock.systemUTC(), always(chance)).backOff(attempts);
    }

    private static Ids always(int chance) {
        return new Ids() {
            @Override
            public UUID next() {
                throw new AssertionError("no id is needed");
            }

            @Override
            public byte[] bytes(int length) {
                byte[] bytes = new byte[length];
                Arrays.fill(bytes, (byte) chance);
                return bytes;
            }
        };
    }
}
