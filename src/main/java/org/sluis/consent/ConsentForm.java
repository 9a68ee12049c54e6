package org.sluis.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sluis.law.ConsentFact;

/**
 * One yes or no, as a school records it.
 *
 * @param subject the school's own id of the pupil
 * @param grantor {@code holder} or {@code child}
 * @param holder the school's own id of the holder, where a holder said it
 * @param discloser who may tell; null for the school itself
 * @param recipient whom it is about; null where it is about all of a kind
 * @param recipientKind that kind, null where it is about one recipient: the more specific goes before the general
 * @param effect {@code grant} or {@code refuse}
 * @param from the first day it counts
 * @param until the first day it counts no more
 * @param textVersion of the text that was put before the grantor
 * @param order where a court put this yes in the place of the holder's own word
 * @param proof a yes needs one (GDPR art. 7(1)); a no does not
 */
public record ConsentForm(
        String subject,
        String grantor,
        @Nullable String holder,
        String effect,
        String purpose,
        @Nullable String discloser,
        @Nullable String recipient,
        @Nullable String recipientKind,
        List<String> categories,
        LocalDate from,
        LocalDate until,
        String textVersion,
        @Nullable Order order,
        @Nullable Proof proof) {

    /**
     * @param verified how the grantor's identity was verified, one of the law's ways
     * @param by id of the professional who did, never a name
     * @param digest SHA-256 of the signed form, hexadecimal
     */
    public record Proof(String verified, String by, Instant at, String digest) {
        /** To the microsecond, as it is on record. */
        private Instant moment() {
            return at.plusNanos(500).truncatedTo(ChronoUnit.MICROS);
        }
    }

    /**
     * A court's order.
     *
     * @param reference the court's own id of it, never a name
     * @param purposes what it is about
     */
    public record Order(String reference, LocalDate date, List<String> purposes) {
        private List<Object> said() {
            return List.of(reference, date, Set.copyOf(purposes));
        }
    }

    static ConsentForm of(FormReader form) {
        form.only(Set.of(
                "subject",
                "grantor",
                "holder",
                "effect",
                "purpose",
                "discloser",
                "recipient",
                "recipientKind",
                "categories",
                "from",
                "until",
                "textVersion",
                "order",
                "proof"));
        return new ConsentForm(
                form.text("subject"),
                form.text("grantor"),
                form.has("holder") ? form.text("holder") : null,
                form.text("effect"),
                form.text("purpose"),
                form.has("discloser") ? form.text("discloser") : null,
                form.has("recipientKind") && !form.has("recipient") ? null : form.text("recipient"),
                form.has("recipientKind") ? form.text("recipientKind") : null,
                form.each("categories", FormReader::itself),
                form.date("from"),
                form.date("until"),
                form.text("textVersion"),
                form.object("order", order -> {
                    order.only(Set.of("reference", "date", "purposes"));
                    return new ConsentForm.Order(
                            order.text("reference"), order.date("date"), order.each("purposes", FormReader::itself));
                }),
                form.object("proof", proof -> {
                    proof.only(Set.of("verified", "by", "at", "digest"));
                    return new ConsentForm.Proof(
                            proof.text("verified"), proof.text("by"), proof.instant("at"), proof.text("digest"));
                }));
    }

    /** A yes; a no otherwise. */
    public boolean grants() {
        return effect.equals("grant");
    }

    /** Said by the child; by a holder otherwise. */
    public boolean byChild() {
        return grantor.equals(ConsentFact.CHILD);
    }

    /** The parts in which it says something else, as pointers; the order of categories and purposes says nothing. */
    public List<String> changes(ConsentForm other) {
        Map<String, Function<ConsentForm, @Nullable Object>> parts = Map.ofEntries(
                Map.entry("/subject", ConsentForm::subject),
                Map.entry("/grantor", ConsentForm::grantor),
                Map.entry("/holder", ConsentForm::holder),
                Map.entry("/effect", ConsentForm::effect),
                Map.entry("/purpose", ConsentForm::purpose),
                Map.entry("/discloser", ConsentForm::discloser),
                Map.entry("/recipient", ConsentForm::recipient),
                Map.entry("/recipientKind", ConsentForm::recipientKind),
                Map.entry("/order", form -> form.order == null ? null : form.order.said()),
                Map.entry("/categories", form -> Set.copyOf(form.categories)),
                Map.entry("/from", ConsentForm::from),
                Map.entry("/until", ConsentForm::until),
                Map.entry("/textVersion", ConsentForm::textVersion),
                Map.entry("/proof/verified", form -> form.proof == null ? null : form.proof.verified),
                Map.entry("/proof/by", form -> form.proof == null ? null : form.proof.by),
                Map.entry("/proof/at", form -> form.proof == null ? null : form.proof.moment()),
                Map.entry("/proof/digest", form -> form.proof == null ? null : form.proof.digest));
        return parts.entrySet().stream()
                .filter(part -> !Objects.equals(
                        part.getValue().apply(this), part.getValue().apply(other)))
                .map(part -> part.getKey() + ":changed")
                .sorted()
                .toList();
    }

    /** Shows nothing of the pupil. */
    @Override
    public String toString() {
        return "ConsentForm[" + effect + " for " + purpose + "]";
    }
}
