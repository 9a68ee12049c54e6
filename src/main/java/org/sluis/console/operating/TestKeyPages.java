package org.sluis.console.operating;

import org.sluis.console.SignedIn;
import org.sluis.party.person.TestClients;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** For an integrator: a client of a test party, whose key is made in the browser and stays there, and tokens that it signs for. */
@Controller
class TestKeyPages {
    private final TestClients clients;
    private final String issuer;

    TestKeyPages(TestClients clients, @Value("${sluis.auth.issuer}") String issuer) {
        this.clients = clients;
        this.issuer = issuer;
    }

    @GetMapping("/console/test-keys")
    String keys(@ModelAttribute("signedIn") SignedIn who, Model model) {
        model.addAttribute("parties", clients.parties(who.caller()));
        model.addAttribute("clients", clients.made(who.caller()));
        model.addAttribute("issuer", issuer);
        model.addAttribute(
                "gateway", ServletUriComponentsBuilder.fromCurrentContextPath().toUriString());
        return "test-keys";
    }

    @PostMapping("/console/test-keys")
    String make(
            @ModelAttribute("signedIn") SignedIn who,
            @RequestParam String party,
            @RequestParam String jwk,
            RedirectAttributes next) {
        next.addFlashAttribute("made", clients.make(who.caller(), party, jwk).client());
        return "redirect:/console/test-keys";
    }
}
