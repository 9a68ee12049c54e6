package org.sluis.freetext;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One text, folded, as characters and as words; each knows where it stands in the text as it was written. */
final class Text {
    private static final int SPELLED = 3;

    private final String written;
    private final StringBuilder chars = new StringBuilder();
    private int[] from;
    private int[] to;
    private final List<Word> words = new ArrayList<>();
    private final Stems stems;
    private int @Nullable [][] is;
    private @Nullable List<Chunk> chunks;

    /** @param abbreviations words whose full stop ends no sentence @param stems of the lists that it is looked at with */
    Text(String written, Folding folding, Set<String> abbreviations, Stems stems) {
        this.written = written;
        this.stems = stems;
        this.from = new int[written.length()];
        this.to = new int[written.length()];
        for (int at = 0; at < written.length(); ) {
            int codePoint = written.codePointAt(at);
            int next = at + Character.charCount(codePoint);
            String folded = folding.fold(codePoint);
            if (chars.length() + folded.length() > from.length) { // one character may become several: a ligature
                from = Arrays.copyOf(from, 2 * from.length + folded.length());
                to = Arrays.copyOf(to, from.length);
            }
            if (folded.isEmpty() && chars.length() > 0) {
                to[chars.length() - 1] = next; // an accent on its own belongs to the letter before it
            }
            for (int i = 0; i < folded.length(); i++) {
                from[chars.length()] = at;
                to[chars.length()] = next;
                chars.append(folded.charAt(i));
            }
            at = next;
        }
        split(abbreviations);
        joinSpelled();
    }

    int length() {
        return chars.length();
    }

    char at(int place) {
        return chars.charAt(place);
    }

    String part(int start, int end) {
        return chars.substring(start, end);
    }

    /** The same part as it was written. */
    String written(int start, int end) {
        return written.substring(from(start), to(end));
    }

    /** Where the character at this place begins in the text as it was written. */
    int from(int place) {
        return from[place];
    }

    /** Where the last character before this place ends there. */
    int to(int place) {
        return to[place - 1];
    }

    List<Word> words() {
        return words;
    }

    /** What each word is in our lists. */
    int[][] stems() {
        if (is == null) {
            is = words.stream().map(stems::match).toArray(int[][]::new);
        }
        return is;
    }

    List<Chunk> chunks() {
        if (chunks == null) {
            chunks = Chunk.of(this);
        }
        return chunks;
    }

    /** Whether a word is written like a name: a capital and then small letters, and long enough to be one. */
    boolean asName(Word word) {
        String letters = written.substring(word.from(), word.to());
        return letters.length() > 2
                && letters.codePoints().skip(1).noneMatch(c -> Character.isUpperCase(c) || Character.isDigit(c));
    }

    /** What was written between two words; nothing where one sign is read as both, as those of a half are. */
    String between(int word, int next) {
        int start = words.get(word).to();
        return written.substring(start, Math.max(start, words.get(next).from()));
    }

    private void split(Set<String> abbreviations) {
        int sentence = 0;
        int behind = 0;
        for (int start = 0; start < length(); ) {
            if (!Character.isLetterOrDigit(at(start))) {
                start++;
                continue;
            }
            int end = start;
            while (end < length() && Character.isLetterOrDigit(at(end))) {
                end++;
            }
            boolean capital = Character.isUpperCase(written.codePointAt(from[start]));
            boolean ends = words.isEmpty() || endsSentence(behind, start, capital, abbreviations);
            sentence += ends ? 1 : 0;
            words.add(
                    new Word(part(start, end), from(start), to(end), capital, ends || quotes(behind, start), sentence));
            behind = end;
            start = end;
        }
    }

    private boolean endsSentence(int behind, int start, boolean capital, Set<String> abbreviations) {
        Word before = words.get(words.size() - 1);
        for (int i = behind; i < start; i++) {
            char c = at(i);
            boolean shortened = c == '.' && (abbreviations.contains(before.folded()) || !capital);
            if (c == '\n' || c == '\r' || c == '!' || c == '?' || (c == '.' && i + 1 < start && !shortened)) {
                return true;
            }
        }
        return false;
    }

    private boolean quotes(int behind, int start) {
        for (int i = behind; i < start; i++) {
            if (":;\"(\u201c\u201e\u2018\u00ab\u2022*".indexOf(at(i)) >= 0 || (at(i) == '-' && i > behind)) {
                return true;
            }
        }
        return false;
    }

    /** Letters one by one, with a blank or a full stop between, are a word as well. */
    private void joinSpelled() {
        for (int first = 0; first < words.size(); first++) {
            int last = first;
            StringBuilder joined = new StringBuilder(words.get(first).folded());
            while (joined.length() == last - first + 1
                    && last + 1 < words.size()
                    && words.get(last + 1).folded().length() == 1
                    && between(last, last + 1).length() == 1) {
                last++;
                joined.append(words.get(last).folded());
            }
            if (last - first + 1 >= SPELLED && !new Word(joined.toString(), 0, 0, false, false, 0).isNumber()) {
                Word head = words.get(first);
                Word whole = new Word(
                        joined.toString(),
                        head.from(),
                        words.get(last).to(),
                        head.capital(),
                        head.opens(),
                        head.sentence());
                words.subList(first, last + 1).clear();
                words.add(first, whole);
            }
        }
    }
}
