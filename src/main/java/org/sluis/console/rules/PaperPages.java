package org.sluis.console.rules;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.console.SignedIn;
import org.sluis.law.Law;
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
    /** Editions that are kept written, each in each language. */
    private static final int KEPT = 16;

    private final History history;
    private final Law law;
    private final Path folder;
    private final Map<Edition, List<Paper>> written = new ConcurrentHashMap<>();

    PaperPages(History history, Law law, @Value("${sluis.policies:consent-policies}") String folder) {
        this.history = history;
        this.law = law;
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

    /** All that a paper says follows from this. */
    private record Edition(
            String tenant,
            URI gateway,
            String language,
            LocalDate day,
            String law,
            List<History.InForceThen> policies,
            Set<String> closedRecipients,
            Set<String> closedConnectors) {}

    private List<Paper> written(Caller caller, Locale locale) {
        History.Rules rules = history.at(caller, null);
        URI gateway =
                ServletUriComponentsBuilder.fromCurrentContextPath().build().toUri();
        String language = locale.getLanguage().equals("en") ? "en" : "nl";
        Edition edition = new Edition(
                caller.tenant(),
                gateway,
                language,
                law.day(rules.at()),
                rules.law(),
                rules.policies(),
                rules.closedRecipients(),
                rules.closedConnectors());
        if (written.size() > KEPT) {
            written.clear();
        }
        return written.computeIfAbsent(edition, made -> {
            Papers papers = Papers.of(inForce(caller, rules, gateway), folder);
            return papers.write(language, papers.day(rules.at()));
        });
    }

    /** @throws Refused POLICY_NOT_VALID where one of them does not verify: no paper is written then */
    private RulesInForce inForce(Caller caller, History.Rules rules, URI gateway) {
        return new RulesInForce(
                gateway,
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
