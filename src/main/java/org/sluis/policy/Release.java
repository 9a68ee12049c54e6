package org.sluis.policy;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.ElementDefinition;
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
    private final Named[] issued;
    private final String[] categories;
    private final String outsideRule;
    private final SortedSet<String> telling = new TreeSet<>();
    private final SortedMap<String, String> onlyWhere = new TreeMap<>();
    private final SortedSet<String> mandatory = new TreeSet<>();
    private final List<List<String>> eitherOr = new ArrayList<>();

    Release(Pack pack) {
        Dictionary dictionary = pack.dictionary();
        String profile = pack.profile();
        pack.lines().forEach(this::enter);
        List<String> slots = new ArrayList<>();
        for (ElementDefinition element : dictionary.elements()) {
            if (pack.anonymous() && dictionary.identifies(element.id())) {
                telling.add(element.id());
            }
            if (element.control()) {
                control.add(element.id());
                continue;
            }
            if (dictionary.profile(profile).orElse(Set.of()).contains(element.id())) {
                if (!slots.contains(element.category())) {
                    slots.add(element.category());
                }
                named.put(element.id(), compile(pack, element, slots.indexOf(element.category())));
            }
        }
        categories = slots.toArray(String[]::new);
        outsideRule = pack.id() + "/" + profile;
        named.values().stream()
                .filter(each -> each.onlyWhere() != null)
                .forEach(each -> onlyWhere.put(each.id(), Objects.requireNonNull(each.onlyWhere())));
        issued = named.values().stream()
                .filter(Named::issued)
                .sorted(Comparator.comparing(Named::id))
                .toArray(Named[]::new);
    }

    private void enter(RuleLine line) {
        String element = line.element();
        if (element == null) {
            return;
        }
        if (line.rule() == Rule.REQUIRED) {
            mandatory.add(element);
        } else if (line.reasonElement() != null) {
            eitherOr.add(List.of(element, line.reasonElement()));
        }
    }

    private static Named compile(Pack pack, ElementDefinition element, int slot) {
        RuleLine line = pack.line(element).orElse(null);
        Rule rule = line == null ? null : line.rule();
        String by = line == null ? "" : "/" + (line.category() == null ? element.id() : element.category());
        @Nullable
        Because kept =
                rule == null ? Because.POLICY_DOES_NOT_NAME : rule == Rule.FORBIDDEN ? Because.POLICY_FORBIDS : null;
        return Named.of(element, slot, pack.id() + by, line == null ? null : line.onlyWhere(), kept);
    }

    /** Ids that must pass; an issued one among them is never missing, only withheld. What the law keeps is not missed. */
    SortedSet<String> mandatory(Coverage coverage) {
        if (coverage.nothingByLaw()) {
            return Collections.unmodifiableSortedSet(mandatory);
        }
        SortedSet<String> missed = new TreeSet<>(mandatory);
        missed.removeIf(id -> keptByLaw(id, coverage));
        return Collections.unmodifiableSortedSet(missed);
    }

    List<List<String>> eitherOr(Coverage coverage) {
        if (coverage.nothingByLaw()) {
            return Collections.unmodifiableList(eitherOr);
        }
        return eitherOr.stream()
                .filter(pair -> !keptByLaw(pair.get(0), coverage))
                .toList();
    }

    /** The categories of what may go, without what stays by law: what a consent would have to name. */
    SortedSet<String> categories(Set<String> byLaw) {
        return categories(named.keySet(), byLaw);
    }

    /** Those of them without which nothing goes: a consent that leaves one out leads to a hold. */
    SortedSet<String> needed(Set<String> byLaw) {
        Set<String> ids = new HashSet<>(mandatory);
        eitherOr.stream().filter(pair -> !byLaw.contains(pair.get(0))).forEach(ids::addAll);
        return categories(ids, byLaw);
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
        return Collections.unmodifiableSortedMap(onlyWhere);
    }

    /** Of an anonymous profile: the elements that tell who the child is. Of any other profile: none. */
    public SortedSet<String> telling() {
        return Collections.unmodifiableSortedSet(telling);
    }

    /** Those of them that are here. */
    SortedSet<String> telling(Set<String> present) {
        if (telling.isEmpty()) {
            return telling();
        }
        SortedSet<String> here = new TreeSet<>(telling);
        here.retainAll(present);
        return here;
    }

    /** The verdict on elements that may not even be in the message. */
    SortedMap<String, Decision.Verdict> outside(Set<String> ids) {
        SortedMap<String, Decision.Verdict> verdicts = new TreeMap<>();
        ids.forEach(id -> verdicts.put(id, Named.staying(outsideRule, Because.NOT_IN_PROFILE)));
        return Collections.unmodifiableSortedMap(verdicts);
    }

    private boolean keptByLaw(String id, Coverage coverage) {
        Named element = named.get(id);
        return element != null && coverage.lawRow(element) != null;
    }

    /** The category of an element of the profile. */
    public String categoryOf(String id) {
        return categories[Objects.requireNonNull(named.get(id)).slot()];
    }

    /** Whether there is nothing here that a message would hold. */
    public boolean onlyIssued(Set<String> ids) {
        return ids.stream().allMatch(id -> Objects.requireNonNull(named.get(id)).issued());
    }

    /**
     * The verdict on every element that the message holds or Sluis would issue. Control elements get none: they steer and
     * never leave.
     *
     * @param present in alphabetical order
     */
    Sorted sort(SortedSet<String> present, Coverage coverage) {
        if (present.comparator() != null) {
            throw new IllegalArgumentException("the elements present are not in alphabetical order");
        }
        coverage.of(categories.length);
        String[] ids = new String[present.size() + issued.length];
        Decision.Verdict[] verdicts = new Decision.Verdict[ids.length];
        int count = 0;
        int next = 0;
        boolean releases = false;
        for (String id : present) {
            for (; next < issued.length && issued[next].id().compareTo(id) < 0; next++) {
                ids[count] = issued[next].id();
                verdicts[count++] = coverage.verdict(issued[next]);
            }
            Named element = named.get(id);
            if (element == null && control.contains(id) || element != null && element.issued()) {
                continue;
            }
            Decision.Verdict verdict =
                    element == null ? Named.staying(outsideRule, Because.NOT_IN_PROFILE) : coverage.verdict(element);
            releases |= verdict.passes();
            ids[count] = id;
            verdicts[count++] = verdict;
        }
        for (; next < issued.length; next++) {
            ids[count] = issued[next].id();
            verdicts[count++] = coverage.verdict(issued[next]);
        }
        return new Sorted(new Verdicts(Arrays.copyOf(ids, count), Arrays.copyOf(verdicts, count)), releases);
    }

    /** @param releases whether anything but an issued element passes */
    record Sorted(Verdicts verdicts, boolean releases) {}
}
