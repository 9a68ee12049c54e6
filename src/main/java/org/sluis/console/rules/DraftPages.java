package org.sluis.console.rules;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sluis.canonical.Reason;
import org.sluis.canonical.ReasonTexts;
import org.sluis.canonical.Refused;
import org.sluis.console.SignedIn;
import org.sluis.law.Law;
import org.sluis.policy.Explanation.Language;
import org.sluis.policy.InForce;
import org.sluis.policy.Policy;
import org.sluis.policy.lint.Draft;
import org.sluis.policy.pack.PackSource;
import org.sluis.policy.publish.History;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Another text of a policy, as an officer writes it: what lint finds as they type, what its cases say and why, and what it would
 * have changed. Nothing is kept of it until it is proposed.
 */
@Controller
class DraftPages {
    private final History history;
    private final InForce inForce;
    private final Impacts impacts;
    private final Path folder;
    private final Law law;
    private final ReasonTexts reasons;
    private final Clock clock;

    DraftPages(
            History history,
            InForce inForce,
            Impacts impacts,
            @Value("${sluis.policies:consent-policies}") String folder,
            Law law,
            ReasonTexts reasons,
            Clock clock) {
        this.history = history;
        this.inForce = inForce;
        this.impacts = impacts;
        this.folder = Path.of(folder);
        this.law = law;
        this.reasons = reasons;
        this.clock = clock;
    }

    @GetMapping("/console/drafts")
    String all(@ModelAttribute("signedIn") SignedIn who, Model model) {
        model.addAttribute(
                "packs",
                inForce.of(who.tenant()).packs().all().stream()
                        .map(Policy::pack)
                        .sorted(Comparator.comparing(pack -> pack.id()))
                        .toList());
        return "drafts";
    }

    /** @param digest of a pack that was proposed or in force; empty: what is in force now */
    @GetMapping("/console/drafts/{policy}")
    String one(
            @ModelAttribute("signedIn") SignedIn who,
            @PathVariable String policy,
            @RequestParam(defaultValue = "") String digest,
            Model model) {
        PackSource source =
                PackSource.parse(history.content(who.caller(), digest.isEmpty() ? current(who, policy) : digest));
        model.addAttribute("policy", policy);
        model.addAttribute("text", source.policy());
        return "draft";
    }

    /** What is wrong in it, and what its cases say, beside the text. */
    @PostMapping("/console/drafts/{policy}/look")
    String look(@PathVariable String policy, @RequestParam String text, Model model) {
        model.addAttribute("policy", policy);
        model.addAttribute("draft", Draft.look(folder, policy, lines(text), law.day(clock.instant())));
        return "draft-parts :: looked";
    }

    @PostMapping("/console/drafts/{policy}/why")
    String why(
            @PathVariable String policy,
            @RequestParam String text,
            @RequestParam("case") String name,
            Locale locale,
            Model model) {
        Language language = locale.getLanguage().equals("en") ? Language.EN : Language.NL;
        model.addAttribute("name", name);
        model.addAttribute("why", Draft.why(folder, policy, lines(text), name, language, reasons));
        return "draft-parts :: why";
    }

    @PostMapping("/console/drafts/{policy}/impact")
    String impact(
            @ModelAttribute("signedIn") SignedIn who,
            @PathVariable String policy,
            @RequestParam String text,
            Locale locale,
            Model model) {
        return shown(impacts.start(who, Draft.source(folder, policy, lines(text))), who, locale, model);
    }

    @GetMapping("/console/drafts/{policy}/impact")
    String reached(@ModelAttribute("signedIn") SignedIn who, @RequestParam UUID run, Locale locale, Model model) {
        Impacts.Run now = impacts.of(who, run).orElseThrow(() -> new Refused(Reason.NOT_FOUND));
        return shown(now, who, locale, model);
    }

    private String shown(Impacts.Run run, SignedIn who, Locale locale, Model model) {
        model.addAttribute("run", run);
        model.addAttribute("days", Impacts.DAYS);
        if (run.report() != null) {
            Function<String, String> label = labels(who, !locale.getLanguage().equals("en"));
            model.addAttribute("impact", Impact.of(run.report(), label));
        }
        return "draft-parts :: impact";
    }

    private Function<String, String> labels(SignedIn who, boolean dutch) {
        var known = inForce.of(who.tenant()).packs().dictionary().elements().stream()
                .collect(Collectors.toMap(element -> element.id(), element -> dutch ? element.nl() : element.en()));
        return id -> known.getOrDefault(id, id);
    }

    private String current(SignedIn who, String policy) {
        return history.at(who.caller(), null).policies().stream()
                .filter(each -> each.policy().equals(policy))
                .map(History.InForceThen::digest)
                .findFirst()
                .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
    }

    /** A browser sends other ends of lines than files have. */
    static String lines(String text) {
        return text.replace("\r\n", "\n");
    }
}
