package org.sluis.measure;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A service judges at its own today, so a case is moved there from its day. A date keeps its distance in days; a birthday
 * keeps the age and its distance from the nearest birthday, whatever leap years lie between.
 */
record Days(LocalDate then, LocalDate today) {

    LocalDate moved(LocalDate date) {
        return today.plusDays(ChronoUnit.DAYS.between(then, date));
    }

    LocalDate birthday(LocalDate birth) {
        if (birth.isAfter(then)) {
            return moved(birth);
        }
        long age = ChronoUnit.YEARS.between(birth, then);
        long since = ChronoUnit.DAYS.between(birth.plusYears(age), then);
        long until = ChronoUnit.DAYS.between(then, birth.plusYears(age + 1));
        if (since <= until) {
            return today.minusDays(since).minusYears(age);
        }
        LocalDate next = today.plusDays(until);
        LocalDate moved = next.minusYears(age + 1);
        return moved.getDayOfMonth() == next.getDayOfMonth()
                ? moved
                : moved.plusDays(1); // 29 February, where it is none
    }
}
