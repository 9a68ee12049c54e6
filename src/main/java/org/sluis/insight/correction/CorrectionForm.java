package org.sluis.insight.correction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sluis.consent.FormReader;
import org.sluis.consent.Posted;

/**
 * What is posted about a correction.
 *
 * @param subject the school's own id of the pupil, which stands in a body and never in an address
 * @param elements separated by commas where it is posted
 */
record CorrectionForm(String subject, Correction.What what, SortedSet<String> elements) {

    /** @param known whether there is such an element @throws Refused PARAMETER_NOT_SUPPORTED with every fault, or what the gate refuses */
    static CorrectionForm read(byte[] body, Predicate<String> known) {
        return Posted.read(body, form -> of(form, known));
    }

    private static CorrectionForm of(FormReader form, Predicate<String> known) {
        form.only(Set.of("subject", "what", "elements"));
        List<String> faults = new ArrayList<>();
        String code = form.text("what");
        Correction.What what = Arrays.stream(Correction.What.values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElse(Correction.What.RECTIFIED);
        if (!code.isEmpty() && !what.code().equals(code)) {
            faults.add("/what:rectified-erased-or-restricted");
        }
        SortedSet<String> elements = new TreeSet<>(List.of(form.text("elements").split(",", -1)));
        if (!elements.stream().allMatch(known)) {
            faults.add("/elements:no-element");
        }
        CorrectionForm read = new CorrectionForm(form.text("subject"), what, elements);
        FormReader.refuse(faults);
        return read;
    }

    /** Of a search: the pupil, where one is named. */
    static Asked asked(byte[] body) {
        return Posted.read(body, form -> {
            form.only(Set.of("subject"));
            return new Asked(form.has("subject") ? form.text("subject") : null);
        });
    }

    /** Shows nothing of anybody. */
    record Asked(@Nullable String subject) {
        @Override
        public String toString() {
            return "Asked";
        }
    }

    /** That a recipient was told. */
    static String recipient(byte[] body) {
        return Posted.read(body, form -> {
            form.only(Set.of("recipient"));
            return form.text("recipient");
        });
    }

    /** Shows nothing of anybody. */
    @Override
    public String toString() {
        return "CorrectionForm[" + what.code() + "]";
    }
}
