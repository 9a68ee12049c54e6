package org.sluis.freetext;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.sluis.canonical.FileNode;

/**
 * The one form in which words are compared, whatever they were typed with: small letters, no accents, plain digits, no
 * invisible characters, and the Latin letter in place of one of another script that looks the same (Unicode TR 39).
 */
final class Folding {
    private static final String[] PLAIN = IntStream.range(0, 128)
            .mapToObj(c -> String.valueOf((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)))
            .toArray(String[]::new);

    private final Map<Integer, String> lookAlikes = new HashMap<>();

    static Folding load(Path file) {
        Folding folding = new Folding();
        Map<String, FileNode> root = FileNode.read(file).map(java.util.Set.of("source", "letters"), java.util.Set.of());
        FileNode.required(root, "letters").map().forEach((latin, others) -> others.text()
                .codePoints()
                .filter(c -> c != ' ')
                .forEach(c -> {
                    if (folding.lookAlikes.put(c, latin) != null) {
                        throw others.wrong("one of these letters is there twice");
                    }
                }));
        return folding;
    }

    /** Empty for what cannot be seen: accents on their own, zero-width and formatting characters. */
    String fold(int codePoint) {
        if (codePoint < 128) {
            return PLAIN[codePoint];
        }
        int type = Character.getType(codePoint);
        if (type == Character.FORMAT || type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return "";
        } else if (type == Character.SPACE_SEPARATOR) {
            return " ";
        } else if (type == Character.DASH_PUNCTUATION) {
            return "-";
        } else if (Character.isDigit(codePoint)) {
            return Integer.toString(Character.digit(codePoint, 10));
        }
        String like = lookAlikes.get(codePoint);
        return like != null ? like : decomposed(codePoint);
    }

    private String decomposed(int codePoint) {
        String parts = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT);
        StringBuilder visible = new StringBuilder();
        parts.codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(c -> visible.append(lookAlikes.getOrDefault(c, Character.toString(c))));
        return visible.toString();
    }

    /** A word of our own lists in the same form. */
    String fold(String text) {
        StringBuilder folded = new StringBuilder();
        text.codePoints().forEach(c -> folded.append(fold(c)));
        return folded.toString();
    }
}
