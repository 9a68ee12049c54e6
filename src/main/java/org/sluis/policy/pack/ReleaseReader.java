package org.sluis.policy.pack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.ValueType;

/** Reads the lines of a pack's release; refuses what is unknown, said twice, contradicts itself or can never be met. */
final class ReleaseReader {
    private static final String SUBJECT = "subject.pairwiseId";
    private static final List<String> RULES =
            Arrays.stream(Rule.values()).map(Rule::name).toList();

    private final Dictionary dictionary;
    private final Set<String> profile;
    private final String profileName;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> forbidden = new HashSet<>();

    ReleaseReader(Dictionary dictionary, String profileName) {
        this.dictionary = dictionary;
        this.profileName = profileName;
        this.profile = dictionary.profile(profileName).orElse(Set.of());
    }

    List<RuleLine> read(Place release) {
        if (profile.isEmpty()) {
            return List.of();
        }
        List<Place> items = release.items();
        items.forEach(this::noteForbidden);
        List<RuleLine> lines = new ArrayList<>();
        items.forEach(item -> lines.add(line(item)));
        if (!dictionary.anonymous(profileName)
                && lines.stream().noneMatch(l -> SUBJECT.equals(l.element()) && l.rule() == Rule.REQUIRED)) {
            release.wrong(
                    "nothing tells the recipient who it is about",
                    "write {element: " + SUBJECT + ", rule: " + Rule.REQUIRED + "}");
        }
        return lines;
    }

    private void noteForbidden(Place item) {
        if (item.find("category").isPresent() && item.at("rule").text().equals(Rule.FORBIDDEN.name())) {
            forbidden.add(item.at("category").text());
        }
    }

    private RuleLine line(Place item) {
        item.only("element", "category", "rule", "reason-element", "only-where");
        String word = item.at("rule").oneOf(RULES, "rule");
        Rule rule = RULES.contains(word) ? Rule.valueOf(word) : Rule.FORBIDDEN;
        boolean ofElement = item.find("element").isPresent();
        if (ofElement == item.find("category").isPresent()) {
            item.wrong("a line names one element or one category", "write element: … or category: …");
            return new RuleLine(null, "", Rule.FORBIDDEN, null, null);
        }
        @Nullable String reason = reason(item, rule);
        String named = ofElement ? element(item.at("element"), rule) : category(item.at("category"), rule);
        @Nullable String onlyWhere = onlyWhere(item, rule, named);
        return ofElement
                ? new RuleLine(named, null, rule, reason, onlyWhere)
                : new RuleLine(null, named, rule, null, onlyWhere);
    }

    /** The mark stands beside what it marks, so it must be of the same group. */
    private @Nullable String onlyWhere(Place item, Rule rule, String named) {
        if (item.find("only-where").isEmpty()) {
            return null;
        }
        Place place = item.at("only-where");
        String mark = place.text();
        if (rule != Rule.CONSENT && rule != Rule.OPTIONAL) {
            place.wrong("what is " + rule + " does not depend on a mark", "leave it out, or write rule: CONSENT");
        } else if (!profile.contains(mark)
                || !dictionary.element(mark).control()
                || dictionary.element(mark).type() != ValueType.BOOLEAN) {
            place.wrong(mark + " is no mark of profile " + profileName, "write a control element of type BOOLEAN");
        } else if (profile.stream()
                .map(dictionary::element)
                .filter(e -> e.id().equals(named) || e.category().equals(named))
                .anyMatch(e -> !e.group().equals(dictionary.element(mark).group()))) {
            place.wrong(mark + " marks nothing but its own group", "name the elements of that group one by one");
        }
        return mark;
    }

    private @Nullable String reason(Place item, Rule rule) {
        if (rule == Rule.REQUIRED_OR_REASON) {
            return element(item.at("reason-element"), rule);
        }
        item.find("reason-element")
                .ifPresent(p -> p.wrong(
                        "reason-element goes with REQUIRED_OR_REASON only",
                        "leave it out, or write rule: REQUIRED_OR_REASON"));
        return null;
    }

    private String element(Place place, Rule rule) {
        String id = place.text();
        if (id.isEmpty()) {
            return id;
        }
        ElementDefinition element = dictionary.find(id).orElse(null);
        if (element == null) {
            place.wrong("there is no element " + id, Nearest.advice(id, profile));
        } else if (!profile.contains(id)) {
            place.wrong(id + " does not belong to profile " + profileName, Nearest.advice(id, profile));
        } else if (element.control()) {
            place.wrong(id + " only steers and never leaves", "leave the line out");
        } else if (rule.ofElementsOnly() && forbidden.contains(element.category())) {
            place.wrong(
                    id + " must go and its category " + element.category() + " is FORBIDDEN",
                    "forbid the other elements of the category one by one, or leave this line out");
        } else if (rule == Rule.REQUIRED_OR_REASON && element.type() == ValueType.PAIRWISE) {
            place.wrong(id + " is issued by Sluis and is never missing", "write rule: REQUIRED");
        }
        once(place, id);
        return id;
    }

    private String category(Place place, Rule rule) {
        String category = place.text();
        List<String> known = profile.stream()
                .map(dictionary::element)
                .filter(e -> !e.control())
                .map(ElementDefinition::category)
                .distinct()
                .toList();
        if (!category.isEmpty() && !known.contains(category)) {
            place.wrong("profile " + profileName + " has no category " + category, Nearest.advice(category, known));
        } else if (rule.ofElementsOnly()) {
            place.wrong("a whole category cannot be " + rule, "name the elements that are " + rule + " one by one");
        }
        once(place, category);
        return category;
    }

    private void once(Place place, String word) {
        if (!seen.add(word)) {
            place.wrong(word + " is named twice", "keep one of the lines");
        }
    }
}
