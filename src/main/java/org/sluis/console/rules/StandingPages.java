package org.sluis.console.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.sluis.audit.CanonicalJson;
import org.sluis.console.SignedIn;
import org.sluis.party.person.OwnKeys;
import org.sluis.policy.publish.History;
import org.sluis.policy.publish.RuleDesk;
import org.sluis.policy.publish.SignedContent;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which rules are in force, since when and by whom, and every change there ever was; closing, which takes one person. */
@Controller
class StandingPages {
    private final History history;
    private final RuleDesk rules;
    private final OwnKeys keys;

    StandingPages(History history, RuleDesk rules, OwnKeys keys) {
        this.history = history;
        this.rules = rules;
        this.keys = keys;
    }

    @GetMapping("/console/standing")
    String standing(@ModelAttribute("signedIn") SignedIn who, Model model) {
        List<History.Change> changes = new ArrayList<>(history.changes(who.caller()));
        Collections.reverse(changes);
        model.addAttribute("rules", history.at(who.caller(), null));
        model.addAttribute("changes", changes);
        return "standing";
    }

    @PostMapping("/console/standing/close")
    String close(@ModelAttribute("signedIn") SignedIn who, @RequestParam String kind, @RequestParam String name) {
        rules.close(who.caller(), kind, name.trim());
        return "redirect:/console/standing";
    }

    /** What is signed to open again what was closed; a colleague approves it. */
    @PostMapping("/console/standing/reopening")
    String reopening(
            @ModelAttribute("signedIn") SignedIn who,
            @RequestParam String kind,
            @RequestParam String name,
            Model model) {
        model.addAttribute("kind", kind);
        model.addAttribute("name", name);
        model.addAttribute("signed", CanonicalJson.write(SignedContent.reopening(kind, name)));
        model.addAttribute("keys", keys.of(who.caller()));
        return "reopening";
    }

    @PostMapping("/console/standing/reopen")
    String reopen(
            @ModelAttribute("signedIn") SignedIn who,
            @RequestParam String kind,
            @RequestParam String name,
            @RequestParam UUID proposal,
            @RequestParam String signature) {
        return "redirect:/console/proposals/"
                + rules.reopen(who.caller(), proposal, kind, name, signature).id();
    }
}
