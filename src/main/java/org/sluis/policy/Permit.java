package org.sluis.policy;

import java.util.Optional;
import org.sluis.canonical.Elements;
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

    /**
     * What of the message may leave: each permitted element, and of those that go only where they are marked the ones
     * beside such a mark.
     */
    public Elements of(Elements sent) {
        return sent.only(element -> {
            String mark = decision.onlyWhere().get(element.id());
            return permits(element.id())
                    && (mark == null || sent.value(mark, element.position()).equals(Optional.of("true")));
        });
    }

    @Override
    public String toString() {
        return "Permit[" + consented.request().authenticated().received().disclosure() + "]";
    }
}
