package org.sluis.policy;

import static java.util.stream.Collectors.collectingAndThen;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sluis.canonical.TextSet;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.Rule;

/** What a pack demands of a message, compiled once at load. What the law keeps is not missed. */
final class Demands {
    private final Map<String, Named> named;
    private final TextSet mandatory;
    private final Named[] required;
    private final List<List<String>> eitherOr;
    /** The first of each of these pairs. */
    private final Named[] either;

    /** @param named the elements of the profile by their ids */
    Demands(Pack pack, Map<String, Named> named) {
        this.named = named;
        mandatory = pack.lines().stream()
                .filter(line -> line.rule() == Rule.REQUIRED)
                .flatMap(line -> Stream.ofNullable(line.element()))
                .collect(collectingAndThen(Collectors.toList(), TextSet::of));
        eitherOr = pack.lines().stream()
                .filter(line -> line.rule() != Rule.REQUIRED && line.element() != null && line.reasonElement() != null)
                .map(line ->
                        List.of(Objects.requireNonNull(line.element()), Objects.requireNonNull(line.reasonElement())))
                .toList();
        required = named(mandatory.stream());
        either = named(eitherOr.stream().map(pair -> pair.get(0)));
    }

    /** Every element without which nothing goes. @param byLaw elements and categories that stay by law */
    Set<String> ids(Set<String> byLaw) {
        Set<String> ids = new HashSet<>(mandatory);
        eitherOr.stream().filter(pair -> !byLaw.contains(pair.get(0))).forEach(ids::addAll);
        return ids;
    }

    /** Ids that must pass; an issued one among them is never missing, only withheld. What the law keeps is not missed. */
    SortedSet<String> mandatory(Coverage coverage) {
        return coverage.nothingByLaw() ? mandatory : mandatoryBut(coverage);
    }

    private SortedSet<String> mandatoryBut(Coverage coverage) {
        if (noneKept(required, coverage)) {
            return mandatory;
        }
        SortedSet<String> missed = new TreeSet<>(mandatory);
        missed.removeIf(id -> keptByLaw(id, coverage));
        return Collections.unmodifiableSortedSet(missed);
    }

    List<List<String>> eitherOr(Coverage coverage) {
        return coverage.nothingByLaw() ? eitherOr : eitherOrBut(coverage);
    }

    private List<List<String>> eitherOrBut(Coverage coverage) {
        if (noneKept(either, coverage)) {
            return eitherOr;
        }
        return eitherOr.stream()
                .filter(pair -> !keptByLaw(pair.get(0), coverage))
                .toList();
    }

    private static boolean noneKept(Named[] elements, Coverage coverage) {
        for (int i = 0; i < elements.length; i++) {
            if (coverage.lawRow(elements[i]) != null) {
                return false;
            }
        }
        return true;
    }

    private Named[] named(Stream<String> ids) {
        return ids.flatMap(id -> Stream.ofNullable(named.get(id))).toArray(Named[]::new);
    }

    private boolean keptByLaw(String id, Coverage coverage) {
        Named element = named.get(id);
        return element != null && coverage.lawRow(element) != null;
    }
}
