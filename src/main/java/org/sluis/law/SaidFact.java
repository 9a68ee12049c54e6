package org.sluis.law;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;

/**
 * Something out of the ordinary that is on record about a subject, in a law's own word for it.
 *
 * @param source id of what says it; null where it follows from other facts
 * @param holder where it is about one holder
 * @param purpose where it holds for one purpose only
 * @param recipient where it holds for one recipient only
 */
public record SaidFact(
        String word,
        String value,
        @Nullable UUID source,
        @Nullable UUID holder,
        @Nullable String purpose,
        @Nullable PartyId recipient) {

    /** What follows, whatever is asked. */
    public SaidFact(String word, String value) {
        this(word, value, null, null, null, null);
    }

    boolean about(String asked, PartyId to) {
        return (purpose == null || purpose.equals(asked)) && (recipient == null || recipient.equals(to));
    }
}
