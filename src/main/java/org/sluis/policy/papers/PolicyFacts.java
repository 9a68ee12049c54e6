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
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.ElementDefinition;
import org.sluis.policy.pack.Pack;

/** All that the papers know of one pack, by the names that templates use. What a pack holds more is read here and shown there. */
final class PolicyFacts {
    private final Words words;
    private final LocalDate day;
    private final ElementFacts elements;
    private final TermsFacts terms;
    private final AskedFacts asked;

    PolicyFacts(Words words, Rules rules, LocalDate day) {
        this.words = words;
        this.day = day;
        this.elements = new ElementFacts(words);
        this.terms = new TermsFacts(words, rules.law().settings(), day, rules.packs());
        this.asked = new AskedFacts(words, rules.law(), day);
    }

    Map<String, Object> of(Pack pack) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("policy", pack.id());
        facts.put("number", number(pack));
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
        terms.add(pack, facts);
        elements(pack, facts);
        asked.add(pack, facts);
        return facts;
    }

    /** By which its folder begins. */
    static String number(Pack pack) {
        return pack.id().substring(0, pack.id().indexOf('-'));
    }

    private void days(Pack pack, Map<String, Object> facts) {
        words.day("from", pack.from(), facts);
        words.day("until", pack.until(), facts);
        words.day("reviewBy", pack.reviewBy(), facts);
        facts.put("reviewIsDue", day.isAfter(pack.reviewBy()));
        facts.put("inForce", pack.inForce(day));
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

    static List<Map<String, Object>> some(List<Map<String, Object>> all, Predicate<Map<String, Object>> which) {
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
