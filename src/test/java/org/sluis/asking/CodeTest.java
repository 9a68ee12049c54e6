package org.sluis.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.canonical.Ids;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** The form of a code, and how often a wrong one may be tried. */
class CodeTest {
    @Test
    void itIsSixteenCharactersOfWhichTwelveAreSecretAndReadsBack() {
        Set<String> secrets = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            Code code = Code.fresh(Ids.random());
            assertThat(code.told()).matches("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}");
            assertThat(Code.parse(code.told())).contains(code);
            assertThat(code.secret()).hasSize(12);
            assertThat(code.untold(Ids.random()).handle()).isEqualTo(code.handle());
            assertThat(code).hasToString("Code");
            secrets.add(code.secret());
        }
        assertThat(secrets).hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "0000-0000-0000-000", "0000-0000-0000-000U", "00000000000000000", "0000_0000_0000_0000"
            })
    void whatHasNotItsFormIsNone(String text) {
        assertThat(Code.parse(text)).isEmpty();
    }

    @Test
    void sixtyWrongOnesInAMinuteCloseTheDoorUntilTheNext() {
        Moved clock = new Moved();
        TryLimit limit = new TryLimit(clock);
        for (int i = 0; i < TryLimit.A_MINUTE; i++) {
            limit.pass();
            limit.wrong();
        }
        assertThatThrownBy(limit::pass).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                .isEqualTo(Reason.TOO_MANY_TRIES));
        clock.now = clock.now.plusSeconds(60);
        limit.pass();
    }

    private static final class Moved extends Clock {
        private Instant now = Instant.parse("2026-11-23T09:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
