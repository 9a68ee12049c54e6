package org.sluis.policy.pack;

import java.util.Collection;
import java.util.Comparator;
import java.util.TreeSet;

/** What somebody probably meant: the known word with the fewest letters different. */
public final class Nearest {
    private Nearest() {}

    /** What to write instead: that word, or all there are. */
    public static String advice(String word, Collection<String> known) {
        return new TreeSet<>(known)
                .stream()
                        .min(Comparator.comparingInt(k -> distance(word, k)))
                        .filter(k -> distance(word, k) <= Math.max(2, word.length() / 3))
                        .map(k -> "write " + k)
                        .orElse("write one of " + String.join(", ", new TreeSet<>(known)));
    }

    /** Levenshtein: how many letters to change, add or drop. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
