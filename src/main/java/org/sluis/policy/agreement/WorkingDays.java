package org.sluis.policy.agreement;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * Which days are worked: not the weekend, not a holiday, not a school holiday. Days are calendar days of the law's zone.
 * Of the days outside its own period only the weekend is known, so a deadline there comes too early and never too late.
 *
 * @param from the first day whose holidays are known
 * @param until the first day whose holidays no longer are
 */
public record WorkingDays(
        LocalDate from, LocalDate until, Set<DayOfWeek> weekend, Set<LocalDate> holidays, List<Period> schoolHolidays) {

    /** @param until the first day that no longer belongs to it */
    public record Period(LocalDate from, LocalDate until) {

        /** Whether it holds this day. */
        public boolean holds(LocalDate day) {
            return !day.isBefore(from) && day.isBefore(until);
        }
    }

    /** @throws IllegalArgumentException where no day of the week is left to work on */
    public WorkingDays {
        if (weekend.size() >= DayOfWeek.values().length) {
            throw new IllegalArgumentException("no day of the week is worked");
        }
    }

    /** Whether its holidays are known on this day. */
    public boolean knows(LocalDate day) {
        return new Period(from, until).holds(day);
    }

    /** Whether this day is worked. */
    public boolean worked(LocalDate day) {
        boolean free = holidays.contains(day) || schoolHolidays.stream().anyMatch(period -> period.holds(day));
        return !weekend.contains(day.getDayOfWeek()) && !(knows(day) && free);
    }

    /**
     * The last day on which an answer is in time: so many working days after this day, which does not count itself.
     *
     * @param workingDays one or more
     */
    public LocalDate after(LocalDate day, int workingDays) {
        if (workingDays < 1) {
            throw new IllegalArgumentException("a deadline is one working day away or more");
        }
        LocalDate last = day;
        for (int left = workingDays; left > 0; ) {
            last = last.plusDays(1);
            if (worked(last)) {
                left--;
            }
        }
        return last;
    }
}
