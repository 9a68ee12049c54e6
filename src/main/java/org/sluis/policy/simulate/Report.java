package org.sluis.policy.simulate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What drafts would have changed. No child's data: ids of disclosures and parties, names of elements and reasons, counts.
 *
 * @param since of the decisions; {@code until} is the first moment that is not looked at
 * @param discloser the kind of organisation whose disclosures were looked at
 * @param drafts what was tried
 * @param decisions recorded ones of messages that came in
 * @param unchanged of which the drafts say exactly the same
 * @param unreadable recorded by another version: nothing is said of them, and they count in no other number
 * @param recordedOtherwise of which the rules in force, too, say something else than what was decided then
 * @param changes of the most numerous first
 */
public record Report(
        Instant since,
        Instant until,
        String discloser,
        List<Draft> drafts,
        long decisions,
        long unchanged,
        long unreadable,
        long recordedOtherwise,
        List<Line> changes) {

    /** @param differs from the policy of that id that is in force, or there is none */
    public record Draft(String policy, String digest, boolean differs) {}

    /**
     * One difference on one way.
     *
     * @param change {@code opens}, {@code closes}, {@code appears}, {@code vanishes} or {@code stays-otherwise}
     * @param policy which speaks of it: the draft, or the one in force where no draft does
     * @param element what appears or vanishes
     * @param was the reason for which it stayed
     * @param becomes the reason for which it would stay
     * @param examples ids of at most five disclosures
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            String change,
            @Nullable String policy,
            String purpose,
            String recipient,
            String recipientKind,
            @Nullable String element,
            @Nullable String was,
            @Nullable String becomes,
            long count,
            List<UUID> examples) {}

    static Report of(Simulation simulation, Past past, Tally tally) {
        return new Report(
                past.since(),
                past.until(),
                simulation.discloser().code(),
                simulation.drafts().stream()
                        .map(draft -> new Draft(draft.id(), draft.digest(), simulation.differs(draft)))
                        .toList(),
                tally.decisions(),
                tally.unchanged(),
                tally.unreadable(),
                tally.recordedOtherwise(),
                tally.changes().entrySet().stream()
                        .sorted(ORDER)
                        .map(each -> line(each.getKey(), each.getValue()))
                        .toList());
    }

    private static final Comparator<Map.Entry<Change, Counted>> ORDER = Comparator.comparing(
                    (Map.Entry<Change, Counted> each) -> each.getKey().what())
            .thenComparing(each -> -each.getValue().count())
            .thenComparing(each -> each.getKey().toString());

    private static Line line(Change change, Counted counted) {
        return new Line(
                change.what().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                change.way().policy(),
                change.way().purpose(),
                change.way().recipient(),
                change.way().recipientKind(),
                change.element(),
                change.was(),
                change.becomes(),
                counted.count(),
                counted.examples());
    }
}
