package org.sluis.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.law.LawTableTest.LAW;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.TimeZone;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A birthday begins at midnight where the law holds, on the day the law says. */
class BirthdayTest {
    private static final Law EXAMPLE = Law.load(Path.of("consent-policies/law/example"));

    @ParameterizedTest
    @CsvSource({
        // born, the last second before and the first second of the birthday (UTC), band from then on
        "2014-03-29, 2026-03-28T22:59:59Z, 2026-03-28T23:00:00Z, 12-15", // the short day begins in winter time
        "2014-03-30, 2026-03-29T21:59:59Z, 2026-03-29T22:00:00Z, 12-15", // and ends in summer time
        "2010-10-25, 2026-10-24T21:59:59Z, 2026-10-24T22:00:00Z, 16-17", // the long day begins in summer time
        "2010-10-26, 2026-10-25T22:59:59Z, 2026-10-25T23:00:00Z, 16-17", // and ends in winter time
        "2009-03-28, 2027-03-27T22:59:59Z, 2027-03-27T23:00:00Z, adult",
        "2009-10-31, 2027-10-30T21:59:59Z, 2027-10-30T22:00:00Z, adult",
        "2012-02-29, 2024-02-28T22:59:59Z, 2024-02-28T23:00:00Z, 12-15",
        "2012-02-29, 2030-02-28T22:59:59Z, 2030-02-28T23:00:00Z, adult", // 1 March
    })
    void aBandBeginsAtMidnight(LocalDate born, Instant before, Instant at, String band) {
        assertThat(LAW.ageBand(born, LAW.day(before))).isNotEqualTo(band);
        assertThat(LAW.ageBand(born, LAW.day(at))).isEqualTo(band);
        assertThat(LAW.birthdays(born, LAW.day(before), LAW.day(at))).containsExactly(LAW.day(at));
    }

    @Property(tries = 5000)
    void birthdaysAreTheDaysOnWhichTheBandChanges(@ForAll("days") LocalDate born, @ForAll("days") LocalDate day) {
        for (Law law : new Law[] {LAW, EXAMPLE}) {
            boolean changes = !law.ageBand(born, day.minusDays(1)).equals(law.ageBand(born, day));
            boolean isBorn = born.equals(day);
            assertThat(!law.birthdays(born, day.minusDays(1), day).isEmpty()).isEqualTo(changes && !isBorn);
        }
    }

    @Property(tries = 2000)
    void noZoneOrLanguageOfTheMachineMovesOne(
            @ForAll("days") LocalDate born,
            @ForAll("instants") Instant at,
            @ForAll("zones") String zone,
            @ForAll("languages") Locale language) {
        String band = LAW.ageBand(born, LAW.day(at));
        LocalDate day = LAW.day(at);
        TimeZone before = TimeZone.getDefault();
        Locale spoken = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            Locale.setDefault(language);
            assertThat(LAW.day(at)).isEqualTo(day);
            assertThat(LAW.ageBand(born, LAW.day(at))).isEqualTo(band);
            assertThat(LAW.birthdays(born, day.minusDays(61), day))
                    .isEqualTo(LAW.birthdays(born, day.minusDays(61), day));
        } finally {
            TimeZone.setDefault(before);
            Locale.setDefault(spoken);
        }
    }

    @Provide
    Arbitrary<LocalDate> days() {
        Arbitrary<LocalDate> any = Arbitraries.longs().between(13_000, 25_000).map(LocalDate::ofEpochDay);
        Arbitrary<LocalDate> leap = Arbitraries.integers().between(0, 10).map(n -> LocalDate.of(2000 + 4 * n, 2, 29));
        Arbitrary<LocalDate> around =
                leap.map(day -> day.plusYears(12)).flatMap(day -> Arbitraries.of(day, day.plusDays(1)));
        return Arbitraries.oneOf(any, leap, around);
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.longs().between(-3, 3).flatMap(second -> days().map(day ->
                day.atStartOfDay(ZoneId.of("Europe/Amsterdam")).toInstant().plusSeconds(second)));
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of(TimeZone.getAvailableIDs());
    }

    @Provide
    Arbitrary<Locale> languages() {
        return Arbitraries.of(Locale.getAvailableLocales());
    }
}
