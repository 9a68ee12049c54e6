package org.sluis.freetext;

import java.util.ArrayList;
import java.util.List;

/**
 * Digits or letters that stand together.
 *
 * @param signs them; a plus sign before digits is read as 00
 * @param from where they begin in the folded text
 * @param to where they end there
 */
record Chunk(String signs, int from, int to) {
    private static final int LONGEST_SEPARATOR = 3;

    static List<Chunk> of(Text text) {
        List<Chunk> chunks = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int end = start;
            while (end < text.length()
                    && Character.isLetterOrDigit(text.at(end))
                    && digit(text, end) == digit(text, start)) {
                end++;
            }
            if (end > start) {
                boolean plus = digit(text, start) && start > 0 && text.at(start - 1) == '+';
                chunks.add(new Chunk((plus ? "00" : "") + text.part(start, end), start - (plus ? 1 : 0), end));
            }
            start = Math.max(end, start + 1);
        }
        return chunks;
    }

    private static boolean digit(Text text, int at) {
        return text.at(at) >= '0' && text.at(at) <= '9';
    }

    /** What stands between this chunk and the next, where they may belong to one number; else something that none has. */
    String separator(Chunk next, Text text) {
        if (next.from() - to > LONGEST_SEPARATOR) {
            return "\n";
        }
        return next.from() < to ? "\n" : text.part(to, next.from());
    }

    boolean digits() {
        return signs.charAt(0) >= '0' && signs.charAt(0) <= '9';
    }
}
