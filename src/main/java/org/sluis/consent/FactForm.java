package org.sluis.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something out of the ordinary that a school puts on record about its pupil, or who was told of one about what it tells itself, in a word of the law in force: a court's
 * order, a supervision, a death, that asking a holder would endanger the child. Dated, and never without evidence.
 *
 * @param subject the school's own id of the pupil; null from who was told of the pupil
 * @param about from who was told of the pupil: the id that it alone was given
 * @param school and who told it
 * @param holder the school's own id of the holder it is about; null where it is about the pupil
 * @param purpose where it holds for one purpose only
 * @param recipient where it holds for one recipient only
 * @param word one of those the law lists under {@code facts}
 * @param value one of that word's values; what is over is said by a newer value, nothing is taken away
 * @param from the first day on which it holds
 * @param until the first day on which it holds no more; null while open
 */
public record FactForm(
        @Nullable String subject,
        @Nullable String about,
        @Nullable String school,
        @Nullable String holder,
        @Nullable String purpose,
        @Nullable String recipient,
        String word,
        String value,
        LocalDate from,
        @Nullable LocalDate until,
        @Nullable Evidence evidence) {

    /**
     * @param reference the id of the order, form or note it stands in, never a name
     * @param by id of the professional who looked, never a name
     * @param digest SHA-256 of that document, hexadecimal
     */
    public record Evidence(String reference, String by, Instant at, String digest) {}

    /** @throws org.sluis.canonical.Refused for what is no such form */
    static FactForm read(byte[] body) {
        return FormReader.read(body, form -> {
            form.only(Set.of(
                    "subject",
                    "about",
                    "school",
                    "holder",
                    "purpose",
                    "recipient",
                    "word",
                    "value",
                    "from",
                    "until",
                    "evidence"));
            return new FactForm(
                    form.has("about") && !form.has("subject") ? null : form.text("subject"),
                    form.has("about") ? form.text("about") : null,
                    form.has("school") ? form.text("school") : null,
                    form.has("holder") ? form.text("holder") : null,
                    form.has("purpose") ? form.text("purpose") : null,
                    form.has("recipient") ? form.text("recipient") : null,
                    form.text("word"),
                    form.text("value"),
                    form.date("from"),
                    form.has("until") ? form.date("until") : null,
                    form.object("evidence", evidence -> {
                        evidence.only(Set.of("reference", "by", "at", "digest"));
                        return new FactForm.Evidence(
                                evidence.text("reference"),
                                evidence.text("by"),
                                evidence.instant("at"),
                                evidence.text("digest"));
                    }));
        });
    }

    /** Shows nothing of the pupil. */
    @Override
    public String toString() {
        return "FactForm[" + word + "]";
    }
}
