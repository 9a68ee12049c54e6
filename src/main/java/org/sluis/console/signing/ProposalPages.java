package org.sluis.console.signing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.sluis.console.Difference;
import org.sluis.console.SignedIn;
import org.sluis.party.person.OwnKeys;
import org.sluis.party.person.Proposal;
import org.sluis.party.person.ProposalKind;
import org.sluis.party.person.Proposals;
import org.sluis.policy.pack.PackSource;
import org.sluis.policy.publish.History;
import org.sluis.policy.publish.RuleDesk;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What waits for a second person: to read whole, to advise on, and to approve with a signature of one's own. */
@Controller
class ProposalPages {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Proposals proposals;
    private final OwnKeys keys;
    private final History history;
    private final RuleDesk rules;

    ProposalPages(Proposals proposals, OwnKeys keys, History history, RuleDesk rules) {
        this.proposals = proposals;
        this.keys = keys;
        this.history = history;
        this.rules = rules;
    }

    @GetMapping("/console/proposals")
    String all(@ModelAttribute("signedIn") SignedIn who, Model model) {
        model.addAttribute("proposals", proposals.recent(who.caller()));
        return "proposals";
    }

    @GetMapping("/console/proposals/{id}")
    String one(@ModelAttribute("signedIn") SignedIn who, @PathVariable UUID id, Model model) {
        Proposals.Shown shown = proposals.one(who.caller(), id);
        SortedMap<String, Object> says = says(shown.proposal());
        model.addAttribute("shown", shown);
        model.addAttribute("says", says);
        model.addAttribute("keys", keys.of(who.caller()));
        if (shown.proposal().kind() == ProposalKind.POLICY) {
            pack(who, says, model);
        }
        return "proposal";
    }

    /** The pack that is proposed, whole, beside what is in force of it. */
    private void pack(SignedIn who, Map<String, Object> says, Model model) {
        String content = history.content(who.caller(), String.valueOf(says.get("digest")));
        PackSource draft = PackSource.parse(content);
        History.Rules now = history.at(who.caller(), null);
        String before = now.policies().stream()
                .filter(each -> each.policy().equals(draft.id()))
                .map(each -> PackSource.parse(history.content(who.caller(), each.digest())))
                .map(PackSource::policy)
                .findFirst()
                .orElse("");
        model.addAttribute("pack", content);
        model.addAttribute("difference", Difference.of(before, draft.policy()));
        model.addAttribute("words", history.words(who.caller(), draft.digest()));
    }

    @PostMapping("/console/proposals/{id}/approve")
    String approve(
            @ModelAttribute("signedIn") SignedIn who,
            @PathVariable UUID id,
            @RequestParam String signature,
            RedirectAttributes next) {
        proposals.approve(who.caller(), id, signature);
        next.addFlashAttribute("said", "proposal.approved");
        return "redirect:/console/proposals/" + id;
    }

    @PostMapping("/console/proposals/{id}/word")
    String say(
            @ModelAttribute("signedIn") SignedIn who,
            @PathVariable UUID id,
            @RequestParam String word,
            @RequestParam String note,
            RedirectAttributes next) {
        Proposal proposal = proposals.one(who.caller(), id).proposal();
        rules.say(who.caller(), String.valueOf(says(proposal).get("digest")), word, note.isBlank() ? null : note);
        next.addFlashAttribute("said", "proposal.advised");
        return "redirect:/console/proposals/" + id;
    }

    private static SortedMap<String, Object> says(Proposal proposal) {
        try {
            return JSON.readValue(proposal.content(), new TypeReference<TreeMap<String, Object>>() {});
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("a proposal's content is JSON", ours);
        }
    }
}
