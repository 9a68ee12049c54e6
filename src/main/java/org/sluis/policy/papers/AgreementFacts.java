package org.sluis.policy.papers;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sluis.party.PartyKind;
import org.sluis.policy.agreement.Agreement;
import org.sluis.policy.agreement.Signatory;
import org.sluis.policy.pack.Pack;

/** What was agreed in a region: who signed, whom to turn to, from when, and how soon a message is answered. */
final class AgreementFacts {
    private final Words words;
    private final LocalDate day;
    private final PartyFacts parties;

    AgreementFacts(Words words, LocalDate day) {
        this.words = words;
        this.day = day;
        this.parties = new PartyFacts(words);
    }

    Map<String, Object> of(Agreement agreement) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", agreement.id());
        facts.put(Facts.NAME, words.label(agreement.label()));
        facts.put("contact", words.text(agreement.contact()));
        facts.put("inForce", agreement.inForce(day));
        words.day("from", agreement.from(), facts);
        words.day("until", agreement.until(), facts);
        facts.put(
                "municipality",
                words.and(agreement.parties().stream()
                        .filter(each -> each.kind() == PartyKind.MUNICIPALITY)
                        .map(Signatory::name)
                        .toList()));
        Facts.list("parties", agreement.parties().stream().map(parties::of).toList(), facts);
        return facts;
    }

    /** Each of them once, with the policies that stand under it. What was published may stand under an older text of it. */
    List<Map<String, Object>> of(List<Pack> packs, List<Map<String, Object>> policies) {
        Map<Agreement, List<Map<String, Object>>> standing = new LinkedHashMap<>();
        for (int i = 0; i < packs.size(); i++) {
            standing.computeIfAbsent(packs.get(i).agreement(), first -> new ArrayList<>())
                    .add(policies.get(i));
        }
        List<Map<String, Object>> all = new ArrayList<>();
        standing.forEach((agreement, under) -> {
            Map<String, Object> facts = of(agreement);
            facts.put("policies", under);
            facts.put(
                    "numbers",
                    words.and(under.stream()
                            .map(each -> String.valueOf(each.get("number")))
                            .toList()));
            all.add(facts);
        });
        return all;
    }
}
