package org.sluis.policy;

import java.util.Arrays;
import java.util.Collection;
import org.sluis.canonical.TextSet;

/** The categories of a profile, a bit for each. */
final class Categories {
    /** The place of what is no category of the profile; its bit is never set. */
    static final int NONE = Long.SIZE - 1;

    /** In alphabetical order; the bit of each is its place. */
    private final String[] all;

    /** @throws IllegalArgumentException where there are more than 64 */
    Categories(String profile, Collection<String> categories) {
        all = categories.stream().distinct().sorted().toArray(String[]::new);
        if (all.length > NONE) {
            throw new IllegalArgumentException("the profile " + profile + " has more than " + NONE + " categories");
        }
    }

    /** A bit for each of these; none for one that is not of the profile. */
    long bits(TextSet some) {
        long bits = 0;
        for (int i = 0; i < some.size(); i++) {
            bits |= 1L << place(some.get(i));
        }
        return bits & ~(1L << NONE);
    }

    int place(String category) {
        for (int place = 0; place < all.length; place++) {
            if (all[place] == category) { // mostly it is the very text of the dictionary
                return place;
            }
        }
        int place = Arrays.binarySearch(all, category);
        return place < 0 ? NONE : place;
    }
}
