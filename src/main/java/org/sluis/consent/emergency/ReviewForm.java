package org.sluis.consent.emergency;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.sluis.canonical.Refused;
import org.sluis.consent.FormReader;

/**
 * What is said of an emergency afterwards.
 *
 * @param noticeGiven whether child and holders were told; false where telling would endanger the child, which the note explains
 * @param noticeOn the day on which they were told, or on which it was decided not to
 * @param note the organisation's own id of the note it stands in
 * @param justified whether it was rightly opened
 */
public record ReviewForm(boolean noticeGiven, LocalDate noticeOn, String note, boolean justified) {

    /** @throws Refused for what is no such form */
    static ReviewForm read(byte[] body, LocalDate today) {
        ReviewForm form = FormReader.read(body, review -> {
            review.only(Set.of("noticeGiven", "noticeOn", "note", "justified"));
            return new ReviewForm(
                    review.flag("noticeGiven"), review.date("noticeOn"), review.text("note"), review.flag("justified"));
        });
        List<String> faults = new ArrayList<>();
        if (!form.note().matches(EmergencyForm.NOTE)) {
            faults.add("/note:not-an-id");
        }
        if (form.noticeOn().isAfter(today)) {
            faults.add("/noticeOn:in-the-future");
        }
        FormReader.refuse(faults);
        return form;
    }

    /** What the reviewer reads and signs; the note's id sealed. */
    Map<String, Object> content(UUID emergency, String sealedNote) {
        return Map.of(
                "emergency", emergency.toString(),
                "noticeGiven", noticeGiven,
                "noticeOn", noticeOn.toString(),
                "note", sealedNote,
                "justified", justified);
    }
}
