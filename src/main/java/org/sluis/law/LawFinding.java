package org.sluis.law;

import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Reason;
import org.sluis.canonical.TextSet;

/**
 * What the law table says of one question.
 *
 * @param outcome {@code PERMIT} when everyone whose consent is needed gave it; else what to do
 * @param reason null on PERMIT
 * @param rows ids of the law rows that led here, in the order they applied
 * @param covered on PERMIT: the categories that all the consents needed name, what one of
 *     them does not name is absent (row R25)
 * @param consents on PERMIT: these consents, or what is on record in their place, each once and in the order of their
 *     texts; none where the disclosure is about nobody
 * @param withheld on PERMIT: the elements and categories that stay whatever was consented to, each with the row that says so
 * @param considered every consent looked at, and why it counted or not
 */
public record LawFinding(
        Outcome outcome,
        @Nullable Reason reason,
        List<String> rows,
        TextSet covered,
        List<UUID> consents,
        SortedMap<String, String> withheld,
        List<Considered> considered) {

    /** {@link Considered#row} of one that a newer statement of the same grantor replaces. */
    public static final String SUPERSEDED = "superseded";

    /** {@link Considered#row} of one by somebody who is not asked here: a parent of someone who decides alone. */
    public static final String NOT_ASKED = "not-asked";

    /** @param row the law row by which it does not count, or {@link #SUPERSEDED}, or {@link #NOT_ASKED}; null when it counts */
    public record Considered(
            UUID consent, @Nullable String row, @Nullable Reason why) {}
}
