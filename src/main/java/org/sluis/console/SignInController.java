package org.sluis.console;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluis.party.account.Accounts;
import org.sluis.party.account.Invited;
import org.sluis.party.account.Opening;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The way in: signing in, and opening an account with an invitation. Spring Security answers the form of the first. */
@Controller
class SignInController {
    private static final String WELCOME = "welcome";

    private final Accounts accounts;
    private final ObjectProvider<SignInHints> hints;
    private final ObjectProvider<WayIn> others;

    SignInController(Accounts accounts, ObjectProvider<SignInHints> hints, ObjectProvider<WayIn> others) {
        this.others = others;
        this.accounts = accounts;
        this.hints = hints;
    }

    @GetMapping(ConsoleConfiguration.SIGN_IN)
    String signIn(Model model) {
        hints.ifAvailable(town -> model.addAttribute("hints", town.now()));
        model.addAttribute("issuer", others.getIfAvailable() != null);
        return "sign-in";
    }

    /** A room that the person has no role for, or a form that was not ours: nothing was done. */
    @RequestMapping(ConsoleConfiguration.DENIED)
    @ResponseStatus(HttpStatus.FORBIDDEN)
    String denied() {
        return "denied";
    }

    /** The token stands behind the # of the link, which no server and no log sees; a script puts it in the form. */
    @GetMapping(ConsoleConfiguration.WELCOME)
    String welcome() {
        return WELCOME;
    }

    @PostMapping(ConsoleConfiguration.WELCOME)
    String invited(@RequestParam String token, Model model) {
        return form(token, null, model);
    }

    @PostMapping(ConsoleConfiguration.WELCOME + "/account")
    String open(
            @RequestParam String token,
            @RequestParam String password,
            @RequestParam String again,
            @RequestParam String code,
            Model model) {
        if (!password.equals(again)) {
            return form(token, "password-differs", model);
        }
        Opening opening = accounts.open(token, password, code.replaceAll("\\s", ""));
        return opening == Opening.DONE
                ? "redirect:" + ConsoleConfiguration.SIGN_IN + "?opened"
                : form(token, opening.code(), model);
    }

    private String form(String token, @Nullable String wrong, Model model) {
        Optional<Invited> invited = accounts.invited(token);
        model.addAttribute("wrong", invited.isEmpty() ? Opening.INVITATION_OVER.code() : wrong);
        invited.ifPresent(who -> {
            model.addAttribute("token", token);
            model.addAttribute("name", who.name());
            model.addAttribute("secret", CodeSecret.written(who.secret()));
            model.addAttribute("picture", CodeSecret.picture(who.name(), who.secret()));
        });
        return WELCOME;
    }
}
