package org.sluis.party;

import java.util.Locale;

/** What an organisation is to the law; the regime of a disclosure depends on the kind of who discloses. */
public enum PartyKind {
    SCHOOL,
    CHILDCARE,
    MBO,
    YOUTH_TEAM,
    MUNICIPALITY,
    YOUTH_CARE_PROVIDER,
    CERTIFIED_INSTITUTION,
    MEDICAL_TREATMENT,
    /** Where suspected abuse is reported: by its own channel, never through this exchange. So are the two after it. */
    REPORTING_CENTRE,
    REFERENCE_INDEX,
    CHILD_PROTECTION_BOARD;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Reports go there by a channel of its own: it is known here, and receives nothing through this exchange. */
    public boolean hasItsOwnChannel() {
        return this == REPORTING_CENTRE || this == REFERENCE_INDEX || this == CHILD_PROTECTION_BOARD;
    }

    /** As it stands in files and tables: lower case with hyphens. */
    public String code() {
        return code;
    }

    /** @throws IllegalArgumentException for a code that is none: an unknown kind is never guessed */
    public static PartyKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
