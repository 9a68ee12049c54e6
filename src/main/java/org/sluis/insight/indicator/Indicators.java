package org.sluis.insight.indicator;

import static java.util.stream.Collectors.toMap;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.insight.LogReading;
import org.sluis.law.Law;
import org.sluis.party.Caller;
import org.sluis.party.person.Role;
import org.sluis.policy.InForce;
import org.sluis.policy.Packs;
import org.sluis.policy.agreement.Agreement;

/**
 * What the parties of an agreement watch, counted from the log of one controller up to the first day of this month: asking more
 * often tells no more. What is told is kept, so that the next report differs by nothing smaller.
 */
public final class Indicators {
    private static final Set<Role> MAY =
            Set.of(Role.PRIVACY_OFFICER, Role.DATA_PROTECTION_OFFICER, Role.AUDIT_REVIEWER, Role.REGION);

    private final LogReading reading;
    private final InForce inForce;
    private final Measures measures;
    private final Law law;
    private final Clock clock;

    Indicators(LogReading reading, InForce inForce, Measures measures, Law law, Clock clock) {
        this.reading = reading;
        this.inForce = inForce;
        this.measures = measures;
        this.law = law;
        this.clock = clock;
    }

    /**
     * For an officer, a reviewer or the region of a party that signed the agreement.
     *
     * @return agreement, year, until, smallest and the indicators
     * @throws Refused PARAMETER_NOT_SUPPORTED where the form is none or does not say which agreement, NOT_FOUND for one that the
     *     party did not sign, or what {@link LogReading} refuses
     */
    public Map<String, Object> told(Caller caller, byte[] body) {
        return reading.read(
                caller,
                "indicators",
                MAY,
                () -> IndicatorForm.read(body),
                (form, connection) -> told(caller, form, connection));
    }

    private LogReading.Shown<Map<String, Object>> told(Caller caller, IndicatorForm form, Connection connection) {
        Packs packs = inForce.of(caller.tenant()).packs();
        Agreement agreement = agreement(caller, form, packs);
        LocalDate until = law.day(clock.instant()).withDayOfMonth(1);
        int year = form.year() == null ? measures.year(until.minusDays(1)) : form.year();
        List<Figure> before = Figure.last(connection, caller.tenant(), agreement.id(), year);
        List<Figure> grown = new Counting(agreement, measures, law::day, year, until)
                .grown(delivered(caller, connection, year, until), before);
        Map<Figure.Key, Figure> now = before.stream().collect(toMap(Figure::key, figure -> figure));
        grown.forEach(figure -> now.put(figure.key(), figure));
        IndicatorReport report = new IndicatorReport(agreement, measures, List.copyOf(now.values()), packs);
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("agreement", agreement.id());
        told.put("year", year);
        told.put("until", until.toString());
        told.put("smallest", measures.smallest());
        told.put("indicators", report.indicators());
        return new LogReading.Shown<>(
                told,
                null,
                form.names(),
                now.size(),
                entry ->
                        grown.forEach(figure -> figure.keep(connection, caller.tenant(), agreement.id(), year, entry)));
    }

    private List<Delivered> delivered(Caller caller, Connection connection, int year, LocalDate until) {
        Set<String> purposes = new HashSet<>();
        measures.all().values().forEach(counted -> {
            purposes.addAll(counted.purposes());
            purposes.addAll(counted.answers());
            purposes.addAll(counted.returning());
        });
        Instant from = start(measures.first(year));
        Instant to = start(until);
        return Delivered.in(connection, caller.tenant(), from, to, purposes);
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(law.settings().zone()).toInstant();
    }

    private static Agreement agreement(Caller caller, IndicatorForm form, Packs packs) {
        SortedMap<String, Agreement> signed = packs.signedBy(caller.party());
        String id = form.agreement() == null && signed.size() == 1
                ? signed.keySet().iterator().next()
                : form.agreement();
        if (id == null && !signed.isEmpty()) {
            throw new Refused(Reason.PARAMETER_NOT_SUPPORTED, "/agreement:one-of-" + String.join("-", signed.keySet()));
        }
        Agreement agreement = id == null ? null : signed.get(id);
        if (agreement == null) {
            throw new Refused(Reason.NOT_FOUND);
        }
        return agreement;
    }
}
