package org.sluis.policy.pack;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Label;

/** What several files write in the same way. */
public final class Written {
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,61}[a-z0-9]";

    private Written() {}

    /** An id of lower-case letters, digits and hyphens; {@code none}, and a fault, where there is no such. */
    public static String name(Place place) {
        String name = place.text();
        if (name.matches(NAME)) {
            return name;
        }
        if (!name.isEmpty()) {
            noName(place, name);
        }
        return "none";
    }

    /** The same of a key, whose value stands here. */
    static void name(String key, Place value) {
        if (!key.matches(NAME)) {
            noName(value, key);
        }
    }

    private static void noName(Place place, String name) {
        place.wrong(name + " is no id", "write lower-case letters, digits and hyphens");
    }

    /** A few words in both languages. */
    static Label label(Place place) {
        place.only("nl", "en");
        return new Label(place.at("nl").text(), place.at("en").text());
    }

    /** The first day that no longer belongs to a period; null where none is written. */
    static @Nullable LocalDate until(Place period, LocalDate from) {
        if (period.find("until").isEmpty()) {
            return null;
        }
        Place place = period.at("until");
        LocalDate until = place.date();
        if (!until.isAfter(from)) {
            place.wrong("it ends before it begins", "write a day after " + from + ", or leave until out");
        }
        return until;
    }
}
