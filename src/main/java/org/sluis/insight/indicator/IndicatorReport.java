package org.sluis.insight.indicator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Label;
import org.sluis.party.PartyKind;
import org.sluis.policy.Packs;
import org.sluis.policy.agreement.Agreement;
import org.sluis.policy.agreement.Indicator;
import org.sluis.policy.agreement.Measure;
import org.sluis.policy.agreement.Signatory;
import org.sluis.policy.pack.Pack;

/** What is told of the indicators of an agreement: sums of {@linkplain Figure figures} that may be told, and nothing else. */
final class IndicatorReport {
    private final Agreement agreement;
    private final Measures measures;
    private final List<Figure> figures;
    private final Packs packs;

    IndicatorReport(Agreement agreement, Measures measures, List<Figure> figures, Packs packs) {
        this.agreement = agreement;
        this.measures = measures;
        this.figures = figures;
        this.packs = packs;
    }

    /** One for each indicator, in the order of the agreement. */
    List<Map<String, Object>> indicators() {
        return agreement.indicators().stream().map(this::indicator).toList();
    }

    private Map<String, Object> indicator(Indicator indicator) {
        Measure measure = indicator.measure();
        boolean answering = measure == Measure.ANSWERED_IN_TIME;
        Set<PartyKind> kinds = kinds(measure, answering ? Pack::recipients : Pack::disclosers);
        Function<Figure.Key, String> whose = answering ? Figure.Key::recipient : Figure.Key::sender;
        List<Map<String, Object>> parties = new ArrayList<>();
        for (Signatory party : agreement.parties()) {
            if (kinds.contains(party.kind())) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("party", party.id().value());
                row.put("name", party.name());
                String id = party.id().value();
                put(row, measure, key -> whose.apply(key).equals(id));
                parties.add(row);
            }
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("indicator", indicator.id());
        told.put("measure", measure.code());
        told.put("label", label(indicator.label()));
        put(told, measure, key -> true);
        told.put("parties", parties);
        return told;
    }

    /** A figure that is missing is one of fewer than may be told, or none. */
    private void put(Map<String, Object> row, Measure measure, Function<Figure.Key, Boolean> whose) {
        Long count = sum(parts(measure), whose);
        if (count != null) {
            row.put("count", count);
        }
        if (measure == Measure.ANSWERED_IN_TIME) {
            Long late = sum(Set.of(Part.NOT_ANSWERED_IN_TIME), whose);
            Long returned = sum(Set.of(Part.RETURNED), whose);
            if (late != null) {
                row.put("late", late);
            }
            if (returned != null) {
                row.put("returned", returned);
            }
        }
    }

    private static Set<Part> parts(Measure measure) {
        return switch (measure) {
            case SIGNALS_SENT -> Set.of(Part.ANSWERED_IN_TIME, Part.NOT_ANSWERED_IN_TIME, Part.RETURNED);
            case ANSWERED_IN_TIME -> Set.of(Part.ANSWERED_IN_TIME);
            case PLANS_SHARED -> Set.of(Part.PLANS_SHARED);
            case SUPPORT_ENDED_WITH_OUTCOME -> Set.of(Part.SUPPORT_ENDED);
        };
    }

    private @Nullable Long sum(Set<Part> parts, Function<Figure.Key, Boolean> whose) {
        List<Figure> some = figures.stream()
                .filter(each -> parts.contains(each.key().part()) && whose.apply(each.key()))
                .toList();
        return some.isEmpty() ? null : some.stream().mapToLong(Figure::count).sum();
    }

    /** What kinds of parties it can be about, by the policies under this agreement. */
    private Set<PartyKind> kinds(Measure measure, Function<Pack, List<PartyKind>> side) {
        Measures.Counted counted = measures.all().get(measure);
        return packs.all().stream()
                .map(policy -> policy.pack())
                .filter(pack -> counted != null
                        && pack.agreement().id().equals(agreement.id())
                        && counted.purposes().contains(pack.purpose().value()))
                .flatMap(pack -> side.apply(pack).stream())
                .collect(Collectors.toSet());
    }

    private static Map<String, String> label(Label label) {
        return Map.of("nl", label.nl(), "en", label.en());
    }
}
