package org.sluis.canary;

import java.nio.charset.StandardCharsets;

/**
 * A value that stands nowhere else.
 *
 * @param where what it was put in
 * @param value as it was sent
 * @param core the part of it that no encoding of letters changes; what is searched for
 */
record Marker(String where, String value, String core) {

    byte[] bytes() {
        return core.getBytes(StandardCharsets.US_ASCII);
    }

    /** A few digits, which stand by chance in other numbers: they count only where they stand alone. */
    boolean weak() {
        return core.length() < 9;
    }
}
