package org.sluis.policy.papers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** How one thing that a paper may speak of is named: every one has a {@code name}. */
final class Facts {
    static final String NAME = "name";
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\s]+");

    private Facts() {}

    static String name(Object fact) {
        return fact instanceof Map<?, ?> map ? String.valueOf(map.get(NAME)) : fact.toString();
    }

    /** A list under its name, and whether there is anything in it: {@code going} and {@code hasGoing}. */
    static void list(String name, List<?> of, Map<String, Object> facts) {
        facts.put(name, of);
        facts.put("has" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), !of.isEmpty());
    }

    static String category(Map<String, Object> element) {
        return String.valueOf(element.get("category"));
    }

    /** As it stands within a sentence: without its capital, unless it is an abbreviation. */
    static String inSentence(Object fact) {
        String name = name(fact);
        boolean word =
                name.length() > 1 && !Character.isUpperCase(name.charAt(1)) && !Character.isDigit(name.charAt(1));
        return word ? name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1) : name;
    }

    /** Without breaks of lines or anything else that does not show. */
    static String oneLine(String text) {
        return BREAKS.matcher(text).replaceAll(" ").strip();
    }
}
