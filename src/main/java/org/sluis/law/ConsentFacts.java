package org.sluis.law;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the register knows about one subject at one instant, without content: what a decision may see and what its
 * replay needs. A missing fact is a fact: it leads to Pending, never to a guess.
 *
 * @param subject internal id; null when the register does not know the subject
 * @param subjectVersion the version of the subject's row these facts were read at; 0 when unknown
 * @param ageBand the law's band at the decision's instant, for instance {@code under-12}; {@code unknown} without a full birth date
 * @param birthDateAgrees whether the message's birth date is the register's; true where the message holds none
 * @param capable of a reasonable appraisal of their interests
 * @param authority {@code established}, {@code unknown}, {@code under-investigation}, {@code none}; {@code unknown} when no check is on record
 * @param authorityCheckedOn the day of the newest check, where there is one
 * @param said what is out of the ordinary, in the law's own words, as it is in force on that day
 * @param day the calendar day of the decision in the law's zone: periods are judged by it
 */
public record ConsentFacts(
        @Nullable UUID subject,
        long subjectVersion,
        String ageBand,
        boolean birthDateAgrees,
        boolean capable,
        String authority,
        @Nullable LocalDate authorityCheckedOn,
        LocalDate day,
        List<HolderFact> holders,
        List<ConsentFact> consents,
        List<SaidFact> said) {

    /** Of whom nothing is out of the ordinary. */
    public ConsentFacts(
            @Nullable UUID subject,
            long subjectVersion,
            String ageBand,
            boolean birthDateAgrees,
            boolean capable,
            String authority,
            @Nullable LocalDate authorityCheckedOn,
            LocalDate day,
            List<HolderFact> holders,
            List<ConsentFact> consents) {
        this(
                subject,
                subjectVersion,
                ageBand,
                birthDateAgrees,
                capable,
                authority,
                authorityCheckedOn,
                day,
                holders,
                consents,
                List.of());
    }

    /** The same where none of these words has this value. */
    ConsentFacts without(Map<String, String> values) {
        return new ConsentFacts(
                subject,
                subjectVersion,
                ageBand,
                birthDateAgrees,
                capable,
                authority,
                authorityCheckedOn,
                day,
                holders,
                consents,
                said.stream()
                        .filter(fact -> !fact.value().equals(values.get(fact.word())))
                        .toList());
    }

    /** Of nobody nothing is known: for a disclosure that is about no one in particular. It permits nothing else. */
    public static ConsentFacts nobody(LocalDate day) {
        return new ConsentFacts(
                null, 0, LawSettings.UNKNOWN_AGE, true, true, "unknown", null, day, List.of(), List.of());
    }
}
