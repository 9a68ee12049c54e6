package org.sluis.audit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes JSON in the one form that RFC 8785 (JCS) allows: no spaces, names in the order of their UTF-16 units, the
 * shortest escapes. Takes strings, booleans, the integers up to nine digits, lists and maps of these and refuses anything else.
 *
 * <p>A writer of our own, because an entry has no number that JCS makes hard and what is hashed should not first be
 * parsed by a library; the tests hold it to the reference implementation's output.
 */
public final class CanonicalJson {
    private CanonicalJson() {}

    /** @throws IllegalArgumentException for any other type, and for half a surrogate pair */
    public static String write(Object value) {
        StringBuilder out = new StringBuilder(512);
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        if (value instanceof String text) {
            string(text, out);
        } else if (value instanceof Integer number && Math.abs((long) number) < 1_000_000_000L) {
            out.append((int) number);
        } else if (value instanceof Boolean flag) {
            out.append(flag.booleanValue());
        } else if (value instanceof List<?> list) {
            String separator = "[";
            for (Object element : list) {
                write(element, out.append(separator));
                separator = ",";
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof Map<?, ?> map) {
            Map<?, ?> sorted =
                    map instanceof SortedMap<?, ?> already && already.comparator() == null ? map : new TreeMap<>(map);
            String separator = "{";
            for (Map.Entry<?, ?> member : sorted.entrySet()) {
                string((String) member.getKey(), out.append(separator));
                write(member.getValue(), out.append(':'));
                separator = ",";
            }
            out.append(sorted.isEmpty() ? "{}" : "}");
        } else {
            throw new IllegalArgumentException("no canonical form for this type");
        }
    }

    private static void string(String text, StringBuilder out) {
        int plain = 0;
        while (plain < text.length() && plain(text.charAt(plain))) {
            plain++;
        }
        out.append('"').append(text, 0, plain);
        for (int i = plain; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else if (Character.isSurrogate(c) && !pair(text, i)) {
                        throw new IllegalArgumentException("half a surrogate pair");
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean plain(char c) {
        return c >= ' ' && c <= '~' && c != '"' && c != '\\';
    }

    private static boolean pair(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
}
