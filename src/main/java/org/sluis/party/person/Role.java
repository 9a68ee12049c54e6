package org.sluis.party.person;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person may do for an organisation; the table {@code person_role} holds the same closed list. */
public enum Role {
    PRIVACY_OFFICER,
    DATA_PROTECTION_OFFICER,
    AUDIT_REVIEWER,
    OPERATOR,
    INTEGRATOR,
    CONSENT_RECORDER,
    REGION,
    PROFESSIONAL;

    /** As it stands in messages and tables: lower case with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Empty for a code that is none: an unknown role is never guessed. */
    public static Optional<Role> of(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }
}
