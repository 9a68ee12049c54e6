package org.sluis.asking;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.consent.FormReader;

/**
 * What a school posts to have consent asked: of whom and for what, or the refusal that lacked it.
 *
 * @param subject the school's own id of the pupil; with recipient and purpose, or none of the three beside a refusal
 * @param answerPurpose the one purpose that is asked for the way back; every one that a policy knows where it is null
 * @param textVersion of the text that is put before the grantors
 * @param from the first day the consent would count
 * @param until the first day it would count no more
 * @param respondBy the last day on which it can be answered; the last day of the period where it is null
 * @param refusal the id of a refused disclosure
 */
public record AskForm(
        @Nullable String subject,
        @Nullable String recipient,
        @Nullable String purpose,
        @Nullable String answerPurpose,
        String textVersion,
        LocalDate from,
        LocalDate until,
        @Nullable LocalDate respondBy,
        @Nullable String refusal) {
    private static final List<String> OF_NO_REFUSAL = List.of("subject", "recipient", "purpose");

    /** @throws Refused CONSENT_NOT_VALID with every fault */
    static AskForm read(byte[] body) {
        return FormReader.read(body, form -> {
            form.only(Set.of(
                    "subject",
                    "recipient",
                    "purpose",
                    "answerPurpose",
                    "textVersion",
                    "from",
                    "until",
                    "respondBy",
                    "refusal"));
            boolean refused = form.has("refusal");
            List<String> beside = new ArrayList<>();
            OF_NO_REFUSAL.stream()
                    .filter(key -> refused && form.has(key))
                    .forEach(key -> beside.add("/" + key + ":beside-a-refusal"));
            FormReader.refuse(beside);
            return new AskForm(
                    refused ? null : form.text("subject"),
                    refused ? null : form.text("recipient"),
                    refused ? null : form.text("purpose"),
                    form.has("answerPurpose") ? form.text("answerPurpose") : null,
                    form.text("textVersion"),
                    form.date("from"),
                    form.date("until"),
                    form.has("respondBy") ? form.date("respondBy") : null,
                    refused ? form.text("refusal") : null);
        });
    }

    LocalDate lastDay() {
        return respondBy == null ? until.minusDays(1) : respondBy;
    }

    static PartyId party(String id, String place) {
        try {
            return new PartyId(id);
        } catch (Refused notAName) {
            throw new Refused(Reason.CONSENT_NOT_VALID, place + ":not-an-id");
        }
    }

    static Purpose purpose(String id, String place) {
        try {
            return new Purpose(id);
        } catch (Refused notAName) {
            throw new Refused(Reason.CONSENT_NOT_VALID, place + ":not-an-id");
        }
    }

    /** Shows nothing of the pupil. */
    @Override
    public String toString() {
        return "AskForm";
    }
}
