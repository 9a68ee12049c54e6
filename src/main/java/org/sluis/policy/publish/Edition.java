package org.sluis.policy.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Purpose;
import org.sluis.law.Law;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.Packs;
import org.sluis.policy.Shut;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.PackNotValid;
import org.sluis.policy.publish.RuleChange.Kind;
import org.sluis.policy.publish.RuleChange.What;

/**
 * A controller's rules as they were read once. What is in force follows from the moment alone: of each policy the newest
 * publication that has begun, unless it was closed since.
 *
 * @param epoch what the controller's row said when they were read
 * @param changes all of them, in order
 * @param packs by digest, those of which the content is what was published
 * @param trusted the changes that the log and the signatures bear out
 */
record Edition(long epoch, List<RuleChange> changes, Map<String, Pack> packs, Set<RuleChange> trusted) {

    /** Of each policy, the publication in force; whether it can be trusted is another matter. */
    List<RuleChange> published(Instant now) {
        List<RuleChange> published = new ArrayList<>();
        for (String policy : names()) {
            newest(Kind.POLICY, policy, Set.of(What.PUBLISHED), now).ifPresent(published::add);
        }
        return published;
    }

    /** The names of a kind that are closed now, and those of which the newest change does not verify. */
    Set<String> closed(Kind kind, Instant now) {
        Set<String> closed = names();
        closed.removeIf(name -> newest(kind, name, Set.of(What.values()), now)
                .filter(change -> change.what() == What.CLOSED || !trusted.contains(change))
                .isEmpty());
        return closed;
    }

    /** The next moment at which something begins; the end of time where nothing does. */
    Instant changesNext(Instant now) {
        return changes.stream()
                .map(RuleChange::effective)
                .filter(at -> at.isAfter(now))
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    /** By which to decide at that moment. A publication that does not verify denies its whole purpose. */
    DecisionPoint at(Instant now, Dictionary dictionary, Law law) {
        List<Pack> good = new ArrayList<>();
        Set<Purpose> untrusted = new HashSet<>();
        for (RuleChange change : published(now)) {
            Pack pack = packs.get(String.valueOf(change.digest()));
            if (trusted.contains(change)
                    && pack != null
                    && pack.id().equals(change.name())
                    && pack.purpose().value().equals(change.purpose())) {
                good.add(pack);
            } else {
                untrusted.add(new Purpose(String.valueOf(change.purpose())));
            }
        }
        boolean whole =
                IntStream.range(0, changes.size()).allMatch(i -> changes.get(i).version() == i + 1);
        try {
            return DecisionPoint.of(Packs.of(good, dictionary), law)
                    .but(new Shut(closed(Kind.POLICY, now), closed(Kind.RECIPIENT, now), untrusted, !whole));
        } catch (PackNotValid twoForOneWay) {
            return DecisionPoint.of(Packs.of(List.of(), dictionary), law)
                    .but(new Shut(Set.of(), Set.of(), Set.of(), true));
        }
    }

    private Set<String> names() {
        return changes.stream().map(RuleChange::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private Optional<RuleChange> newest(Kind kind, String name, Set<What> what, Instant now) {
        return changes.stream()
                .filter(change -> change.kind() == kind
                        && change.name().equals(name)
                        && what.contains(change.what())
                        && !change.effective().isAfter(now))
                .reduce((older, newer) -> newer);
    }
}
