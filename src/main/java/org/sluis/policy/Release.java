package org.sluis.policy;

import static java.util.stream.Collectors.collectingAndThen;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.ByText;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.TextSet;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.Rule;
import org.sluis.policy.pack.RuleLine;

/**
 * What a pack releases, compiled once at load: per element of the profile its answer, so that a decision looks up and
 * never interprets. What no line names is forbidden; an element's line is more specific than its category's; a category
 * that is FORBIDDEN wins over every line.
 */
public final class Release {
    private final Map<String, Named> named = new HashMap<>();
    private final Set<String> control = new HashSet<>();
    /** Those that a message can hold, by all ids of the dictionary: what Sluis issues, and what is not of the profile, is none. */
    private final ByText<Named> inMessages;

    private final Named[] issued;
    private final Categories categories;
    private final Decision.Verdict notInProfile;
    private final SortedSet<String> telling;
    private final SortedMap<String, String> onlyWhere;
    private final Demands demands;

    Release(Pack pack) {
        Dictionary dictionary = pack.dictionary();
        Set<String> profile = dictionary.profile(pack.profile()).orElse(Set.of());
        List<ElementDefinition> all = dictionary.elements().stream()
                .sorted(Comparator.comparing(ElementDefinition::id))
                .toList();
        List<ElementDefinition> own = all.stream()
                .filter(each -> !each.control() && profile.contains(each.id()))
                .toList();
        categories = new Categories(
                pack.profile(), own.stream().map(ElementDefinition::category).toList());
        for (ElementDefinition element : own) {
            named.put(element.id(), compile(pack, element));
        }
        all.stream().filter(ElementDefinition::control).forEach(each -> control.add(each.id()));
        notInProfile = Named.staying(pack.id() + "/" + pack.profile(), Because.NOT_IN_PROFILE);
        telling = all.stream()
                .map(ElementDefinition::id)
                .filter(id -> pack.anonymous() && dictionary.identifies(id))
                .collect(collectingAndThen(Collectors.toList(), TextSet::of));
        SortedMap<String, String> marked = new TreeMap<>();
        named.values().stream()
                .filter(each -> each.onlyWhere() != null)
                .forEach(each -> marked.put(each.id(), Objects.requireNonNull(each.onlyWhere())));
        onlyWhere = Collections.unmodifiableSortedMap(marked);
        issued = named.values().stream().filter(Named::issued).toArray(Named[]::new);
        inMessages = new ByText<>(
                all.stream().collect(Collectors.toMap(ElementDefinition::id, each -> inMessages(each.id()))));
        demands = new Demands(pack, named);
    }

    private Named inMessages(String id) {
        Named element = named.get(id);
        return element == null || element.issued() ? Named.NONE : element;
    }

    private Named compile(Pack pack, ElementDefinition element) {
        RuleLine line = pack.line(element).orElse(null);
        Rule rule = line == null ? null : line.rule();
        String by = line == null ? "" : "/" + (line.category() == null ? element.id() : element.category());
        @Nullable
        Because kept =
                rule == null ? Because.POLICY_DOES_NOT_NAME : rule == Rule.FORBIDDEN ? Because.POLICY_FORBIDS : null;
        int place = categories.place(element.category());
        return Named.of(element, place, pack.id() + by, line == null ? null : line.onlyWhere(), kept);
    }

    /** A bit for each of these categories; none for one that is not of the profile. */
    long bits(TextSet some) {
        return categories.bits(some);
    }

    /** What must pass, or must be there. */
    Demands demands() {
        return demands;
    }

    /** The categories of what may go, without what stays by law: what a consent would have to name. */
    SortedSet<String> categories(Set<String> byLaw) {
        return categories(named.keySet(), byLaw);
    }

    /** Those of them without which nothing goes: a consent that leaves one out leads to a hold. */
    SortedSet<String> needed(Set<String> byLaw) {
        return categories(demands.ids(byLaw), byLaw);
    }

