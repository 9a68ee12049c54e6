package org.sluis.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Label;
import org.sluis.canonical.Purpose;
import org.sluis.law.ConsentFacts;
import org.sluis.party.Party;
import org.sluis.policy.pack.Pack;

/** What there is to ask consent for: the ways that a policy in force knows, each with the categories it may release. */
public final class Askable {
    private final Packs packs;
    private final Shut shut;

    Askable(Packs packs, Shut shut) {
        this.packs = packs;
        this.shut = shut;
    }

    /** One way, from a discloser to a recipient. */
    public static final class Way {
        private final Policy policy;

        private Way(Policy policy) {
            this.policy = policy;
        }

        /** The id of the policy. */
        public String policy() {
            return policy.pack().id();
        }

        public Purpose purpose() {
            return policy.pack().purpose();
        }

        /** The purpose in words. */
        public Label label() {
            return policy.pack().label();
        }

        /** What a consent may name. @param byLaw elements and categories that stay whatever is consented to */
        public SortedSet<String> categories(Set<String> byLaw) {
            return policy.release().categories(byLaw);
        }

        /** Without which of them nothing goes. */
        public SortedSet<String> needed(Set<String> byLaw) {
            return policy.release().needed(byLaw);
        }
    }

    /**
     * The way for this purpose; none where no policy in force knows it for somebody of this age, where it was closed, or
     * where it is about nobody in particular.
     */
    public Optional<Way> way(Purpose purpose, Party discloser, Party recipient, ConsentFacts about) {
        return Optional.ofNullable(packs.find(purpose, discloser, recipient))
                .filter(policy -> asks(policy.pack(), recipient, about))
                .map(Way::new);
    }

    /** Every way between these two, or that for one purpose, in the order of the policies' names. */
    public List<Way> ways(Party discloser, Party recipient, @Nullable Purpose only, ConsentFacts about) {
        return packs.all().stream()
                .filter(policy -> policy == packs.find(policy.pack().purpose(), discloser, recipient)
                        && asks(policy.pack(), recipient, about)
                        && (only == null || policy.pack().purpose().equals(only)))
                .map(Way::new)
                .toList();
    }

    private boolean asks(Pack pack, Party recipient, ConsentFacts about) {
        return !pack.anonymous()
                && pack.inForce(about.day())
                && pack.forAge(about.ageBand())
                && shut.word(pack.purpose(), recipient.id(), pack) == null;
    }
}
