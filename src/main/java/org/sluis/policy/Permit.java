package org.sluis.policy;

import java.util.function.BiPredicate;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Proof;
import org.sluis.consent.ConsentedRequest;

/** Proof that law, consent and policy permit this disclosure now, element by element. Minted by {@link Decide} only. */
public final class Permit implements Proof {
    private final ConsentedRequest consented;
    private final KeptDecision kept;
    private final BiPredicate<String, String> attestable;

    /** @param attestable whether a kind of passage in free text may be attested to for a reason */
    Permit(ConsentedRequest consented, KeptDecision kept, BiPredicate<String, String> attestable) {
        if (kept.decision().outcome() != Outcome.PERMIT) {
            throw new IllegalArgumentException("a permit is made of a decision that permits");
        }
        this.consented = consented;
        this.kept = kept;
        this.attestable = attestable;
    }

    public ConsentedRequest consented() {
        return consented;
    }

    public DecisionInput input() {
        return kept.input();
    }

    public Decision decision() {
        return kept.decision();
    }

    /** The decision as it is to be kept. */
    public KeptDecision kept() {
        return kept;
    }

    /** Whether this element may leave. An element the decision does not know may not. */
    public boolean permits(String element) {
        return decision().permits(element);
    }

    /**
     * What of the message may leave: each permitted element, and of those that go only where they are marked the ones
     * beside such a mark.
     */
    public Elements of(Elements sent) {
        return decision().of(sent);
    }

    /** Whether the policy lets an author attest, for this reason, that passages of this kind may stand. */
    public boolean mayAttest(String kind, String reason) {
        return attestable.test(kind, reason);
    }

    @Override
    public String toString() {
        return "Permit[" + consented.request().authenticated().received().disclosure() + "]";
    }
}
