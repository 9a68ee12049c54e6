package org.sluis.freetext;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A day as people write it.
 *
 * @param year null where none was written
 */
record Day(int day, int month, @Nullable Integer year) {

    /** A full date in digits that begins at this chunk: 14-03-2017, 14.3.17 or 2017-03-14. */
    static @Nullable Day numeric(List<Chunk> chunks, int at, Text text) {
        if (at + 2 >= chunks.size()) {
            return null;
        }
        Chunk first = chunks.get(at);
        Chunk second = chunks.get(at + 1);
        Chunk third = chunks.get(at + 2);
        if (!first.digits() || !second.digits() || !third.digits()) {
            return null;
        }
        String separator = first.separator(second, text).strip();
        boolean shaped = separator.length() <= 1
                && "-/.".contains(separator)
                && separator.equals(second.separator(third, text).strip());
        if (!shaped) {
            return null;
        }
        return first.signs().length() == 4
                ? of(third.signs(), second.signs(), first.signs())
                : of(first.signs(), second.signs(), third.signs());
    }

    /** Whether such a date begins here whose year has four digits: two could be part of any number. */
    static boolean inFull(List<Chunk> chunks, int at, Text text) {
        return numeric(chunks, at, text) != null
                && chunks.get(at).signs().length() + chunks.get(at + 2).signs().length() > 4;
    }

    /** The day, when these are one. A year has four digits, or two for one of this century or the end of the last. */
    static @Nullable Day of(String day, String month, String year) {
        int d = small(day);
        int m = small(month);
        boolean full = year.matches("(19|20)[0-9]{2}");
        if (d < 1 || d > 31 || m < 1 || m > 12 || (!full && !year.matches("[0-9]{2}"))) {
            return null;
        }
        int y = Integer.parseInt(year);
        return new Day(d, m, full ? y : y < 40 ? 2000 + y : 1900 + y);
    }

    static int small(String digits) {
        return digits.length() <= 2 && digits.charAt(0) <= '9' ? Integer.parseInt(digits) : 0;
    }
}
