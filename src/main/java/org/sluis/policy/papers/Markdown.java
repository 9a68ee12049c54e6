package org.sluis.policy.papers;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Markdown (CommonMark 0.31 with tables): what a pack says is text there, never a heading, a link, a cell or HTML. */
final class Markdown implements Form {
    private static final Pattern MARKS = Pattern.compile("([\\\\`*_{}\\[\\]<>#|~!])");

    @Override
    public String value(Object value) {
        return value instanceof List<?> all
                ? all.stream().map(Facts::inSentence).map(Markdown::plain).collect(Collectors.joining(", "))
                : plain(value.toString());
    }

    /** Not more than one empty line at a time: what a section left out would leave behind. */
    @Override
    public String whole(String template, String written) {
        return written.replaceAll("\n{3,}", "\n\n").strip() + "\n";
    }

    private static String plain(String text) {
        return MARKS.matcher(Facts.oneLine(text)).replaceAll("\\\\$1");
    }
}
