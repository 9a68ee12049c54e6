package org.sluis.policy.papers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sluis.canonical.ElementDefinition;
import org.sluis.law.Law;
import org.sluis.policy.Packs;
import org.sluis.policy.Policy;
import org.sluis.policy.pack.Pack;

/**
 * The papers that an organisation has to have about what it discloses (GDPR art. 13, 14, 28, 30 and 35), written from the
 * packs, the dictionary and the law of a folder: the same folder and day give the same bytes. A paper is a template in
 * {@code papers/<language>/}; what the packs do not know it marks as to be filled in.
 */
public final class Papers {
    /** The languages that packs and dictionary have. */
    public static final List<String> LANGUAGES = List.of("nl", "en");

    private static final String FOLDER = "papers";

    private final Path folder;
    private final Packs packs;
    private final Law law;

    private Papers(Path folder, Packs packs, Law law) {
        this.folder = folder;
        this.packs = packs;
        this.law = law;
    }

    /**
     * Reads dictionary, law and packs from the folder.
     *
     * @throws IllegalArgumentException where one of them cannot be put in force, with every fault: no paper is written of
     *     rules that do not hold
     */
    public static Papers load(Path consentPolicies) {
        Packs packs = Packs.load(consentPolicies);
        Law law = Law.load(consentPolicies.resolve("law").resolve("nl"));
        law.mustName(packs.dictionary()::names);
        return new Papers(consentPolicies.resolve(FOLDER), packs, law);
    }

    /** What papers there are, in any language. */
    public SortedSet<String> names() {
        return LANGUAGES.stream()
                .flatMap(language -> files(language).stream())
                .map(Papers::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The calendar day where the law holds. */
    public LocalDate day(Instant at) {
        return law.day(at);
    }

    /**
     * All papers in this language.
     *
     * @param day on which they are true: what is in force, and what is due for review
     * @throws IllegalArgumentException with file and line, where a template or a list of words is wrong
     */
    public List<Paper> write(String language, LocalDate day) {
        Map<String, Object> facts = facts(Words.read(folder, language), day);
        List<Paper> papers = new ArrayList<>();
        for (String file : files(language)) {
            String path = language + "/" + file;
            Template template = Template.read(folder.resolve(language).resolve(file), FOLDER + "/" + path);
            papers.add(new Paper(name(file), path, template.write(facts)));
        }
        return papers;
    }

    private Map<String, Object> facts(Words words, LocalDate day) {
        PolicyFacts of = new PolicyFacts(words, law, day);
        List<Pack> all = packs.all().stream().map(Policy::pack).toList();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("day", day.toString());
        facts.put("dayInWords", words.day(day));
        facts.put("digest", packs.digest());
        facts.put("consentMaxMonths", Integer.toString(law.settings().consentMaxMonths()));
        List<Map<String, Object>> policies = all.stream().map(of::of).toList();
        facts.put("policies", policies);
        facts.put(
                "hasEmergency", policies.stream().anyMatch(each -> !Boolean.FALSE.equals(each.get("emergencyHours"))));
        List<Map<String, Object>> rows = rows(words, all);
        facts.put("elements", rows);
        facts.put(
                "shared",
                rows.stream()
                        .filter(row -> Boolean.TRUE.equals(row.get("goes")))
                        .toList());
        facts.put(
                "nowhere",
                ElementFacts.byCategory(rows.stream()
                        .filter(row -> Boolean.FALSE.equals(row.get("goes")))
                        .toList()));
        return facts;
    }

    /** Every element that leaves by any pack or stays by all, with a cell for each pack. */
    private List<Map<String, Object>> rows(Words words, List<Pack> all) {
        ElementFacts elements = new ElementFacts(words);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (ElementDefinition element : packs.dictionary().elements()) {
            if (!element.control()) {
                Map<String, Object> row = elements.of(all.get(0), element);
                row.put("goes", all.stream().anyMatch(pack -> pack.released().contains(element.id())));
                row.put(
                        "cells",
                        all.stream()
                                .map(pack -> Map.of("cell", elements.cell(pack, element)))
                                .toList());
                rows.add(row);
            }
        }
        return rows;
    }

    private static String name(String file) {
        return file.substring(0, file.lastIndexOf('.'));
    }

    private List<String> files(String language) {
        try (Stream<Path> all = Files.list(folder.resolve(language))) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md") || name.endsWith(".csv"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(FOLDER + "/" + language + " cannot be read", unreadable);
        }
    }
}
