package org.sluis.connector;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;
import org.sluis.canonical.ValueType;

/**
 * How a format writes a date: day, month and year, each once, the year in four digits. Strict: 31-06 is no date, and a
 * year of two digits is not read, because it can be two years.
 */
final class DateForm {
    private static final Pattern FORM =
            Pattern.compile("(?=.*dd)(?=.*MM)(?=.*yyyy)(dd|MM|yyyy)([-/. ]?)(dd|MM|yyyy)([-/. ]?)(dd|MM|yyyy)");

    private final String form;
    private final DateTimeFormatter formatter;

    private DateForm(String form) {
        this.form = form;
        this.formatter = DateTimeFormatter.ofPattern(form.replace("yyyy", "uuuu"), Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    static DateForm of(MappingSource source) {
        if (!FORM.matcher(source.text()).matches()) {
            throw source.wrong("'" + source.text()
                    + "' is no form of a date; write dd, MM and yyyy, each once, for instance dd-MM-yyyy");
        }
        return new DateForm(source.text());
    }

    /** The same date as ISO 8601 writes it; empty, which is no date, for what has not this form. */
    String iso(String text) {
        try {
            String iso = LocalDate.parse(text.strip(), formatter).toString();
            return text.strip().length() == form.length() ? iso : "";
        } catch (DateTimeException none) {
            return "";
        }
    }

    /** What a schema can tell of it. */
    String pattern() {
        return form.replace(".", "\\.")
                .replace("dd", "[0-9]{2}")
                .replace("MM", "[0-9]{2}")
                .replace("yyyy", "[0-9]{4}");
    }

    static boolean fits(ValueType type) {
        return type == ValueType.DATE || type == ValueType.PARTIAL_DATE;
    }
}
