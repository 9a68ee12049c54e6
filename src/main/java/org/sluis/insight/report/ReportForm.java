package org.sluis.insight.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Refused;
import org.sluis.consent.FormReader;
import org.sluis.consent.Posted;
import org.sluis.policy.Explanation.Language;

/**
 * What is posted for a report.
 *
 * @param subject the school's own id of the pupil, which stands in a body and never in an address
 * @param holder the school's own id of the person for whom it is; null where it is for the child
 */
record ReportForm(String subject, @Nullable String holder, Language language) {
    static final String YOUTH = "youth";
    static final String HOLDER = "holder";

    /** @throws Refused PARAMETER_NOT_SUPPORTED with every fault as a pointer and a code, or what the gate refuses */
    static ReportForm read(byte[] body) {
        return Posted.read(body, ReportForm::of);
    }

    private static ReportForm of(FormReader form) {
        form.only(Set.of("subject", "for", HOLDER, "language"));
        List<String> faults = new ArrayList<>();
        String who = form.text("for");
        if (!who.isEmpty() && !Set.of(YOUTH, HOLDER).contains(who)) {
            faults.add("/for:youth-or-holder");
        }
        if (who.equals(YOUTH) && form.has(HOLDER)) {
            faults.add("/holder:beside-the-youth");
        }
        String language = form.has("language") ? form.text("language") : Language.NL.code();
        if (!Set.of("nl", "en", "").contains(language)) {
            faults.add("/language:nl-or-en");
        }
        ReportForm read = new ReportForm(
                form.text("subject"),
                who.equals(HOLDER) ? form.text(HOLDER) : null,
                language.equals("en") ? Language.EN : Language.NL);
        FormReader.refuse(faults);
        return read;
    }

    /** As the log says it. */
    String who() {
        return holder == null ? YOUTH : HOLDER;
    }

    /** Shows nothing of anybody. */
    @Override
    public String toString() {
        return "ReportForm[" + who() + ", " + language.code().toUpperCase(Locale.ROOT) + "]";
    }
}
