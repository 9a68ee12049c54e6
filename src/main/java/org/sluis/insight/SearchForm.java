package org.sluis.insight;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.reading.Cursor;
import org.sluis.audit.reading.LogCounts;
import org.sluis.audit.reading.LogEntries;
import org.sluis.audit.reading.LogSearch;
import org.sluis.audit.reading.Threshold;
import org.sluis.canonical.Refused;
import org.sluis.consent.FormReader;
import org.sluis.consent.Posted;

/**
 * What is posted to read the log; every key may be left out.
 *
 * @param subject the school's own id of the pupil, which stands in a body and never in an address
 * @param facts by the names of {@link LogSearch#FACTS}
 * @param after where the page before said to go on
 * @param by the columns of a count
 * @param thresholds of the patterns
 */
record SearchForm(
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String subject,
        @Nullable UUID disclosure,
        Map<String, String> facts,
        @Nullable Cursor after,
        int limit,
        List<String> by,
        Map<Threshold, Integer> thresholds) {
    private static final Pattern CODE = Pattern.compile("[!-~]{1,200}");
    private static final int USUAL = 100;
    private static final int USUAL_DAYS = 30;
    private static final List<String> BY = List.of("day", "kind", "recipient", "reason");

    /** @throws Refused PARAMETER_NOT_SUPPORTED with every fault as a pointer and a code, or what the gate refuses */
    static SearchForm read(byte[] body) {
        return Posted.read(body, SearchForm::of);
    }

    private static SearchForm of(FormReader form) {
        Set<String> keys = new HashSet<>(LogSearch.FACTS.keySet());
        keys.addAll(Set.of("from", "until", "subject", "disclosure", "after", "limit", "by", "thresholds"));
        form.only(keys);
        List<String> faults = new ArrayList<>();
        Map<String, String> facts = new LinkedHashMap<>();
        LogSearch.FACTS.keySet().stream().filter(form::has).forEach(name -> {
            String code = form.text(name);
            facts.put(name, code);
            if (!code.isEmpty() && !CODE.matcher(code).matches()) {
                faults.add("/" + name + ":not-an-id-or-code");
            }
        });
        UUID disclosure = form.has("disclosure") ? id(form.text("disclosure"), faults) : null;
        Optional<Cursor> after = form.has("after") ? Cursor.read(form.text("after")) : Optional.empty();
        if (form.has("after") && after.isEmpty()) {
            faults.add("/after:not-where-a-page-ended");
        }
        int limit = form.has("limit") ? form.number("limit") : USUAL;
        if (limit < 1 || limit > LogEntries.MOST) {
            faults.add("/limit:from-1-to-" + LogEntries.MOST);
        }
        List<String> by = form.has("by") ? List.of(form.text("by").split(",", -1)) : BY;
        if (by.isEmpty() || !LogCounts.COLUMNS.containsAll(by) || Set.copyOf(by).size() < by.size()) {
            faults.add("/by:some-of-" + String.join("-", LogCounts.COLUMNS));
        }
        SearchForm read = new SearchForm(
                form.has("from") ? form.instant("from") : null,
                form.has("until") ? form.instant("until") : null,
                form.has("subject") ? form.text("subject") : null,
                disclosure,
                facts,
                after.orElse(null),
                limit,
                by,
                Optional.ofNullable(form.object("thresholds", SearchForm::thresholds))
                        .orElse(Map.of()));
        FormReader.refuse(faults);
        return read;
    }

    private static @Nullable UUID id(String text, List<String> faults) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException notAnId) {
            // said below
        }
        faults.add("/disclosure:not-an-id");
        return null;
    }

    private static Map<Threshold, Integer> thresholds(FormReader said) {
        said.only(Arrays.stream(Threshold.values()).map(Threshold::code).collect(Collectors.toSet()));
        Map<Threshold, Integer> read = new EnumMap<>(Threshold.class);
        for (Threshold threshold : Threshold.values()) {
            if (said.has(threshold.code())) {
                read.put(threshold, said.number(threshold.code()));
            }
        }
        return read;
    }

    /** The last thirty days where no period is named. @param pupil the internal id of the subject, where one was named */
    LogSearch search(Instant now, @Nullable UUID pupil) {
        // Now as well: the moment named is the first that is no more.
        Instant to = until == null ? now.plusSeconds(1) : until;
        Instant since = from == null ? to.minus(USUAL_DAYS, ChronoUnit.DAYS) : from;
        return new LogSearch(since, to, pupil, disclosure, facts);
    }

    /** Shows nothing of what is looked for. */
    @Override
    public String toString() {
        return "SearchForm" + facts.keySet();
    }
}
