package org.sluis.freetext;

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
        return folded.chars().allMatch(c -> c >= '0' && c <= '9');
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
