package org.sluis.console.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sluis.audit.EventKind;
import org.sluis.audit.LogRolledBack;
import org.sluis.audit.reading.Cursor;
import org.sluis.audit.reading.LogCounts;
import org.sluis.audit.reading.LoggedCsv;
import org.sluis.audit.reading.Page;
import org.sluis.console.Chart;
import org.sluis.console.Json;
import org.sluis.console.SignedIn;
import org.sluis.insight.LogDesk;
import org.sluis.law.Law;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** For whoever may read the log: what is in it, how much by day and reason, and whether it is whole. */
@Controller
class LogPages {
    private static final int SHOWN = 50;
    private static final int MOST = 500;
    private static final int PAGES = 20;

    private final LogDesk desk;
    private final Asked form;

    LogPages(LogDesk desk, Law law) {
        this.desk = desk;
        this.form = new Asked(law.settings().zone());
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
        Map<String, Object> asked = this.form.of(form);
        asked.put("limit", SHOWN);
        model.addAttribute("page", desk.page(who.caller(), Json.of(asked)));
        model.addAttribute("form", form);
        return "log";
    }

    @PostMapping("/console/log/counts")
    String counts(@ModelAttribute("signedIn") SignedIn who, @RequestParam Map<String, String> form, Model model) {
        Map<String, Object> asked = this.form.of(form);
        asked.remove("after");
        model.addAttribute("form", form);
        model.addAttribute("days", chart(who, asked, "day"));
        model.addAttribute("kinds", largest(chart(who, asked, "kind")));
        model.addAttribute("reasons", largest(chart(who, asked, "reason")));
        return "log-counts";
    }

    /** What was found as a table to take away: the newest ten thousand entries; each page of it is a reading. */
    @PostMapping("/console/log/export")
    ResponseEntity<byte[]> export(@ModelAttribute("signedIn") SignedIn who, @RequestParam Map<String, String> form) {
        Map<String, Object> asked = this.form.of(form);
        asked.put("limit", MOST);
        StringBuilder table = new StringBuilder(LoggedCsv.head());
        for (int pages = 0; pages < PAGES; pages++) {
            Page page = desk.page(who.caller(), Json.of(asked));
            page.entries().forEach(entry -> table.append(LoggedCsv.line(entry)));
            Cursor next = page.next();
            if (next == null) {
                break;
            }
            asked.put("after", next.text());
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("sluis-log.csv")
                                .build()
                                .toString())
                .body(table.toString().getBytes(StandardCharsets.UTF_8));
    }

    private Chart chart(SignedIn who, Map<String, Object> asked, String by) {
        Map<String, Object> one = new LinkedHashMap<>(asked);
        one.put("by", by);
        return Chart.of(desk.counts(who.caller(), Json.of(one)).stream()
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
}
