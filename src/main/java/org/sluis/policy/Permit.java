package org.sluis.policy;

import org.sluis.canonical.Outcome;
import org.sluis.canonical.Proof;
import org.sluis.consent.ConsentedRequest;

/** Proof that law, consent and policy permit this disclosure now, element by element. Minted by {@link Decide} only. */
public final class Permit implements Proof {
    private final ConsentedRequest consented;
    private final DecisionInput input;
    private final Decision decision;

    Permit(ConsentedRequest consented, DecisionInput input, Decision decision) {
        if (decision.outcome() != Outcome.PERMIT) {
            throw new IllegalArgumentException("a permit is made of a decision that permits");
        }
        this.consented = consented;
        this.input = input;
        this.decision = decision;
    }

    public ConsentedRequest consented() {
        return consented;
    }

    public DecisionInput input() {
        return input;
    }

    public Decision decision() {
        return decision;
    }

    /** Whether this element may leave. An element the decision does not know may not. */
    public boolean permits(String element) {
        Decision.Verdict verdict = decision.elements().get(element);
        return verdict != null && verdict.passes();
    }

    @Override
    public String toString() {
        return "Permit[" + consented.request().authenticated().received().disclosure() + "]";
    }
}
