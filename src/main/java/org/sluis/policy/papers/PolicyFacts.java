package org.sluis.policy.papers;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.ElementDefinition;
import org.sluis.law.Law;
import org.sluis.party.PartyKind;
import org.sluis.policy.pack.Pack;

/** All that the papers know of one pack, by the names that templates use. What a pack holds more is read here and shown there. */
final class PolicyFacts {
    private final Words words;
    private final Law law;
    private final LocalDate day;
    private final ElementFacts elements;

    PolicyFacts(Words words, Law law, LocalDate day) {
        this.words = words;
        this.law = law;
        this.day = day;
        this.elements = new ElementFacts(words);
    }

    Map<String, Object> of(Pack pack) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("policy", pack.id());
        facts.put("number", pack.id().substring(0, pack.id().indexOf('-')));
        facts.put(Facts.NAME, words.label(pack.label()));
        facts.put("purposeId", pack.purpose().value());
        facts.put("profile", pack.profile());
        facts.put("anonymous", pack.anonymous());
        facts.put("owner", words.text(pack.owner()));
        facts.put("art6", words.text(pack.basis().art6()));
        facts.put("art9", words.text(pack.basis().art9()));
        facts.put("secrecy", words.text(pack.basis().secrecy()));
        facts.put("digest", pack.digest());
        days(pack, facts);
        parties("discloser", pack.disclosers(), facts);
        parties("recipient", pack.recipients(), facts);
        pack.obligations().forEach((name, value) -> facts.put("obligation-" + name, value));
        elements(pack, facts);
        new AskedFacts(words, law, day).add(pack, facts);
        return facts;
    }

    private void days(Pack pack, Map<String, Object> facts) {
        day("from", pack.from(), facts);
        day("until", pack.until(), facts);
        day("reviewBy", pack.reviewBy(), facts);
        facts.put("reviewIsDue", day.isAfter(pack.reviewBy()));
        facts.put("inForce", pack.inForce(day));
    }

    /** As ISO 8601, for tables, and in words; false where there is none. */
    private void day(String name, @Nullable LocalDate of, Map<String, Object> facts) {
        facts.put(name, of == null ? "" : of.toString());
        facts.put(name + "InWords", of == null ? false : words.day(of));
    }

    private void parties(String name, List<PartyKind> kinds, Map<String, Object> facts) {
        facts.put(name, words.either(kinds, "the"));
        facts.put(name + "Name", words.either(kinds, Facts.NAME));
    }

    private void elements(Pack pack, Map<String, Object> facts) {
        Dictionary dictionary = pack.dictionary();
        Set<String> profile = dictionary.profile(pack.profile()).orElseThrow();
        List<Map<String, Object>> all = new ArrayList<>();
        List<Map<String, Object>> steering = new ArrayList<>();
        for (ElementDefinition element : dictionary.elements()) {
            if (profile.contains(element.id()) && element.control()) {
                steering.add(elements.of(pack, element));
            } else if (profile.contains(element.id())) {
                all.add(elements.ruled(pack, element));
            }
        }
        List<Map<String, Object>> going = some(all, each -> Boolean.TRUE.equals(each.get("goes")));
        List<Map<String, Object>> staying = some(all, each -> Boolean.FALSE.equals(each.get("goes")));
        Set<String> partly = new LinkedHashSet<>();
        going.forEach(each -> partly.add(Facts.category(each)));
        Facts.list("elements", all, facts);
        Facts.list("steering", steering, facts);
        Facts.list("going", going, facts);
        Facts.list("categories", ElementFacts.byCategory(going), facts);
        Facts.list("data", ElementFacts.inWords(going), facts);
        Facts.list("special", some(going, each -> Boolean.TRUE.equals(each.get("special"))), facts);
        Facts.list("always", by(going, "REQUIRED", "REQUIRED_OR_REASON"), facts);
        Facts.list("instead", some(going, each -> "REASON".equals(each.get("rule"))), facts);
        Facts.list("ifThere", by(going, "OPTIONAL"), facts);
        Facts.list("ifNamed", by(going, "CONSENT"), facts);
        Facts.list("staying", staying, facts);
        Facts.list(
                "stayingWhole",
                ElementFacts.byCategory(some(staying, each -> !partly.contains(Facts.category(each)))),
                facts);
        Facts.list("stayingBeside", some(staying, each -> partly.contains(Facts.category(each))), facts);
        Facts.list("people", people(pack), facts);
    }

    private static List<Map<String, Object>> by(List<Map<String, Object>> elements, String... rules) {
        return ElementFacts.byCategory(some(elements, each -> List.of(rules).contains(each.get("rule"))));
    }

    private static List<Map<String, Object>> some(List<Map<String, Object>> all, Predicate<Map<String, Object>> which) {
        return all.stream().filter(which).toList();
    }

    /** Whom it tells something of: every kind of people of whom an element goes, by its id or its group. */
    private List<String> people(Pack pack) {
        SortedSet<String> told = new TreeSet<>(pack.released());
        pack.released().forEach(id -> told.add(pack.dictionary().element(id).group()));
        return words.lists("people").entrySet().stream()
                .filter(each -> each.getValue().stream().anyMatch(told::contains))
                .map(Map.Entry::getKey)
                .toList();
    }
}
