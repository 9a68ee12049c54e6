package org.sluis.policy.papers;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.policy.agreement.Signatory;
import org.sluis.policy.pack.Pack;

/** What the papers are: the folder as it is written, or what a gateway said was in force, and since when. */
final class StandingFacts {
    private static final String MOMENT = "moment";

    private final Words words;
    private final Rules rules;

    StandingFacts(Words words, Rules rules) {
        this.words = words;
        this.rules = rules;
    }

    void add(Map<String, Object> facts) {
        RulesInForce said = rules.inForce();
        facts.put("fromGateway", said != null);
        facts.put("gateway", said == null ? "" : said.gateway().toString());
        moment(MOMENT, said == null ? null : said.at(), facts);
        facts.put(
                "source",
                said == null
                        ? words.word("phrases", "folder").replace("{day}", String.valueOf(facts.get("dayInWords")))
                        : words.word("phrases", "in-force").replace("{moment}", inWords(said.at())));
        List<String> recipients = said == null
                ? List.of()
                : said.closedRecipients().stream().map(this::name).toList();
        List<String> connectors = said == null ? List.of() : said.closedConnectors();
        facts.put("closedRecipients", recipients.isEmpty() ? false : words.and(recipients));
        facts.put("closedConnectors", connectors.isEmpty() ? false : words.and(connectors));
    }

    /** Of one policy; it is in force only where nobody closed it. */
    void add(Pack pack, Map<String, Object> facts) {
        RulesInForce said = rules.inForce();
        RulesInForce.Standing standing = said == null
                ? null
                : said.policies().stream()
                        .filter(each -> each.source().id().equals(pack.id()))
                        .findFirst()
                        .orElseThrow();
        moment("since", standing == null ? null : standing.since(), facts);
        facts.put("approved", standing != null && standing.approved());
        facts.put("closed", standing != null && standing.closed());
        facts.computeIfPresent(
                "inForce", (name, by) -> Boolean.TRUE.equals(by) && !Boolean.TRUE.equals(facts.get("closed")));
    }

    /** As ISO 8601 in UTC, for tables, and in words where the law holds; false where there is none. */
    private void moment(String name, @Nullable Instant at, Map<String, Object> facts) {
        facts.put(name, at == null ? "" : at.toString());
        facts.put(name + "InWords", at == null ? false : inWords(at));
    }

    private String inWords(Instant at) {
        return words.moment(at.atZone(rules.law().settings().zone()));
    }

    /** By the name with which a party signed; by its id where it signed nothing. */
    private String name(String party) {
        return rules.packs().stream()
                .flatMap(pack -> pack.agreement().signatory(new PartyId(party)).stream())
                .map(Signatory::name)
                .findFirst()
                .orElse(party);
    }
}
