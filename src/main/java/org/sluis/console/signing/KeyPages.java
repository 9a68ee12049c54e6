package org.sluis.console.signing;

import org.sluis.console.SignedIn;
import org.sluis.party.person.OwnKeys;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The keys by which somebody approves: made in their browser, which lets nobody read the private half, not even us. */
@Controller
class KeyPages {
    private final OwnKeys keys;

    KeyPages(OwnKeys keys) {
        this.keys = keys;
    }

    @GetMapping("/console/key")
    String keys(@ModelAttribute("signedIn") SignedIn who, Model model) {
        model.addAttribute("keys", keys.of(who.caller()));
        return "key";
    }

    @PostMapping("/console/key")
    String enrol(@ModelAttribute("signedIn") SignedIn who, @RequestParam String jwk, RedirectAttributes next) {
        next.addFlashAttribute("said", keys.enrol(who.caller(), jwk).isPresent() ? "key.proposed" : "key.enrolled");
        return "redirect:/console/key";
    }

    @PostMapping("/console/key/revoke")
    String revoke(@ModelAttribute("signedIn") SignedIn who, @RequestParam String key, RedirectAttributes next) {
        keys.revoke(who.caller(), key);
        next.addFlashAttribute("said", "key.revoked");
        return "redirect:/console/key";
    }
}
