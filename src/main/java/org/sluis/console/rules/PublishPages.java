package org.sluis.console.rules;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.CanonicalJson;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.console.Difference;
import org.sluis.console.SignedIn;
import org.sluis.law.Law;
import org.sluis.party.person.OwnKeys;
import org.sluis.party.person.Proposal;
import org.sluis.policy.lint.Draft;
import org.sluis.policy.pack.PackSource;
import org.sluis.policy.publish.History;
import org.sluis.policy.publish.RuleDesk;
import org.sluis.policy.publish.SignedContent;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Putting a text, or an earlier pack, before a colleague: what exactly is signed, and the signature of who proposes. */
@Controller
class PublishPages {
    private final History history;
    private final RuleDesk rules;
    private final OwnKeys keys;
    private final Path folder;
    private final Law law;
    private final Clock clock;

    PublishPages(
            History history,
            RuleDesk rules,
            OwnKeys keys,
            @Value("${sluis.policies:consent-policies}") String folder,
            Law law,
            Clock clock) {
        this.history = history;
        this.rules = rules;
        this.keys = keys;
        this.folder = Path.of(folder);
        this.law = law;
        this.clock = clock;
    }

    /**
     * What is put before a colleague.
     *
     * @param digest of an earlier pack that comes back whole; empty where the text counts
     * @param from local time of the law; empty: as soon as it is approved
     */
    record Wanted(String text, String digest, String from) {}

    /** @return the page on which it is signed */
    @PostMapping("/console/drafts/{policy}/sign")
    String sign(
            @ModelAttribute("signedIn") SignedIn who,
            @PathVariable String policy,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String digest,
            @RequestParam(defaultValue = "") String from,
            Model model) {
        Wanted wanted = new Wanted(DraftPages.lines(text), digest, from);
        PackSource pack = pack(who, policy, wanted);
        Instant effective = moment(from);
        model.addAttribute("policy", policy);
        model.addAttribute("wanted", wanted);
        model.addAttribute("pack", pack.content());
        model.addAttribute("effective", effective);
        model.addAttribute("signed", CanonicalJson.write(SignedContent.publishing(policy, pack.digest(), effective)));
        model.addAttribute("difference", Difference.of(current(who, policy), pack.policy()));
        model.addAttribute("draft", Draft.look(folder, policy, pack.policy(), law.day(clock.instant())));
        model.addAttribute("keys", keys.of(who.caller()));
        return "draft-sign";
    }

    @PostMapping("/console/drafts/{policy}/propose")
    String propose(
            @ModelAttribute("signedIn") SignedIn who,
            @PathVariable String policy,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String digest,
            @RequestParam(defaultValue = "") String from,
            @RequestParam UUID proposal,
            @RequestParam String signature) {
        PackSource pack = pack(who, policy, new Wanted(DraftPages.lines(text), digest, from));
        Proposal proposed = rules.propose(who.caller(), proposal, pack, moment(from), signature);
        return "redirect:/console/proposals/" + proposed.id();
    }

    private PackSource pack(SignedIn who, String policy, Wanted wanted) {
        if (wanted.digest().isEmpty()) {
            return Draft.source(folder, policy, wanted.text());
        }
        PackSource earlier = PackSource.parse(history.content(who.caller(), wanted.digest()));
        if (!earlier.id().equals(policy)) {
            throw new Refused(Reason.NOT_FOUND);
        }
        return earlier;
    }

    private String current(SignedIn who, String policy) {
        return history.at(who.caller(), null).policies().stream()
                .filter(each -> each.policy().equals(policy))
                .map(each -> PackSource.parse(history.content(who.caller(), each.digest())))
                .map(PackSource::policy)
                .findFirst()
                .orElse("");
    }

    private @Nullable Instant moment(String from) {
        try {
            return from.isBlank()
                    ? null
                    : LocalDateTime.parse(from)
                            .atZone(law.settings().zone())
                            .toInstant()
                            .truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeParseException none) {
            throw new Refused(Reason.POLICY_NOT_VALID, "/effective:not-a-moment");
        }
    }
}
