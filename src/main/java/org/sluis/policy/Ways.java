package org.sluis.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.party.PartyKind;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.PackFault;
import org.sluis.policy.pack.Side;

/**
 * Which policy governs which way. A policy that names a party is more specific than one that names its kind, and where
 * there is one it governs alone: closed or not in force, no general policy takes its place.
 */
final class Ways {
    private static final int KINDS = PartyKind.values().length;

    /** Those that name a party. */
    private final Map<Way, Policy> naming = new HashMap<>();

    private final Map<String, OfPurpose> purposes = new HashMap<>();

    /** Of one purpose: whether some name a party; and those that do not, by the kinds of discloser and recipient. */
    private static final class OfPurpose {
        private boolean naming;
        private final @Nullable Policy[] byKinds = new @Nullable Policy[KINDS * KINDS];
    }

    /** On each side a party or a kind, never both. */
    private record Way(Purpose purpose, End discloser, End recipient) {}

    private record End(@Nullable PartyId party, @Nullable PartyKind kind) {}

    Ways(List<Policy> all) {
        all.forEach(policy -> of(policy.pack()).forEach(way -> note(way, policy)));
    }

    private void note(Way way, Policy policy) {
        OfPurpose own = purposes.computeIfAbsent(way.purpose().value(), first -> new OfPurpose());
        PartyKind from = way.discloser().kind();
        PartyKind to = way.recipient().kind();
        if (from == null || to == null) {
            naming.put(way, policy);
            own.naming = true;
        } else {
            own.byKinds[place(from, to)] = policy;
        }
    }

    private static int place(PartyKind from, PartyKind to) {
        return from.ordinal() * KINDS + to.ordinal();
    }

    /** The policy that governs this way, in force or not. One look-up where no policy of the purpose names a party, else four. */
    @Nullable
    Policy find(Purpose purpose, PartyId discloser, PartyKind ofDiscloser, PartyId recipient, PartyKind ofRecipient) {
        OfPurpose own = purposes.get(purpose.value());
        if (own == null) {
            return null;
        } else if (own.naming) {
            End from = new End(null, ofDiscloser);
            End to = new End(null, ofRecipient);
            End thisOne = new End(discloser, null);
            End toThisOne = new End(recipient, null);
            for (Way way : new Way[] {
                new Way(purpose, thisOne, toThisOne), new Way(purpose, thisOne, to), new Way(purpose, from, toThisOne)
            }) {
                Policy policy = naming.get(way);
                if (policy != null) {
                    return policy;
                }
            }
        }
        return own.byKinds[place(ofDiscloser, ofRecipient)];
    }

    /** Notes every two packs between which it is not clear who governs. */
    static void check(List<Pack> packs, List<PackFault> faults) {
        Map<Way, Pack> taken = new HashMap<>();
        for (Pack pack : packs) {
            of(pack).stream()
                    .flatMap(way -> Stream.ofNullable(taken.put(way, pack)))
                    .findFirst()
                    .ifPresent(other -> faults.add(fault(
                            pack,
                            "purpose, discloser and recipient are those of " + other.id(),
                            "write one policy for both, or another purpose")));
            packs.stream()
                    .filter(other -> other.purpose().equals(pack.purpose()) && cross(pack, other))
                    .findFirst()
                    .ifPresent(other -> faults.add(fault(
                            pack,
                            "it names a discloser, " + other.id() + " a recipient, and both would govern between them",
                            "name discloser and recipient in one of the two")));
        }
    }

    private static boolean cross(Pack byDiscloser, Pack byRecipient) {
        return !byDiscloser.discloser().named().isEmpty()
                && byDiscloser.recipient().named().isEmpty()
                && byRecipient.discloser().named().isEmpty()
                && !byRecipient.recipient().named().isEmpty()
                && meet(byDiscloser.disclosers(), byRecipient.disclosers())
                && meet(byDiscloser.recipients(), byRecipient.recipients());
    }

    private static boolean meet(List<PartyKind> some, List<PartyKind> others) {
        return some.stream().anyMatch(others::contains);
    }

    private static PackFault fault(Pack pack, String wrong, String instead) {
        return new PackFault(pack.id() + "/policy.yaml", 1, wrong, instead);
    }

    private static List<Way> of(Pack pack) {
        List<Way> ways = new ArrayList<>();
        for (End discloser : ends(pack.discloser())) {
            ends(pack.recipient()).forEach(recipient -> ways.add(new Way(pack.purpose(), discloser, recipient)));
        }
        return ways;
    }

    private static List<End> ends(Side side) {
        return side.named().isEmpty()
                ? side.kinds().stream().map(kind -> new End(null, kind)).toList()
                : side.named().stream().map(party -> new End(party, null)).toList();
    }
}
