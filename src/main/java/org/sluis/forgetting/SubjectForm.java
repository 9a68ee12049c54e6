package org.sluis.forgetting;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.sluis.canonical.Refused;
import org.sluis.consent.FormReader;

/**
 * One of a school's own pupils, and why.
 *
 * @param subject the school's own id
 * @param reason one of {@link #ERASING} or {@link #HOLDING}, as the form says
 */
record SubjectForm(String subject, String reason) {
    /** GDPR article 17(1), and what was registered by mistake. */
    static final Set<String> ERASING = Set.of("no-longer-needed", "asked-for", "unlawful", "by-mistake");
    /** What forbids erasing (GDPR article 17(3)). */
    static final Set<String> HOLDING = Set.of("legal-claim", "complaint", "inquiry");

    /** @throws Refused for what is no such form */
    static SubjectForm read(byte[] body, Set<String> reasons) {
        SubjectForm form = FormReader.read(body, fields -> {
            fields.only(Set.of("subject", "reason"));
            return new SubjectForm(fields.text("subject"), fields.text("reason"));
        });
        FormReader.refuse(reasons.contains(form.reason()) ? List.of() : List.of("/reason:unknown"));
        return form;
    }

    /** What the second person reads and signs: the internal id, which means nothing once the subject is gone. */
    Map<String, Object> content(UUID id) {
        return Map.of("subject", id.toString(), "reason", reason);
    }

    @Override
    public String toString() {
        return "SubjectForm[" + reason + "]";
    }
}
