package org.sluis.console.region;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Label;
import org.sluis.console.Json;
import org.sluis.console.SignedIn;
import org.sluis.insight.indicator.Indicators;
import org.sluis.policy.InForce;
import org.sluis.policy.Packs;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What the parties of a region signed, and how it goes: counts of a school year, never of fewer pupils than may be told. Asking
 * for the counts is a reading of the log, so it is posted.
 */
@Controller
class AgreementPages {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PARTS = List.of("count", "late", "returned");

    private final InForce inForce;
    private final Indicators indicators;

    AgreementPages(InForce inForce, Indicators indicators) {
        this.inForce = inForce;
        this.indicators = indicators;
    }

    @GetMapping("/console/agreement")
    String agreement(@ModelAttribute("signedIn") SignedIn who, Model model) {
        Packs packs = inForce.of(who.tenant()).packs();
        model.addAttribute("agreements", packs.signedBy(who.caller().party()).values());
        model.addAttribute("purposes", purposes(packs));
        return "agreement";
    }

    /** What each purpose is called; of several policies for one, any: they were signed for the same. */
    private static Map<String, Label> purposes(Packs packs) {
        return packs.all().stream()
                .map(policy -> policy.pack())
                .collect(Collectors.toMap(pack -> pack.purpose().value(), pack -> pack.label(), (one, other) -> one));
    }

    /** @param year in which the school year begins; none for this one */
    @PostMapping("/console/agreement")
    String told(
            @ModelAttribute("signedIn") SignedIn who,
            @RequestParam String agreement,
            @RequestParam(required = false) @Nullable Integer year,
            Model model) {
        Map<String, Object> asked =
                year == null ? Map.of("agreement", agreement) : Map.of("agreement", agreement, "year", year);
        Map<String, Object> told = indicators.told(who.caller(), Json.of(asked));
        model.addAttribute("told", told);
        model.addAttribute("pictures", pictures(JSON.valueToTree(told.get("indicators"))));
        return agreement(who, model);
    }

    /** Of an indicator as a picture: a bar for each party and part. @param parts by name of the part, null where too few */
    record Row(String party, Map<String, Long> parts) {
        /** Where a part begins, of 400 units, and how wide it is. */
        public List<Segment> segments(long most) {
            List<Segment> segments = new ArrayList<>();
            long x = 0;
            for (String part : PARTS) {
                long count = parts.getOrDefault(part, 0L);
                long width = most == 0 ? 0 : count * 400 / most;
                segments.add(new Segment(part, x, width));
                x += width;
            }
            return segments;
        }

        public long all() {
            return parts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** One part of a bar. */
    record Segment(String part, long x, long width) {}

    /** Of one indicator. @param answering whether it is in three parts */
    record Picture(Label label, boolean answering, List<Row> rows, long most) {}

    private static List<Picture> pictures(JsonNode indicators) {
        List<Picture> pictures = new ArrayList<>();
        indicators.forEach(indicator -> {
            List<Row> rows = new ArrayList<>();
            indicator
                    .path("parties")
                    .forEach(party -> rows.add(new Row(party.path("name").asText(), parts(party))));
            JsonNode label = indicator.path("label");
            pictures.add(new Picture(
                    new Label(label.path("nl").asText(), label.path("en").asText()),
                    indicator.path("measure").asText().equals("answered-in-time"),
                    rows,
                    rows.stream().mapToLong(Row::all).max().orElse(0)));
        });
        return pictures;
    }

    private static Map<String, Long> parts(JsonNode row) {
        return PARTS.stream().filter(row::has).collect(Collectors.toMap(part -> part, part -> row.path(part)
                .asLong()));
    }
}
