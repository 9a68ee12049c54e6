package org.sluis.console.log;

import java.util.Comparator;
import java.util.Map;
import org.sluis.console.Json;
import org.sluis.console.SignedIn;
import org.sluis.insight.FindingDesk;
import org.sluis.law.Law;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is worth a reviewer's look, those still open first, and closing one with what came of it. */
@Controller
class FindingPages {
    private static final String FINDINGS = "findings";

    private final FindingDesk desk;
    private final Asked asked;

    FindingPages(FindingDesk desk, Law law) {
        this.desk = desk;
        this.asked = new Asked(law.settings().zone());
    }

    @GetMapping("/console/findings")
    String ask() {
        return FINDINGS;
    }

    @PostMapping("/console/findings")
    String find(@ModelAttribute("signedIn") SignedIn who, @RequestParam Map<String, String> form, Model model) {
        model.addAttribute(
                FINDINGS,
                desk.reviewed(who.caller(), Json.of(asked.of(form))).stream()
                        .sorted(Comparator.comparing(each -> each.closed() != null))
                        .toList());
        model.addAttribute("outcomes", FindingDesk.OUTCOMES.stream().sorted().toList());
        model.addAttribute("form", form);
        return FINDINGS;
    }

    @PostMapping("/console/findings/close")
    String close(
            @ModelAttribute("signedIn") SignedIn who,
            @RequestParam Map<String, String> form,
            @RequestParam String digest,
            @RequestParam String outcome,
            @RequestParam String note,
            Model model) {
        desk.close(who.caller(), Json.of(asked.of(form)), digest, outcome, note);
        return find(who, form, model);
    }
}
