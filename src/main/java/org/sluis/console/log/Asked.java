package org.sluis.console.log;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** What somebody filled in to look into the log, as the log is asked. @param zone whose days */
record Asked(ZoneId zone) {
    private static final List<String> FIELDS =
            List.of("from", "until", "subject", "disclosure", "party", "purpose", "kind", "reason", "policy", "after");

    /** What was filled in; a day is its first moment. @throws Refused PARAMETER_NOT_SUPPORTED for a day that is none */
    Map<String, Object> of(Map<String, String> form) {
        Map<String, Object> asked = new LinkedHashMap<>();
        for (String field : FIELDS) {
            @Nullable String value = form.get(field);
            if (value != null && !value.isBlank()) {
                boolean day = field.equals("from") || field.equals("until");
                asked.put(field, day ? start(field, value.strip()) : value.strip());
            }
        }
        return asked;
    }

    private String start(String field, String day) {
        try {
            return LocalDate.parse(day).atStartOfDay(zone).toInstant().toString();
        } catch (DateTimeParseException notADay) {
            throw new Refused(Reason.PARAMETER_NOT_SUPPORTED, "/" + field + ":not-a-day");
        }
    }
}
