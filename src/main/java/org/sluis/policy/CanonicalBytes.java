package org.sluis.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Goes through canonical JSON from left to right, expecting what is there; anything else is {@link #OTHER}. */
final class CanonicalBytes {
    /** What is thrown where something else stands than was expected: no error, only not this form. */
    static final RuntimeException OTHER = new Other();

    private static final long LONGEST = 999_999_999_999_999L;

    private byte[] bytes = new byte[0];
    private int at;

    private static final class Other extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Other() {
            super("this is not the form that was expected", null, false, false);
        }
    }

    static void require(boolean holds) {
        if (!holds) {
            throw OTHER;
        }
    }

    void begin(byte[] json) {
        bytes = json;
        at = 0;
    }

    /** Nothing may follow. */
    void end() {
        require(at == bytes.length);
    }

    /** These characters stand here. */
    CanonicalBytes key(String expected) {
        require(isNext(expected));
        return this;
    }

    /** Goes past these characters where they stand here. */
    boolean isNext(String expected) {
        int length = expected.length();
        if (bytes.length - at < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[at + i] != expected.charAt(i)) {
                return false;
            }
        }
        at += length;
        return true;
    }

    boolean none() {
        return isNext("null");
    }

    boolean flag() {
        if (isNext("true")) {
            return true;
        }
        key("false");
        return false;
    }

    /** A whole number that is not negative, of which JSON can tell every digit. */
    long number() {
        int from = at;
        long number = 0;
        while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
            number = number * 10 + (bytes[at++] - '0');
            require(number <= LONGEST);
        }
        require(at == from + 1 || at > from && bytes[from] != '0');
        return number;
    }

    /** A text without anything that would be escaped. */
    <T> T string(Recurring<T> as) {
        int from = opening();
        while (bytes[at] != '"') {
            require(bytes[at] >= ' ' && bytes[at] != '\\');
            at++;
        }
        return as.of(bytes, from, at++);
    }

    /** A list of such texts, whole. */
    <T> T list(Recurring<T> as) {
        int from = at;
        require(bytes[at] == '[');
        while (bytes[at] != ']') {
            require(bytes[at] >= ' ' && bytes[at] != '\\');
            at++;
        }
        return as.of(bytes, from, ++at);
    }

    /** As {@link UUID#toString} writes it. */
    UUID id() {
        opening();
        long high = hex(8);
        key("-");
        high = high << 16 | hex(4);
        key("-");
        high = high << 16 | hex(4);
        key("-");
        long low = hex(4);
        key("-");
        low = low << 48 | hex(12);
        key("\"");
        return new UUID(high, low);
    }

    /** As {@link Instant#toString} writes it. */
    Instant instant(Recurring<LocalDate> dates) {
        int from = opening();
        at = from + 10;
        LocalDate day = dates.of(bytes, from, at);
        long second = key("T").digits(2, 23) * 3600;
        second += key(":").digits(2, 59) * 60;
        second += key(":").digits(2, 59);
        long nano = 0;
        if (isNext(".")) {
            int fraction = at;
            nano = digits(3, 999) * 1_000_000;
            nano += bytes[at] == 'Z' ? 0 : digits(3, 999) * 1000;
            nano += bytes[at] == 'Z' ? 0 : digits(3, 999);
            require(at - fraction <= 9);
        }
        key("Z\"");
        return Instant.ofEpochSecond(day.toEpochDay() * 86_400 + second, nano);
    }

    private int opening() {
        key("\"");
        return at;
    }

    private long digits(int count, long largest) {
        long number = 0;
        for (int i = 0; i < count; i++) {
            int digit = bytes[at++] - '0';
            require(digit >= 0 && digit <= 9);
            number = number * 10 + digit;
        }
        require(number <= largest);
        return number;
    }

    private long hex(int count) {
        long number = 0;
        for (int i = 0; i < count; i++) {
            int c = bytes[at++];
            int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
            require(digit >= 0);
            number = number << 4 | digit;
        }
        return number;
    }
}
