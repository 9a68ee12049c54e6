package org.sluis.party;

import java.util.Locale;

/** What an organisation is to the law; the regime of a disclosure depends on the kind of who discloses. */
public enum PartyKind {
    SCHOOL,
    YOUTH_TEAM,
    YOUTH_CARE_PROVIDER;

    /** As it stands in files and tables: lower case with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for a code that is none: an unknown kind is never guessed */
    public static PartyKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
