package org.sluis.connector;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.ValueType;

/**
 * How a format writes a day, such as {@code dd-MM-yyyy}: day, month and year, each once, in digits. Strict: 31-06 is no
 * day, and a year of two digits is not read, because it can be two years.
 *
 * @param written as it stands in the mapping
 */
record DateForm(String written, DateTimeFormatter form) {
    private static final Pattern WRITTEN =
            Pattern.compile("(?=.*d)(?=.*M)(?=.*yyyy)(dd?|MM?|yyyy)[-/. ]?(dd?|MM?|yyyy)[-/. ]?(dd?|MM?|yyyy)");

    /** Null where the mapping says none. @throws IllegalArgumentException for what is no date */
    static @Nullable DateForm of(@Nullable MappingSource source, ElementDefinition element) {
        if (source == null) {
            return null;
        }
        if (element.type() != ValueType.DATE && element.type() != ValueType.PARTIAL_DATE) {
            throw source.wrong(element.id() + " is no date; leave date: out");
        }
        if (!WRITTEN.matcher(source.text()).matches()) {
            throw source.wrong(
                    "'" + source.text() + "' does not say how a day is written; write dd-MM-yyyy or d-M-yyyy");
        }
        // uuuu: a year as it is counted; yyyy would ask for an era when 31-06 is to be refused.
        return new DateForm(
                source.text(),
                DateTimeFormatter.ofPattern(source.text().replace("yyyy", "uuuu"), Locale.ROOT)
                        .withResolverStyle(ResolverStyle.STRICT));
    }

    /** The day in ISO 8601; empty for what is none, ISO 8601 itself included: a format writes its days in one way. */
    String iso(String text) {
        try {
            return LocalDate.parse(text.strip(), form).toString();
        } catch (DateTimeException notADay) {
            return "";
        }
    }

    /** What a schema can tell of it. */
    String pattern() {
        return written.replace(".", "\\.")
                .replaceAll("dd|MM", "[0-9]{2}")
                .replace("yyyy", "[0-9]{4}")
                .replaceAll("[dM]", "[0-9]{1,2}");
    }
}
