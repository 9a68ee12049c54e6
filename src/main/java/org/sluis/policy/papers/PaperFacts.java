package org.sluis.policy.papers;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sluis.canonical.ElementDefinition;
import org.sluis.policy.pack.Pack;

/** All that the papers of one language know, by the names that templates use. */
final class PaperFacts {
    private final Words words;
    private final Rules rules;
    private final LocalDate day;

    PaperFacts(Words words, Rules rules, LocalDate day) {
        this.words = words;
        this.rules = rules;
        this.day = day;
    }

    Map<String, Object> all() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("day", day.toString());
        facts.put("dayInWords", words.day(day));
        facts.put("digest", rules.digest());
        facts.put("consentMaxMonths", Integer.toString(rules.law().settings().consentMaxMonths()));
        StandingFacts standing = new StandingFacts(words, rules);
        standing.add(facts);
        List<Map<String, Object>> policies = policies(standing);
        facts.put("policies", policies);
        facts.put(
                "hasEmergency", policies.stream().anyMatch(each -> !Boolean.FALSE.equals(each.get("emergencyHours"))));
        List<Map<String, Object>> agreements = new AgreementFacts(words, day).of(rules.packs(), policies);
        facts.put("agreements", agreements);
        facts.put("severalAgreements", agreements.size() > 1);
        List<Map<String, Object>> rows = rows();
        facts.put("elements", rows);
        facts.put("shared", PolicyFacts.some(rows, row -> Boolean.TRUE.equals(row.get("goes"))));
        facts.put(
                "nowhere",
                ElementFacts.byCategory(PolicyFacts.some(rows, row -> Boolean.FALSE.equals(row.get("goes")))));
        return facts;
    }

    private List<Map<String, Object>> policies(StandingFacts standing) {
        PolicyFacts of = new PolicyFacts(words, rules, day);
        return rules.packs().stream()
                .map(pack -> {
                    Map<String, Object> facts = of.of(pack);
                    standing.add(pack, facts);
                    return facts;
                })
                .toList();
    }

    /** Every element that leaves by any pack or stays by all, with a cell for each pack. */
    private List<Map<String, Object>> rows() {
        ElementFacts elements = new ElementFacts(words);
        Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
        for (Pack knows : rules.packs()) {
            for (ElementDefinition element : knows.dictionary().elements()) {
                if (!element.control()) {
                    rows.computeIfAbsent(element.id(), id -> row(elements, knows, element));
                }
            }
        }
        return List.copyOf(rows.values());
    }

    private Map<String, Object> row(ElementFacts elements, Pack knows, ElementDefinition element) {
        Map<String, Object> row = elements.of(knows, element);
        row.put("goes", rules.packs().stream().anyMatch(pack -> pack.released().contains(element.id())));
        row.put(
                "cells",
                rules.packs().stream()
                        .map(pack -> Map.of("cell", elements.cell(pack, element.id())))
                        .toList());
        return row;
    }
}
