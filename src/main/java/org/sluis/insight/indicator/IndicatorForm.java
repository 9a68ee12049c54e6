package org.sluis.insight.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Refused;
import org.sluis.consent.FormReader;
import org.sluis.consent.Posted;

/**
 * What is posted for the indicators.
 *
 * @param agreement its id; null where there is only one
 * @param year the calendar year in which the school year begins; null for this one
 */
record IndicatorForm(@Nullable String agreement, @Nullable Integer year) {

    /** @throws Refused PARAMETER_NOT_SUPPORTED with every fault as a pointer and a code, or what the gate refuses */
    static IndicatorForm read(byte[] body) {
        return Posted.read(body, IndicatorForm::of);
    }

    private static IndicatorForm of(FormReader form) {
        form.only(Set.of("agreement", "year"));
        List<String> faults = new ArrayList<>();
        Integer year = form.has("year") ? form.number("year") : null;
        if (year != null && (year < 2000 || year > 2999)) {
            faults.add("/year:not-a-year");
        }
        IndicatorForm read = new IndicatorForm(form.has("agreement") ? form.text("agreement") : null, year);
        FormReader.refuse(faults);
        return read;
    }

    /** The names of what was asked for. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        if (agreement != null) {
            names.add("agreement");
        }
        if (year != null) {
            names.add("year");
        }
        return names;
    }
}
