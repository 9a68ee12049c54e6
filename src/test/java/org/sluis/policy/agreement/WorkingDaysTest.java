package org.sluis.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.policy.Shipped;

/** The calendar of the shipped agreement: what a working day is, at every edge of what is not one. */
class WorkingDaysTest {
    private static final WorkingDays CALENDAR = Shipped.agreement().calendar();

    @ParameterizedTest(name = "{1} working days after {0} is {2}: {3}")
    @CsvSource({
        "2026-11-02, 1, 2026-11-03, the day itself does not count",
        "2026-11-02, 5, 2026-11-09, over a weekend",
        "2026-11-06, 1, 2026-11-09, from a Friday",
        "2026-11-07, 1, 2026-11-09, from a Saturday",
        "2026-10-16, 1, 2026-10-26, the last day before the autumn holiday",
        "2026-10-20, 1, 2026-10-26, in the autumn holiday",
        "2026-10-25, 1, 2026-10-26, its last day",
        "2026-12-17, 2, 2027-01-04, over Christmas and New Year",
        "2027-03-25, 1, 2027-03-30, over Good Friday and Easter",
        "2027-05-04, 1, 2027-05-07, over Liberation Day and Ascension Day",
        "2027-05-14, 1, 2027-05-18, over Whitsun",
        "2026-08-28, 1, 2026-08-31, out of the summer",
        "2027-07-16, 1, 2027-08-30, the whole summer",
    })
    void deadlines(LocalDate day, int workingDays, LocalDate last, String why) {
        assertThat(CALENDAR.after(day, workingDays)).as(why).isEqualTo(last);
    }

    @Test
    void outsideItsPeriodOnlyTheWeekendIsKnownSoADeadlineIsNeverTooLate() {
        assertThat(CALENDAR.knows(LocalDate.of(2027, 8, 29))).isTrue();
        assertThat(CALENDAR.knows(LocalDate.of(2027, 8, 30))).isFalse();
        assertThat(CALENDAR.knows(LocalDate.of(2026, 7, 31))).isFalse();
        assertThat(CALENDAR.worked(LocalDate.of(2026, 7, 31)))
                .as("in a school holiday, but before the calendar")
                .isTrue();
        assertThat(CALENDAR.after(LocalDate.of(2027, 12, 24), 1)).isEqualTo(LocalDate.of(2027, 12, 27));
    }

    @Test
    void theHolidaysAreThoseOfTheLawByTheDateOfEaster() {
        LocalDate easter = easter(2027);
        Set<LocalDate> law = new TreeSet<>(Set.of(
                LocalDate.of(2026, 12, 25),
                LocalDate.of(2026, 12, 26),
                LocalDate.of(2027, 1, 1),
                easter.minusDays(2),
                easter.plusDays(1),
                LocalDate.of(2027, 4, 27),
                LocalDate.of(2027, 5, 5),
                easter.plusDays(39),
                easter.plusDays(50)));
        assertThat(new TreeSet<>(CALENDAR.holidays())).isEqualTo(law);
    }

    @Test
    void aDeadlineOfNoDaysOrAWeekWithoutWorkIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> CALENDAR.after(LocalDate.of(2026, 11, 2), 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WorkingDays(
                        CALENDAR.from(),
                        CALENDAR.until(),
                        EnumSet.allOf(DayOfWeek.class),
                        Set.of(),
                        CALENDAR.schoolHolidays()));
    }

    /** The Gregorian computus, as Meeus gives it. */
    private static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
        int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
        return LocalDate.of(year, f / 31, f % 31 + 1);
    }
}
