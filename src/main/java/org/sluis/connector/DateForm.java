package org.sluis.connector;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a format writes a day, such as {@code dd-MM-yyyy}: digits alone, and a day that exists. */
record DateForm(DateTimeFormatter form) {
    private static final Pattern WRITTEN = Pattern.compile("(?=.*d)(?=.*M)(?=.*yyyy)(d{1,2}|M{1,2}|yyyy|[-/. ])+");

    static DateForm of(MappingSource source) {
        if (!WRITTEN.matcher(source.text()).matches()) {
            throw source.wrong(
                    "'" + source.text() + "' does not say how a day is written; write dd-MM-yyyy or d-M-yyyy");
        }
        // uuuu: a year as it is counted; yyyy would ask for an era when 31-06 is to be refused.
        return new DateForm(DateTimeFormatter.ofPattern(source.text().replace("yyyy", "uuuu"), Locale.ROOT)
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
}
