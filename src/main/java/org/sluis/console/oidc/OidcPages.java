package org.sluis.console.oidc;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Where the way from the provider ends: on a page of ours that goes on by itself. A redirect would still count as the provider's,
 * and a browser would keep the session's cookie (SameSite=Strict) from it.
 */
@Controller
class OidcPages {
    private static final String PAGE = "oidc";

    @GetMapping(OidcSignIn.PATH + "/in")
    String in(Model model) {
        return to("/console", model);
    }

    @GetMapping(OidcSignIn.PATH + "/out")
    String out(Model model) {
        return to("/console/sign-in?issuer=refused", model);
    }

    @GetMapping(OidcSignIn.TO + "/" + Provider.ID)
    String away() {
        return "redirect:/console/sign-in?issuer=away";
    }

    private static String to(String address, Model model) {
        model.addAttribute("to", address);
        return PAGE;
    }
}
