package org.sluis.canonical;

import java.util.regex.Pattern;

/** The one form of names that travel in paths, claims and files. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,61}[a-z0-9]");

    private Names() {}

    static void require(String value) {
        if (!NAME.matcher(value).matches()) {
            throw new Refused(Reason.NAME_NOT_VALID);
        }
    }
}
