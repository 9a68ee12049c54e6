package org.sluis.freetext;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.FileNode;

/**
 * Dates of birth: a date beside a word that says so, the subject's own, and a full date from so long ago that a plan does
 * not speak of it. The subject's own is none where the recipient gets it anyway.
 */
final class BirthDates implements Detector {
    /** How far a date may stand behind such a word, and before it. */
    private static final int BEHIND = 5;

    private static final int BEFORE = 3;

    private final String kind;
    private final Set<String> words;
    private final int yearsBack;
    private final Map<String, Integer> months = new HashMap<>();

    BirthDates(Map<String, FileNode> dates, Kinds kinds, Folding folding) {
        this.kind = kinds.kind(FileNode.required(dates, "kind"));
        this.words = FileNode.required(dates, "words").texts().stream()
                .map(folding::fold)
                .collect(Collectors.toSet());
        this.yearsBack = FileNode.required(dates, "years-back").number();
        List<FileNode> names = FileNode.required(dates, "months").list();
        for (int i = 0; i < names.size(); i++) {
            for (String name : folding.fold(names.get(i).text()).split(" ")) {
                months.put(name, i + 1);
            }
        }
        if (names.size() != 12) {
            throw FileNode.required(dates, "months").wrong("a year has twelve months");
        }
    }

    /** A date, the chunk it ends with, and whether it was written in full. */
    private record Written(Day day, int last) {}

    @Override
    public void look(Text text, Known known, Passages found) {
        List<Chunk> chunks = text.chunks();
        for (int at = 0; at < chunks.size(); at++) {
            Written date = at(chunks, at, text);
            if (date != null && counts(date.day(), said(chunks, at, date.last()), known)) {
                found.add(
                        text.from(chunks.get(at).from()),
                        text.to(chunks.get(date.last()).to()),
                        kind);
            } else if (date == null
                    && year(chunks.get(at))
                    && saidBefore(chunks, at)
                    && !known.mayBeBornIn(chunks.get(at).signs())) {
                found.add(
                        text.from(chunks.get(at).from()), text.to(chunks.get(at).to()), kind);
            }
            at = date == null ? at : date.last();
        }
    }

    private boolean counts(Day day, boolean said, Known known) {
        boolean old = day.year() != null && day.year() <= known.year() - yearsBack;
        return !known.mayBeBornOn(day) && (said || old || known.bornOn(day));
    }

    private @Nullable Written at(List<Chunk> chunks, int at, Text text) {
        Day numeric = Day.numeric(chunks, at, text);
        if (numeric != null) {
            return new Written(numeric, at + 2);
        }
        int day = Day.small(chunks.get(at).signs());
        if (day < 1 || day > 31 || at + 1 >= chunks.size()) {
            return null;
        }
        Chunk next = chunks.get(at + 1);
        Integer month = months.get(next.signs());
        if (month == null) {
            int number = Day.small(next.signs());
            String separator = chunks.get(at).separator(next, text);
            boolean dayAndMonth = number >= 1 && number <= 12 && (separator.equals("-") || separator.equals("/"));
            return dayAndMonth ? new Written(new Day(day, number, null), at + 1) : null;
        }
        boolean hasYear = at + 2 < chunks.size() && year(chunks.get(at + 2));
        Integer year = hasYear ? Integer.valueOf(chunks.get(at + 2).signs()) : null;
        return new Written(new Day(day, month, year), hasYear ? at + 2 : at + 1);
    }

    private boolean said(List<Chunk> chunks, int first, int last) {
        boolean behind = false;
        for (int i = last + 1; i <= Math.min(last + BEFORE, chunks.size() - 1); i++) {
            behind |= words.contains(chunks.get(i).signs());
        }
        return behind || saidBefore(chunks, first);
    }

    private boolean saidBefore(List<Chunk> chunks, int first) {
        for (int i = Math.max(0, first - BEHIND); i < first; i++) {
            if (words.contains(chunks.get(i).signs())) {
                return true;
            }
        }
        return false;
    }

    private static boolean year(Chunk chunk) {
        String signs = chunk.signs();
        return chunk.digits() && signs.length() == 4 && (signs.startsWith("19") || signs.startsWith("20"));
    }
}
