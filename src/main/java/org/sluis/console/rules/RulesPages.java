package org.sluis.console.rules;

import java.util.Comparator;
import java.util.Locale;
import org.sluis.console.SignedIn;
import org.sluis.policy.InForce;
import org.sluis.policy.Policy;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** For privacy officers and the data protection officer: what the rules in force say, as sentences and as one picture. */
@Controller
class RulesPages {
    private final InForce inForce;

    RulesPages(InForce inForce) {
        this.inForce = inForce;
    }

    @GetMapping("/console/rules")
    String rules(@ModelAttribute("signedIn") SignedIn who, Model model) {
        model.addAttribute(
                "packs",
                inForce.of(who.tenant()).packs().all().stream()
                        .map(Policy::pack)
                        .sorted(Comparator.comparing(pack -> pack.id()))
                        .toList());
        return "rules";
    }

    @GetMapping("/console/matrix")
    String matrix(@ModelAttribute("signedIn") SignedIn who, Locale locale, Model model) {
        model.addAttribute(
                "matrix",
                Matrix.of(
                        inForce.of(who.tenant()).packs(), !locale.getLanguage().equals("en")));
        return "matrix";
    }
}
