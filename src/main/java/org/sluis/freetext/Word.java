package org.sluis.freetext;

import java.util.Set;

/**
 * One word of a text: letters and digits.
 *
 * @param folded as it is compared: small letters without accents
 * @param from where it begins in the text as it was written
 * @param to where it ends there
 * @param capital whether it was written with a capital
 * @param opens whether a capital says nothing here: a sentence, a line or a quotation begins
 * @param sentence the number of its sentence
 */
record Word(String folded, int from, int to, boolean capital, boolean opens, int sentence) {

    boolean isNumber() {
        for (int i = 0; i < folded.length(); i++) {
            if (folded.charAt(i) < '0' || folded.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Whether it, with or without a genitive's s, is one of these. */
    boolean isOneOf(Set<String> words) {
        return words.contains(folded) || folded.endsWith("s") && words.contains(owner());
    }

    /** The word without a genitive's s; itself where there is none. */
    String owner() {
        return without("s", folded);
    }

    /** The word without the ending of a diminutive as well: Guus of Guusje, Daan of Daantje. */
    String grown() {
        String owner = folded.endsWith("jes") ? owner() : folded;
        String grown = without("tje", owner);
        return grown.equals(owner) ? without("je", owner) : grown;
    }

    private static String without(String ending, String word) {
        boolean ends = word.length() > ending.length() + 2 && word.endsWith(ending);
        return ends ? word.substring(0, word.length() - ending.length()) : word;
    }
}
