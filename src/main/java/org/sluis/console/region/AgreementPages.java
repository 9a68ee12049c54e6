package org.sluis.console.region;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sluis.canonical.Label;
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
            @RequestParam(required = false) Integer year,
            Model model) {
        Map<String, Object> asked =
                year == null ? Map.of("agreement", agreement) : Map.of("agreement", agreement, "year", year);
        Map<String, Object> told = indicators.told(who.caller(), json(asked));
        model.addAttribute("told", told);
        model.addAttribute("pictures", pictures(told));
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

    record Segment(String part, long x, long width) {}

    record Picture(Label label, boolean answering, List<Row> rows, long most) {}

    private static final List<String> PARTS = List.of("count", "late", "returned");

    @SuppressWarnings("unchecked") // as Indicators says it
    private static List<Picture> pictures(Map<String, Object> told) {
        return ((List<Map<String, Object>>) told.get("indicators"))
                .stream().map(AgreementPages::picture).toList();
    }

    @SuppressWarnings("unchecked") // as Indicators says it
    private static Picture picture(Map<String, Object> indicator) {
        List<Row> rows = ((List<Map<String, Object>>) indicator.get("parties"))
                .stream()
                        .map(party -> new Row((String) party.get("name"), parts(party)))
                        .toList();
        Map<String, String> label = (Map<String, String>) indicator.get("label");
        return new Picture(
                new Label(label.getOrDefault("nl", ""), label.getOrDefault("en", "")),
                "answered-in-time".equals(indicator.get("measure")),
                rows,
                rows.stream().mapToLong(Row::all).max().orElse(0));
    }

    private static Map<String, Long> parts(Map<String, Object> row) {
        return PARTS.stream().filter(row::containsKey).collect(Collectors.toMap(part -> part, part ->
                (Long) row.get(part)));
    }

    private static byte[] json(Map<String, Object> asked) {
        try {
            return JSON.writeValueAsBytes(asked);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts and numbers are JSON", impossible);
        }
    }
}
