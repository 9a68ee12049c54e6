package org.sluis.freetext;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the words, stems ({@code autis-}) and endings ({@code -stoornis}) of our lists, and tells which of them a word
 * of a text is, in one walk over its letters.
 */
final class Stems {
    private static final int NONE = -1;
    private static final int[] NOTHING = {};
    private static final String NUMBER = "<number>";

    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> whole = new HashMap<>();
    private final Node beginnings = new Node();
    private final Node endings = new Node();

    private static final class Node {
        private final @Nullable Node[] next = new Node[36];
        private int number = NONE;

        private Node to(char letter) {
            Node node = next[place(letter)];
            if (node == null) {
                node = new Node();
                next[place(letter)] = node;
            }
            return node;
        }

        private @Nullable Node after(char letter) {
            int place = place(letter);
            return place < 0 || place >= next.length ? null : next[place];
        }

        /** Letters, then digits; anything else has no place. */
        private static int place(char letter) {
            return letter >= 'a' && letter <= 'z'
                    ? letter - 'a'
                    : letter >= '0' && letter <= '9' ? letter - '0' + 26 : -1;
        }
    }

    /** The number of a word as it is written in a list, folded. */
    int number(String written) {
        return numbers.computeIfAbsent(written, w -> add(w, numbers.size()));
    }

    private int add(String written, int number) {
        if (written.endsWith("-")) {
            Node node = beginnings;
            for (int i = 0; i < written.length() - 1; i++) {
                node = node.to(written.charAt(i));
            }
            node.number = number;
        } else if (written.startsWith("-")) {
            Node node = endings;
            for (int i = written.length() - 1; i > 0; i--) {
                node = node.to(written.charAt(i));
            }
            node.number = number;
        } else {
            whole.put(written, number);
        }
        return number;
    }

    /** Whether a word may be written like this in a list: at least three letters of a stem or an ending. */
    static boolean valid(String written) {
        return written.equals(NUMBER) || written.matches("[a-z0-9]+|[a-z0-9]{3,}-|-[a-z0-9]{3,}");
    }

    /** The numbers of all that this word is. */
    int[] match(Word word) {
        String letters = word.folded();
        int[] found = with(NOTHING, whole.getOrDefault(letters, NONE));
        if (word.isNumber()) {
            found = with(found, whole.getOrDefault(NUMBER, NONE));
        }
        Node node = beginnings;
        for (int i = 0; node != null && i < letters.length(); i++) {
            node = node.after(letters.charAt(i));
            found = with(found, node == null ? NONE : node.number);
        }
        node = endings;
        for (int i = letters.length() - 1; node != null && i >= 0; i--) {
            node = node.after(letters.charAt(i));
            found = with(found, node == null ? NONE : node.number);
        }
        return found;
    }

    private static int[] with(int[] found, int number) {
        if (number == NONE) {
            return found;
        }
        int[] more = Arrays.copyOf(found, found.length + 1);
        more[found.length] = number;
        return more;
    }
}
