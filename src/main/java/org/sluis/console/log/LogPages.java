package org.sluis.console.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.EventKind;
import org.sluis.audit.LogRolledBack;
import org.sluis.audit.reading.LogCounts;
import org.sluis.console.Chart;
import org.sluis.console.SignedIn;
import org.sluis.insight.LogDesk;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** For whoever may read the log: what is in it, how much by day and reason, what is worth a look, and whether it is whole. */
@Controller
class LogPages {
    private static final List<String> FIELDS =
            List.of("from", "until", "subject", "disclosure", "party", "purpose", "kind", "reason", "policy", "after");
    private static final String DAY = "T00:00:00Z";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LogDesk desk;

    LogPages(LogDesk desk) {
        this.desk = desk;
    }

    @ModelAttribute("kindCodes")
    List<String> kinds() {
        return Arrays.stream(EventKind.values()).map(EventKind::code).sorted().toList();
    }

    /** Nothing is read before it is asked for: each reading is recorded. */
    @GetMapping("/console/log")
    String ask() {
        return "log";
    }

    /** What is looked for is posted: an address ends up in too many places. */
    @PostMapping("/console/log")
    String search(@ModelAttribute("signedIn") SignedIn who, @RequestParam Map<String, String> form, Model model) {
        Map<String, Object> asked = asked(form);
        asked.put("limit", 50);
        model.addAttribute("page", desk.page(who.caller(), json(asked)));
        model.addAttribute("form", form);
        return "log";
    }

    @PostMapping("/console/log/counts")
    String counts(@ModelAttribute("signedIn") SignedIn who, @RequestParam Map<String, String> form, Model model) {
        Map<String, Object> asked = asked(form);
        asked.remove("after");
        model.addAttribute("form", form);
        model.addAttribute("days", chart(who, asked, "day"));
        model.addAttribute("kinds", largest(chart(who, asked, "kind")));
        model.addAttribute("reasons", largest(chart(who, asked, "reason")));
        return "log-counts";
    }

    private Chart chart(SignedIn who, Map<String, Object> asked, String by) {
        Map<String, Object> one = new LinkedHashMap<>(asked);
        one.put("by", by);
        return Chart.of(desk.counts(who.caller(), json(one)).stream()
                .filter(count -> count.by().get(by) != null)
                .map(count -> new Chart.Bar(name(count, by), count.entries()))
                .toList());
    }

    private static String name(LogCounts.Count count, String by) {
        return String.valueOf(count.by().get(by));
    }

    private static Chart largest(Chart chart) {
        return Chart.of(chart.bars().stream()
                .sorted(Comparator.comparingLong(Chart.Bar::count).reversed())
                .limit(20)
                .toList());
    }

    @GetMapping("/console/findings")
    String findings() {
        return "findings";
    }

    @PostMapping("/console/findings")
    String find(@ModelAttribute("signedIn") SignedIn who, @RequestParam Map<String, String> form, Model model) {
        model.addAttribute("findings", desk.findings(who.caller(), json(asked(form))));
        model.addAttribute("form", form);
        return "findings";
    }

    @GetMapping("/console/proof")
    String proof() {
        return "proof";
    }

    @PostMapping("/console/proof")
    String verify(@ModelAttribute("signedIn") SignedIn who, Model model) {
        try {
            model.addAttribute("sound", desk.verify(who.caller()));
        } catch (LogRolledBack changed) {
            model.addAttribute("changed", changed.getMessage());
        }
        return "proof";
    }

    /** Of a form what was filled in; a day is that day's first moment (UTC). */
    private static Map<String, Object> asked(Map<String, String> form) {
        Map<String, Object> asked = new LinkedHashMap<>();
        for (String field : FIELDS) {
            @Nullable String value = form.get(field);
            if (value != null && !value.isBlank()) {
                boolean day = field.equals("from") || field.equals("until");
                asked.put(field, day ? value.strip() + DAY : value.strip());
            }
        }
        return asked;
    }

    private static byte[] json(Map<String, Object> asked) {
        try {
            return JSON.writeValueAsBytes(asked);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts and numbers are JSON", impossible);
        }
    }
}
