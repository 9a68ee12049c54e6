package org.sluis.console.log;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.sluis.console.Json;
import org.sluis.console.SignedIn;
import org.sluis.insight.report.ReportMaker;
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

/** What was shared about one pupil, on paper, for the young person or for one holder (GDPR 15). */
@Controller
class ReportPages {
    private final ReportMaker maker;

    ReportPages(ReportMaker maker) {
        this.maker = maker;
    }

    @GetMapping("/console/report")
    String ask(Locale locale, Model model) {
        model.addAttribute("language", locale.getLanguage().equals("en") ? "en" : "nl");
        return "report";
    }

    /** @param form {@code as} pdf or json, and what a report is asked with */
    @PostMapping("/console/report")
    ResponseEntity<byte[]> make(@ModelAttribute("signedIn") SignedIn who, @RequestParam Map<String, String> form) {
        Map<String, String> asked = new LinkedHashMap<>();
        for (String field : new String[] {"subject", "for", "holder", "language"}) {
            String value = form.getOrDefault(field, "").strip();
            if (!value.isEmpty()) {
                asked.put(field, value);
            }
        }
        boolean pdf = !"json".equals(form.get("as"));
        byte[] made = maker.make(who.caller(), Json.of(asked), pdf);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(pdf ? MediaType.APPLICATION_PDF : MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(pdf ? "sluis-inzage.pdf" : "sluis-inzage.json")
                                .build()
                                .toString())
                .body(made);
    }
}
