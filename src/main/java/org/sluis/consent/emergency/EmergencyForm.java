package org.sluis.consent.emergency;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Refused;
import org.sluis.consent.FormReader;
import org.sluis.law.LawEmergency;

/**
 * What a named professional asks a second person for: to open one recipient for one pupil, for some hours, because there
 * is no time to ask (GDPR art. 6(1)(d) and 9(2)(c)).
 *
 * @param subject the school's own id of the pupil
 * @param reason one of the law's
 * @param note the organisation's own id of the note it stands in; never the text of it
 * @param hours how long, up to the law's term
 */
public record EmergencyForm(String subject, String recipient, String reason, String note, int hours) {
    /** An id, which stands in the log: a digit in it keeps plain names out. */
    static final String NOTE = "(?=.*[0-9])[A-Za-z0-9._:-]{1,64}";

    /** @throws Refused for what is no such form */
    static EmergencyForm read(byte[] body) {
        return FormReader.read(body, form -> {
            form.only(Set.of("subject", "recipient", "reason", "note", "hours"));
            return new EmergencyForm(
                    form.text("subject"),
                    form.text("recipient"),
                    form.text("reason"),
                    form.text("note"),
                    form.number("hours"));
        });
    }

    /** @throws Refused CONSENT_NOT_VALID with everything that is wrong */
    void check(LawEmergency law) {
        List<String> faults = new ArrayList<>();
        if (!law.reasons().contains(reason)) {
            faults.add("/reason:unknown");
        }
        if (!note.matches(NOTE)) {
            faults.add("/note:not-an-id");
        }
        if (hours < 1 || hours > law.maxHours()) {
            faults.add("/hours:from-1-to-" + law.maxHours());
        }
        if (!isParty(recipient)) {
            faults.add("/recipient:not-an-id");
        }
        FormReader.refuse(faults);
    }

    /** What the second person reads and signs: ids and codes only, and the note's id sealed. */
    Map<String, Object> content(UUID subjectId, String sealedNote) {
        return Map.of(
                "subject", subjectId.toString(),
                "recipient", recipient,
                "reason", reason,
                "note", sealedNote,
                "hours", hours);
    }

    private static boolean isParty(String id) {
        try {
            return new PartyId(id).value().equals(id);
        } catch (Refused notAnId) {
            return false;
        }
    }

    /** Shows nothing of the pupil. */
    @Override
    public String toString() {
        return "EmergencyForm[" + reason + "]";
    }
}
