package org.sluis.asking;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A request that was made.
 *
 * @param subject internal id of the pupil
 * @param localId the school's own
 * @param respondBy the last day on which it can be answered
 */
record AskedRequest(
        UUID id,
        UUID subject,
        String localId,
        String school,
        String recipient,
        String purpose,
        String textVersion,
        LocalDate from,
        LocalDate until,
        LocalDate respondBy,
        List<Question> questions) {

    boolean overOn(LocalDate day) {
        return day.isAfter(respondBy);
    }

    Set<String> purposes() {
        return questions.stream().map(Question::purpose).collect(Collectors.toSet());
    }

    Set<String> recipients() {
        return questions.stream().map(Question::recipient).collect(Collectors.toSet());
    }

    /** Shows the id only. */
    @Override
    public String toString() {
        return "AskedRequest[" + id + "]";
    }
}
