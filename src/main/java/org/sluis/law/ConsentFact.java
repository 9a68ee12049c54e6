package org.sluis.law;

import java.time.LocalDate;
import java.util.Map;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.TextSet;

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
 * @param recipient whom it is about; null where it is about all of a kind
 * @param recipientKind that kind; null where it is about one recipient
 * @param order where a court put its word in the place of this holder's
 * @param said what is known of it in the law's own words
 * @param version the subject's version when it was recorded: the order of consents, never the clock
 */
public record ConsentFact(
        UUID id,
        String grantor,
        @Nullable UUID holder,
        String effect,
        String purpose,
        @Nullable PartyId recipient,
        SortedSet<String> categories,
        LocalDate from,
        LocalDate until,
        String textVersion,
        boolean withdrawn,
        boolean proofComplete,
        boolean verified,
        long version,
        @Nullable String recipientKind,
        @Nullable CourtOrder order,
        Map<String, String> said) {
    /** {@link #grantor} of one by a holder of parental responsibility. */
    public static final String HOLDER = "holder";

    /** {@link #grantor} of one by the child. */
    public static final String CHILD = "child";

    /** The word in {@link #said}, where a law has it, for whether a text of another substance came after. */
    public static final String TEXT = "text";

    public static final String SUPERSEDED = "superseded";

    public ConsentFact {
        categories = TextSet.of(categories);
    }

    /** A statement about one recipient, by the grantor alone, of which nothing more is to be said. */
    public ConsentFact(
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
        this(
                id,
                grantor,
                holder,
                effect,
                purpose,
                recipient,
                categories,
                from,
                until,
                textVersion,
                withdrawn,
                proofComplete,
                verified,
                version,
                null,
                null,
                Map.of());
    }

    /** {@link #categories}, to go through by place. */
    TextSet named() {
        return (TextSet) categories;
    }

    boolean byChild() {
        return grantor.equals(CHILD);
    }

    boolean grants() {
        return effect.equals("grant");
    }

    /** About all of a kind, not about one recipient. */
    boolean general() {
        return recipientKind != null;
    }

    /**
     * A court's order that stands in the place of a holder's own word; without id, date and scope it is none.
     *
     * @param reference the court's own id of it
     * @param purposes what it is about
     */
    public record CourtOrder(
            @Nullable String reference, @Nullable LocalDate date, SortedSet<String> purposes) {

        boolean complete() {
            return reference != null && date != null && !purposes.isEmpty();
        }
    }
}
