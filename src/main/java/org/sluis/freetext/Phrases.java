package org.sluis.freetext;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluis.canonical.FileNode;

/**
 * Phrases of our lists, found in a text: words, stems and endings ({@link Stems}), {@code (a|b)} for either and
 * {@code ...} for a gap of up to three words. A phrase stays within a sentence. Each word of a text is looked at a bounded
 * number of times.
 */
final class Phrases<L> {
    private static final int[] GAP = {};
    private static final int WIDEST_GAP = 3;
    private static final int MOST_WAYS = 100;
    private static final Pattern EITHER = Pattern.compile("\\(([^()]*)\\)");

    private final Stems stems;
    private final Map<Integer, List<Phrase<L>>> byFirst = new HashMap<>();

    /** @param steps each the numbers of the words that may stand there, or a gap */
    private record Phrase<L>(int[][] steps, L label) {}

    /** Words {@code first} to {@code last} of the text, both included. */
    record Hit<L>(L label, int first, int last) {}

    /** @param stems the numbering that the texts are read with as well */
    Phrases(Stems stems) {
        this.stems = stems;
    }

    /** Takes a list of phrases up under one label; refuses, with the line, what is not written as one. */
    void addAll(FileNode list, Folding folding, L label) {
        list.texts(); // none twice, and not empty
        for (FileNode each : list.list()) {
            List<String> ways = ways(each.text());
            if (ways.size() > MOST_WAYS) {
                throw each.wrong("this phrase can be read in more than " + MOST_WAYS + " ways; split it");
            }
            for (String way : ways) {
                add(each, folding.fold(way).strip().split(" +"), label);
            }
        }
    }

    /** One phrase for each alternative that is more than a word; alternatives of one word stay together. */
    private static List<String> ways(String written) {
        Matcher either = EITHER.matcher(written);
        while (either.find()) {
            if (either.group(1).contains(" ")) {
                List<String> ways = new ArrayList<>();
                for (String one : either.group(1).split("\\|", -1)) {
                    ways.addAll(ways(written.substring(0, either.start()) + one + written.substring(either.end())));
                }
                return ways;
            }
        }
        return List.of(written);
    }

    private void add(FileNode place, String[] words, L label) {
        int[][] steps = new int[words.length][];
        for (int i = 0; i < words.length; i++) {
            boolean gap = words[i].equals("...");
            if (gap && (i == 0 || i == words.length - 1 || steps[i - 1] == GAP)) {
                throw place.wrong("a gap stands between two words");
            }
            steps[i] = gap ? GAP : step(place, words[i]);
        }
        for (int first : steps[0]) {
            byFirst.computeIfAbsent(first, number -> new ArrayList<>()).add(new Phrase<>(steps, label));
        }
    }

    private int[] step(FileNode place, String word) {
        boolean either = word.startsWith("(") && word.endsWith(")");
        String[] words = either ? word.substring(1, word.length() - 1).split("\\|", -1) : new String[] {word};
        for (String each : words) {
            if (!Stems.valid(each)) {
                throw place.wrong("'" + each + "' is not a word, a stem-, an -ending or <number>");
            }
        }
        return Arrays.stream(words).mapToInt(stems::number).toArray();
    }

    /** Every phrase that stands in the text and whose label is asked for, from left to right. */
    List<Hit<L>> find(Text text) {
        List<Word> words = text.words();
        int[][] is = text.stems();
        List<Hit<L>> hits = new ArrayList<>();
        for (int at = 0; at < is.length; at++) {
            for (int first : is[at]) {
                for (Phrase<L> phrase : byFirst.getOrDefault(first, List.of())) {
                    int last = end(phrase.steps(), 1, at, words, is);
                    if (last >= 0) {
                        hits.add(new Hit<>(phrase.label(), at, last));
                    }
                }
            }
        }
        return hits;
    }

    /** The last word of the phrase whose steps before this one ended at the word; negative when it goes on otherwise. */
    private static int end(int[][] steps, int step, int at, List<Word> words, int[][] is) {
        if (step == steps.length) {
            return at;
        }
        boolean gap = steps[step] == GAP;
        int wanted = gap ? step + 1 : step;
        int furthest = Math.min(at + 1 + (gap ? WIDEST_GAP : 0), is.length - 1);
        for (int next = at + 1; next <= furthest; next++) {
            if (words.get(next).sentence() != words.get(at).sentence()) {
                break;
            }
            int last = meets(steps[wanted], is[next]) ? end(steps, wanted + 1, next, words, is) : -1;
            if (last >= 0) {
                return last;
            }
        }
        return -1;
    }

    private static boolean meets(int[] wanted, int[] is) {
        for (int one : is) {
            for (int other : wanted) {
                if (one == other) {
                    return true;
                }
            }
        }
        return false;
    }
}
