package org.sluis.party.account;

import java.util.Locale;

/** What became of opening an account. */
public enum Opening {
    DONE,
    /** Nobody's, used, over, or tried too often: which of these is told to nobody. */
    INVITATION_OVER,
    /** Shorter than {@link Accounts#SHORTEST}, longer than {@link Accounts#LONGEST}, or of too few different characters. */
    PASSWORD_WEAK,
    CODE_WRONG;

    /** As words name it: lower case with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
