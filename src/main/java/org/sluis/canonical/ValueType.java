package org.sluis.canonical;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The checked types of element values. {@link #canonical} gives the one form a value has inside Sluis, or nothing when
 * the text is not a value of the type; it never guesses.
 */
public enum ValueType {
    /** Words, 1 to the element's maximum of characters; no control characters but line breaks and tabs, no half characters. */
    TEXT,
    /** One of the element's codes. */
    CODE,
    /** A full calendar date, ISO 8601: 31 June is none. */
    DATE,
    /** A year, a year and month, or a date, ISO 8601 (iStandaarden COD170). */
    PARTIAL_DATE,
    BOOLEAN,
    /** A whole number from 0 to 999,999. */
    INTEGER,
    /** Burgerservicenummer: nine digits that pass the 11-test, not all zero (Wabb art. 1). */
    BSN,
    /** Organisatie-identificatienummer: 20 digits with a known register prefix (Logius OIN-stelsel). */
    OIN,
    /** BRIN with an optional two-digit location: 99XX or 99XX00; small letters become capitals. */
    BRIN,
    /** AGB code of a care provider: eight digits. */
    AGB,
    /** A telephone number: digits, 8 to 15, with an optional leading plus; spaces and hyphens are dropped. */
    PHONE,
    EMAIL,
    /** An id that Sluis itself issues, different for every recipient; never read from a message. */
    PAIRWISE;

    private static final Pattern OIN_FORM = Pattern.compile("000000(0[1-8]|99)[0-9]{12}");
    // Capitals come after the check: "\u00df" would become "SS", and that is a guess.
    private static final Pattern BRIN_FORM = Pattern.compile("[0-9]{2}[A-Za-z]{2}([0-9]{2})?");
    private static final Pattern AGB_FORM = Pattern.compile("[0-9]{8}");
    private static final Pattern INTEGER_FORM = Pattern.compile("0|[1-9][0-9]{0,5}");
    private static final Pattern PHONE_FORM = Pattern.compile("\\+?[0-9]{8,15}");
    private static final Pattern EMAIL_FORM = Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
            + "([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.){1,8}[A-Za-z]{2,63}");
    private static final Pattern PARTIAL_FORM = Pattern.compile("[0-9]{4}(-(0[1-9]|1[0-2]))?");

    /** The canonical form of the text as a value of this element, or nothing. */
    public Optional<String> canonical(String text, ElementDefinition element) {
        String trimmed = text.strip();
        return switch (this) {
            case TEXT -> isText(trimmed, element.maxLength()) ? Optional.of(trimmed) : Optional.empty();
            case CODE -> element.codes().contains(trimmed) ? Optional.of(trimmed) : Optional.empty();
            case DATE -> isDate(trimmed) ? Optional.of(trimmed) : Optional.empty();
            case PARTIAL_DATE -> isDate(trimmed) ? Optional.of(trimmed) : matching(PARTIAL_FORM, trimmed);
            case BOOLEAN -> trimmed.equals("true") || trimmed.equals("false") ? Optional.of(trimmed) : Optional.empty();
            case INTEGER -> matching(INTEGER_FORM, trimmed);
            case BSN -> passesElevenTest(trimmed) ? Optional.of(trimmed) : Optional.empty();
            case OIN -> matching(OIN_FORM, trimmed);
            case BRIN -> matching(BRIN_FORM, trimmed).map(brin -> brin.toUpperCase(Locale.ROOT));
            case AGB -> matching(AGB_FORM, trimmed);
            case PHONE -> matching(PHONE_FORM, trimmed.replaceAll("[ -]", ""));
            case EMAIL -> trimmed.length() <= 254 ? matching(EMAIL_FORM, trimmed) : Optional.empty();
            case PAIRWISE -> Optional.empty();
        };
    }

    /** The 11-test of a burgerservicenummer: weights 9 to 2 and -1, the sum a multiple of eleven. */
    public static boolean passesElevenTest(String digits) {
        if (digits.length() != 9 || digits.equals("000000000")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
            sum += (c - '0') * (i == 8 ? -1 : 9 - i);
        }
        return sum % 11 == 0;
    }

    private static boolean isText(String text, int maxLength) {
        return !text.isEmpty()
                && text.codePointCount(0, text.length()) <= maxLength
                && text.codePoints().allMatch(ValueType::isOfText);
    }

    private static boolean isOfText(int c) {
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
        return !control && Character.getType(c) != Character.SURROGATE;
    }

    /** Whether this is a full calendar date, ISO 8601. */
    public static boolean isDate(String text) {
        if (text.length() != 10) {
            return false;
        }
        try {
            return LocalDate.parse(text).toString().equals(text);
        } catch (DateTimeException notADate) {
            return false;
        }
    }

    private static Optional<String> matching(Pattern form, String text) {
        return form.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}
