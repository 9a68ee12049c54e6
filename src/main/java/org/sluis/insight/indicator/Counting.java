package org.sluis.insight.indicator;

import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.policy.agreement.Agreement;
import org.sluis.policy.agreement.Measure;

/**
 * Counts what was delivered between the parties of an agreement in a school year. A figure that was told grows by as many
 * pupils as may be told or more, by days that no earlier one holds, or it stays: what two reports differ in is as
 * large as what one tells.
 */
final class Counting {
    private static final Measures.Counted NOTHING = new Measures.Counted(Set.of(), Set.of(), Set.of(), null);

    private final Agreement agreement;
    private final Measures measures;
    private final Function<Instant, LocalDate> day;
    private final int year;
    private final LocalDate until;

    /**
     * @param day the calendar day of a moment, where the law holds
     * @param year in which the school year begins
     * @param until the first day that is not counted
     */
    Counting(Agreement agreement, Measures measures, Function<Instant, LocalDate> day, int year, LocalDate until) {
        this.agreement = agreement;
        this.measures = measures;
        this.day = day;
        this.year = year;
        this.until = until;
    }

    /** One delivery in its part, and the day on which it was certain that it belongs there. */
    private record Settled(
            Figure.Key key, LocalDate on, @Nullable UUID subject) {}

    /** From whom to whom, about which pupil. */
    private record Way(
            String sender, String recipient, @Nullable UUID subject) {}

    /** The figures that grew. @param told those that were told last */
    List<Figure> grown(List<Delivered> delivered, List<Figure> told) {
        Map<Figure.Key, Figure> last = told.stream().collect(Collectors.toMap(Figure::key, figure -> figure));
        Map<Way, List<Delivered>> answers = delivered.stream()
                .filter(each -> each.subject() != null)
                .collect(groupingBy(each -> new Way(each.sender(), each.recipient(), each.subject())));
        List<Settled> settled = new ArrayList<>();
        for (Delivered each : delivered) {
            if (measures.year(day(each)) == year && signed(each.sender()) && signed(each.recipient())) {
                settle(each, answers, settled);
            }
        }
        List<Figure> grown = new ArrayList<>();
        settled.stream().collect(groupingBy(Settled::key)).forEach((key, all) -> {
            Figure before = last.getOrDefault(key, new Figure(key, LocalDate.MIN, 0));
            List<Settled> more = all.stream()
                    .filter(each ->
                            !each.on().isBefore(before.until()) && each.on().isBefore(until))
                    .toList();
            long pupils = more.stream()
                    .map(Settled::subject)
                    .filter(Objects::nonNull)
                    .distinct()
                    .count();
            if (pupils >= measures.smallest()) {
                grown.add(new Figure(key, until, before.count() + more.size()));
            }
        });
        return grown;
    }

    private void settle(Delivered each, Map<Way, List<Delivered>> answers, List<Settled> settled) {
        if (counted(Measure.SIGNALS_SENT).counts(each)) {
            Integer days = agreement.responseTimes().get(each.purpose());
            if (days != null) {
                LocalDate due = agreement.calendar().after(day(each), days);
                settled.add(settled(part(each, due, answers), each, due));
            }
        }
        if (counted(Measure.PLANS_SHARED).counts(each)) {
            settled.add(settled(Part.PLANS_SHARED, each, day(each)));
        }
        if (counted(Measure.SUPPORT_ENDED_WITH_OUTCOME).counts(each)) {
            settled.add(settled(Part.SUPPORT_ENDED, each, day(each)));
        }
    }

    private Part part(Delivered signal, LocalDate due, Map<Way, List<Delivered>> answers) {
        Measures.Counted counted = counted(Measure.ANSWERED_IN_TIME);
        if (told(signal, due, answers, counted.answers())) {
            return Part.ANSWERED_IN_TIME;
        }
        return told(signal, due, answers, counted.returning()) ? Part.RETURNED : Part.NOT_ANSWERED_IN_TIME;
    }

    /** Whether whom it went to told one of these to whoever sent it, about the same pupil, on the last day or before. */
    private boolean told(Delivered signal, LocalDate due, Map<Way, List<Delivered>> answers, Set<String> purposes) {
        return answers.getOrDefault(new Way(signal.recipient(), signal.sender(), signal.subject()), List.of()).stream()
                .anyMatch(answer -> purposes.contains(answer.purpose())
                        && !answer.at().isBefore(signal.at())
                        && !day(answer).isAfter(due));
    }

    private static Settled settled(Part part, Delivered each, LocalDate on) {
        return new Settled(new Figure.Key(part, each.sender(), each.recipient()), on, each.subject());
    }

    private Measures.Counted counted(Measure measure) {
        return measures.all().getOrDefault(measure, NOTHING);
    }

    private LocalDate day(Delivered each) {
        return day.apply(each.at());
    }

    private boolean signed(String party) {
        return agreement.signatory(new PartyId(party)).isPresent();
    }
}
