package org.sluis.law;

import java.time.LocalDate;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;

/**
 * One consent or refusal of the register, as far as a decision needs it: no name, no date of birth.
 *
 * @param grantor {@code holder} or {@code child}
 * @param holder the holder's internal id, where a holder gave it
 * @param effect {@code grant} or {@code refuse}
 * @param until the first day on which it no longer counts, in the law's zone
 * @param withdrawn whether it was taken back by now; no shifted instant brings it back
 * @param proofComplete who verified, how, when and a digest of the form are all there (GDPR art. 7(1))
 * @param verified the grantor's identity was verified: in person, DigiD or eIDAS
 * @param version the subject's version when it was recorded: the order of consents, never the clock
 */
public record ConsentFact(
        UUID id,
        String grantor,
        @Nullable UUID holder,
        String effect,
        String purpose,
        PartyId recipient,
        SortedSet<String> categories,
        LocalDate from,
        LocalDate until,
        String textVersion,
        boolean withdrawn,
        boolean proofComplete,
        boolean verified,
        long version) {
    /** {@link #grantor} of one by a holder of parental responsibility. */
    public static final String HOLDER = "holder";

    /** {@link #grantor} of one by the child. */
    public static final String CHILD = "child";
}
