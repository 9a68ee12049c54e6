package org.sluis.console.operating;

import java.util.UUID;
import org.sluis.console.SignedIn;
import org.sluis.delivery.Operating;
import org.sluis.delivery.RegulateForm;
import org.sluis.delivery.reach.Reachable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** For an operator: what waits, what waits for a person, and whether recipients can be reached. Ids, codes and reasons only. */
@Controller
class OperatingPages {
    private static final String WAITING = "waiting";
    private static final String OVERVIEW = "overview";

    private final Operating operating;
    private final Reachable reachable;

    OperatingPages(Operating operating, Reachable reachable) {
        this.operating = operating;
        this.reachable = reachable;
    }

    @GetMapping("/console/waiting")
    String waiting(@ModelAttribute("signedIn") SignedIn who, Model model) {
        model.addAttribute(OVERVIEW, operating.overview(who.caller()));
        return WAITING;
    }

    /** The figures alone, for a page that stands open. */
    @GetMapping("/console/waiting/now")
    String now(@ModelAttribute("signedIn") SignedIn who, Model model) {
        waiting(who, model);
        return "waiting :: now";
    }

    @PostMapping("/console/waiting/regulate")
    String regulate(
            @ModelAttribute("signedIn") SignedIn who,
            @RequestParam String kind,
            @RequestParam String id,
            @RequestParam String state) {
        operating.regulate(who.caller(), RegulateForm.checked(kind, id.trim(), state));
        return "redirect:/console/waiting";
    }

    @GetMapping("/console/dead-letters")
    String deadLetters(@ModelAttribute("signedIn") SignedIn who, Model model) {
        model.addAttribute(OVERVIEW, operating.overview(who.caller()));
        return "dead-letters";
    }

    @PostMapping("/console/dead-letters/{id}/requeue")
    String requeue(@ModelAttribute("signedIn") SignedIn who, @PathVariable UUID id) {
        return "redirect:/console/dead-letters?became=" + operating.requeue(who.caller(), id);
    }

    @PostMapping("/console/dead-letters/{id}/drop")
    String drop(@ModelAttribute("signedIn") SignedIn who, @PathVariable UUID id) {
        operating.drop(who.caller(), id);
        return "redirect:/console/dead-letters?became=dropped";
    }

    @GetMapping("/console/recipients")
    String recipients(@ModelAttribute("signedIn") SignedIn who, Model model) {
        model.addAttribute("reach", reachable.recipients(who.caller()));
        return "recipients";
    }
}