    private SortedSet<String> categories(Set<String> ids, Set<String> byLaw) {
        return ids.stream()
                .map(id -> Objects.requireNonNull(named.get(id), id))
                .filter(element ->
                        element.released() && !byLaw.contains(element.id()) && !byLaw.contains(element.category()))
                .map(Named::category)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Per element that goes only where it is marked, the control element that marks it. */
    SortedMap<String, String> onlyWhere() {
        return onlyWhere;
    }

    /** Of an anonymous profile: the elements that tell who the child is. Of any other profile: none. */
    public SortedSet<String> telling() {
        return telling;
    }

    /** Those of them that are here. */
    SortedSet<String> telling(Set<String> present) {
        if (telling.isEmpty()) {
            return telling;
        }
        SortedSet<String> here = new TreeSet<>(telling);
        here.retainAll(present);
        return here;
    }

    /** The verdict on elements that may not even be in the message. */
    SortedMap<String, Decision.Verdict> outside(Set<String> ids) {
        SortedMap<String, Decision.Verdict> verdicts = new TreeMap<>();
        ids.forEach(id -> verdicts.put(id, notInProfile));
        return Collections.unmodifiableSortedMap(verdicts);
    }

    /** The category of an element of the profile. */
    public String categoryOf(String id) {
        return Objects.requireNonNull(named.get(id)).category();
    }

    /** Whether there is nothing here that a message would hold. */
    public boolean onlyIssued(Set<String> ids) {
        return ids.stream().allMatch(id -> Objects.requireNonNull(named.get(id)).issued());
    }

    /**
     * Which of what the message holds, and of what Sluis would issue, passes. Control elements are none of it: they steer
     * and never leave.
     */
    Verdicts sort(TextSet present, Coverage coverage) {
        long[] passing = new long[1 + present.size() / Long.SIZE];
        for (int word = 0; word < passing.length; word++) {
            passing[word] = passing(present, word * Long.SIZE, coverage);
        }
        long passingIssued = 0;
        for (int i = 0; i < issued.length; i++) {
            passingIssued |= coverage.covers(issued[i]) << i;
        }
        if (!onlyWhere.isEmpty() || !coverage.nothingByLaw()) {
            passingIssued &= ~keptAfterAll(present, coverage, passing);
        }
        return new Verdicts(this, coverage, present, passing, passingIssued);
    }

    /** A bit for each of the 64 elements from there that consents cover. */
    private long passing(TextSet present, int from, Coverage coverage) {
        long passing = 0;
        int end = Math.min(from + Long.SIZE, present.size());
        for (int i = from; i < end; i++) {
            passing |= coverage.covers(inMessages.get(present.get(i), Named.NONE)) << i;
        }
        return passing;
    }

    /** Takes out what consents cover and law or marks keep; a bit for each of that which Sluis would issue. */
    private long keptAfterAll(TextSet present, Coverage coverage, long[] passing) {
        for (int i = 0; i < present.size(); i++) {
            Named element = named.get(present.get(i));
            passing[i / Long.SIZE] &= element == null || !coverage.keeps(element) ? -1L : ~(1L << i);
        }
        long kept = 0;
        for (int i = 0; i < issued.length; i++) {
            kept |= coverage.keeps(issued[i]) ? 1L << i : 0;
        }
        return kept;
    }

    /** What {@link #sort} came to, written out by id, in alphabetical order. */
    SortedMap<String, Decision.Verdict> written(
            Coverage coverage, TextSet present, long[] passing, long passingIssued) {
        SortedMap<String, Decision.Verdict> verdicts = new TreeMap<>();
        for (int i = 0; i < issued.length; i++) {
            verdicts.put(issued[i].id(), verdict(issued[i], (passingIssued >> i & 1) != 0, coverage));
        }
        for (int i = 0; i < present.size(); i++) {
            Named element = named.get(present.get(i));
            boolean passes = (passing[i / Long.SIZE] >> i & 1) != 0;
            if (element == null && !control.contains(present.get(i))) {
                verdicts.put(present.get(i), notInProfile);
            } else if (element != null && !element.issued()) {
                verdicts.put(present.get(i), verdict(element, passes, coverage));
            }
        }
        return Collections.unmodifiableSortedMap(verdicts);
    }

    private static Decision.Verdict verdict(Named element, boolean passes, Coverage coverage) {
        return passes ? element.passes() : coverage.stays(element);
    }
}
