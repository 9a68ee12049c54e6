package org.sluis;

import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * Makes what would be invisible in a log line, or would turn its direction, readable as {@code \\uXXXX} (OWASP ASVS
 * 16.4.1). The JSON writer itself escapes the control characters.
 */
final class VisibleText implements StructuredLoggingJsonMembersCustomizer<Object> {
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]");

    @Override
    public void customize(Members<Object> members) {
        members.applyingValueProcessor(ValueProcessor.of(String.class, VisibleText::visible));
    }

    private static String visible(String text) {
        return INVISIBLE
                .matcher(text)
                .replaceAll(found -> String.format(
                        Locale.ROOT, "\\\\u%04x", (int) found.group().charAt(0)));
    }
}
