package org.sluis.freetext;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sluis.canonical.Elements;

/**
 * What the message itself tells about names and dates of birth, in what leaves and in what stays: a name that the
 * recipient gets in its own element may stand in a text, one that it does not get may not.
 */
final class Known {
    /** Shorter parts of names are words like "de". */
    private static final int SHORTEST_NAME = 3;

    private final Set<String> mayBeNamed = new HashSet<>();
    private final Set<String> mayNotBeNamed = new HashSet<>();
    private final List<LocalDate> mayBeBorn = new ArrayList<>();
    private final List<LocalDate> mayNotBeBorn = new ArrayList<>();
    private final int year;

    /** @param year in which the message is sent */
    Known(Elements sent, Elements leaving, Elsewhere elements, Lists lists, int year) {
        this.year = year;
        sent.stream().forEach(element -> {
            boolean goes = leaving.value(element.id(), element.position()).isPresent();
            if (elements.names().contains(element.id())
                    || (goes && elements.organisations().contains(element.id()))) {
                for (Word word : lists.text(element.value()).words()) {
                    if (goes || word.folded().length() >= SHORTEST_NAME) {
                        (goes ? mayBeNamed : mayNotBeNamed).add(word.folded());
                    }
                }
            } else if (elements.births().contains(element.id())) {
                add(element.value(), goes ? mayBeBorn : mayNotBeBorn);
            }
        });
    }

    private static void add(String date, List<LocalDate> to) {
        try {
            to.add(LocalDate.parse(date));
        } catch (DateTimeParseException partial) {
            // a partial date tells no day
        }
    }

    int year() {
        return year;
    }

    boolean mayBeNamed(Word word) {
        return word.isOneOf(mayBeNamed);
    }

    boolean mayNotBeNamed(Word word) {
        return word.isOneOf(mayNotBeNamed);
    }

    boolean mayBeBornOn(Day day) {
        return mayBeBorn.stream().anyMatch(date -> same(date, day));
    }

    boolean mayBeBornIn(String inYear) {
        return mayBeBorn.stream().anyMatch(date -> date.getYear() == Integer.parseInt(inYear));
    }

    /** Whether it is a date of birth of the message that the recipient does not get. */
    boolean bornOn(Day day) {
        return day.year() != null && mayNotBeBorn.stream().anyMatch(date -> same(date, day));
    }

    private static boolean same(LocalDate date, Day day) {
        return date.getDayOfMonth() == day.day()
                && date.getMonthValue() == day.month()
                && (day.year() == null || day.year() == date.getYear());
    }
}
