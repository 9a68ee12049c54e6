package org.sluis.console.trial;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.sluis.canonical.Reason;
import org.sluis.canonical.ReasonTexts;
import org.sluis.canonical.Refused;
import org.sluis.connector.Connectors;
import org.sluis.console.SignedIn;
import org.sluis.policy.Explanation.Language;
import org.sluis.policy.InForce;
import org.sluis.trial.Read;
import org.sluis.trial.Sent;
import org.sluis.trial.Trial;
import org.sluis.trial.Wanted;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * For an integrator: what a connector reads in a message, what a policy decides of each element, and what would leave. Shows
 * what was pasted in this very request and nothing else; sends nothing, keeps nothing, writes nothing to a log.
 */
@Controller
class TrialPages {
    private final Connectors connectors;
    private final InForce inForce;
    private final Examples examples;
    private final Trial trial;
    private final ReasonTexts texts;

    TrialPages(
            Connectors connectors,
            InForce inForce,
            ReasonTexts texts,
            Clock clock,
            @Value("${sluis.policies:consent-policies}") String policies,
            @Value("${sluis.law:consent-policies/law/nl}") String law,
            @Value("${sluis.home:.}") String home) {
        this.connectors = connectors;
        this.inForce = inForce;
        this.texts = texts;
        this.examples = new Examples(Path.of(home));
        this.trial = new Trial(connectors, Path.of(policies), Path.of(law), clock);
    }

    /** @param saysYes {@code all} of the categories, or {@code none}: nobody was asked */
    record Form(String connector, String purpose, String recipient, String saysYes, String message) {}

    /** @param example name of a connector, whose example is there to begin with; empty for none */
    @GetMapping("/console/trial")
    String empty(
            @ModelAttribute("signedIn") SignedIn who, @RequestParam(defaultValue = "") String example, Model model) {
        choices(who, model);
        String connector = reading().contains(example) ? example : "rest-json";
        model.addAttribute("form", new Form(connector, "", "", "all", examples.of(example)));
        return "trial";
    }

    @PostMapping("/console/trial")
    String send(
            @ModelAttribute("signedIn") SignedIn who,
            @RequestParam(defaultValue = "") String connector,
            @RequestParam(defaultValue = "") String purpose,
            @RequestParam(defaultValue = "") String recipient,
            @RequestParam(defaultValue = "all") String saysYes,
            @RequestParam(defaultValue = "") String message,
            Locale locale,
            Model model) {
        Form form = new Form(connector, purpose, recipient, saysYes, message);
        Language language = locale.getLanguage().equals("en") ? Language.EN : Language.NL;
        choices(who, model);
        model.addAttribute("form", form);
        if (!reading().contains(connector)) {
            throw new Refused(Reason.PARAMETER_NOT_SUPPORTED, "/connector");
        }
        try {
            Read read = trial.read(connector, message.getBytes(StandardCharsets.UTF_8), Map.of());
            Sent sent = trial.send(
                    read,
                    new Wanted(
                            purpose,
                            recipient.isEmpty() ? null : recipient,
                            saysYes.equals("none") ? new TreeSet<>() : null,
                            null),
                    language);
            model.addAttribute("tried", Tried.of(read, sent));
        } catch (Refused refused) {
            model.addAttribute("refused", refused);
            model.addAttribute("sentence", texts.text(refused.reason(), language.code()));
        } catch (IllegalArgumentException unknown) {
            throw new Refused(Reason.PARAMETER_NOT_SUPPORTED, "/purpose");
        }
        return "trial";
    }

    private void choices(SignedIn who, Model model) {
        model.addAttribute("reading", reading());
        model.addAttribute(
                "writing",
                connectors.names().stream().filter(connectors::writes).toList());
        model.addAttribute("packs", inForce.of(who.tenant()).packs().all());
        model.addAttribute("examples", examples.names());
    }

    private List<String> reading() {
        return connectors.names().stream().filter(connectors::reads).toList();
    }
}
