package org.sluis.freetext;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Numbers by their form, with blanks, dots, hyphens, slashes and brackets in between. A form begins and ends where digits
 * or letters do; a calendar date is never the beginning of one.
 */
final class Numbers implements Detector {
    private static final String SEPARATORS = " .-/()";
    /** Shorter forms do not stick to a word: only a long number is known without a boundary before it. */
    private static final int KNOWN_ALONE = 9;

    private final List<Form> forms;
    private final int longest;
    private final BitSet lengths = new BitSet();
    private final boolean allHaveDigits;

    Numbers(List<Form> forms) {
        this.forms = forms;
        this.longest =
                forms.stream().mapToInt(form -> form.written().length()).max().orElse(0);
        forms.forEach(form -> lengths.set(form.written().length()));
        this.allHaveDigits = forms.stream().allMatch(Form::hasDigits);
    }

    @Override
    public void look(Text text, Known known, Passages found) {
        List<Chunk> chunks = text.chunks();
        int digits = -1; // the next chunk of them
        for (int at = 0; at < chunks.size(); at++) {
            while (digits < at || digits < chunks.size() && !chunks.get(digits).digits()) {
                digits++;
            }
            if (allHaveDigits && !within(chunks, at, digits)) {
                continue;
            }
            if (Day.inFull(chunks, at, text)) {
                at += 2;
                continue;
            }
            Match match = longest(chunks, at, text);
            if (match != null) {
                found.add(
                        text.from(chunks.get(at).from()),
                        text.to(chunks.get(match.last()).to()),
                        match.kind());
                at = match.last();
            }
        }
    }

    /** Whether what begins here can reach as far as the next digits. */
    private boolean within(List<Chunk> chunks, int at, int digits) {
        int signs = 0;
        for (int i = at; i < digits && signs < longest; i++) {
            signs += chunks.get(i).signs().length();
        }
        return digits < chunks.size() && signs < longest;
    }

    private record Match(int last, String kind) {}

    private @Nullable Match longest(List<Chunk> chunks, int first, Text text) {
        StringBuilder signs = new StringBuilder();
        List<String> separators = new ArrayList<>();
        Match longestYet = null;
        for (int last = first; last < chunks.size(); last++) {
            if (last > first) {
                String separator = chunks.get(last - 1).separator(chunks.get(last), text);
                if (!separator.chars().allMatch(c -> SEPARATORS.indexOf(c) >= 0)) {
                    break;
                }
                if (!separator.isEmpty()) {
                    separators.add(separator);
                }
            }
            signs.append(chunks.get(last).signs());
            if (signs.length() > longest) {
                break;
            }
            if (!lengths.get(signs.length())) {
                continue;
            }
            Optional<Form> form = form(signs, separators, chunks, first, last, text);
            if (form.isPresent()) {
                longestYet = new Match(last, form.get().kind());
            }
        }
        return longestYet;
    }

    private Optional<Form> form(
            CharSequence signs, List<String> separators, List<Chunk> chunks, int first, int last, Text text) {
        return forms.stream()
                .filter(form -> form.fits(signs))
                .filter(form -> alike(separators, form.checked() ? 0 : 2))
                .filter(form -> form.startsWithDigits() && signs.length() >= KNOWN_ALONE || free(chunks, first, last))
                .filter(form -> form.unless().isEmpty() || !form.unless().contains(written(chunks.get(last), text)))
                .max(Comparator.comparingInt(form -> form.written().length()));
    }

    private static boolean alike(List<String> separators, int from) {
        return separators.stream().skip(from).distinct().count() <= 1;
    }

    private static boolean free(List<Chunk> chunks, int first, int last) {
        boolean before =
                first == 0 || chunks.get(first - 1).to() < chunks.get(first).from();
        boolean behind = last + 1 == chunks.size()
                || chunks.get(last).to() < chunks.get(last + 1).from()
                || chunks.get(last + 1).digits();
        return before && behind;
    }

    private static String written(Chunk chunk, Text text) {
        return text.written(chunk.from(), chunk.to());
    }
}
