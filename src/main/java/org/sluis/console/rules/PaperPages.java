package org.sluis.console.rules;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.console.SignedIn;
import org.sluis.party.Caller;
import org.sluis.policy.papers.Paper;
import org.sluis.policy.papers.Papers;
import org.sluis.policy.papers.RulesInForce;
import org.sluis.policy.publish.History;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The papers that an organisation has to have, of what is in force at this moment: to read here and to take away. */
@Controller
class PaperPages {
    private final History history;
    private final Path folder;

    PaperPages(History history, @Value("${sluis.policies:consent-policies}") String folder) {
        this.history = history;
        this.folder = Path.of(folder);
    }

    @GetMapping("/console/papers")
    String papers(@ModelAttribute("signedIn") SignedIn who, Locale locale, Model model) {
        model.addAttribute("papers", written(who.caller(), locale));
        return "papers";
    }

    /** @param name of its file. @throws Refused NOT_FOUND where there is no such paper */
    @GetMapping("/console/papers/{name}")
    ResponseEntity<byte[]> paper(@ModelAttribute("signedIn") SignedIn who, @PathVariable String name, Locale locale) {
        Paper paper = written(who.caller(), locale).stream()
                .filter(each -> file(each).equals(name))
                .findFirst()
                .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
        boolean table = paper.file().endsWith(".csv");
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(table ? "text/csv;charset=UTF-8" : "text/markdown;charset=UTF-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(paper.file().replace('/', '-'))
                                .build()
                                .toString())
                .body(paper.text().getBytes(StandardCharsets.UTF_8));
    }

    private static String file(Paper paper) {
        return paper.file().substring(paper.file().lastIndexOf('/') + 1);
    }

    private List<Paper> written(Caller caller, Locale locale) {
        History.Rules rules = history.at(caller, null);
        Papers papers = Papers.of(inForce(caller, rules), folder);
        return papers.write(locale.getLanguage().equals("en") ? "en" : "nl", papers.day(rules.at()));
    }

    /** @throws Refused POLICY_NOT_VALID where one of them does not verify: no paper is written then */
    private RulesInForce inForce(Caller caller, History.Rules rules) {
        return new RulesInForce(
                ServletUriComponentsBuilder.fromCurrentContextPath().build().toUri(),
                rules.at(),
                RulesInForce.law(rules.law(), history.content(caller, rules.law())),
                rules.policies().stream().map(each -> standing(caller, each)).toList(),
                List.copyOf(rules.closedRecipients()),
                List.copyOf(rules.closedConnectors()));
    }

    private RulesInForce.Standing standing(Caller caller, History.InForceThen each) {
        if (each.state().equals("not-trusted")) {
            throw new Refused(Reason.POLICY_NOT_VALID, "/" + each.policy() + ":not-trusted");
        }
        return new RulesInForce.Standing(
                RulesInForce.pack(each.policy(), each.digest(), history.content(caller, each.digest())),
                each.since(),
                !each.approvedBy().isEmpty(),
                each.state().equals("closed"));
    }
}
