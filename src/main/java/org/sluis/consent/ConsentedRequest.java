package org.sluis.consent;

import org.sluis.canonical.Proof;
import org.sluis.connector.DisclosureRequest;
import org.sluis.law.ConsentFacts;

/** Proof that the register was asked. What it knows may be nothing. Minted by {@link ResolveConsent} only. */
public final class ConsentedRequest implements Proof {
    private final DisclosureRequest request;
    private final ConsentFacts facts;

    ConsentedRequest(DisclosureRequest request, ConsentFacts facts) {
        this.request = request;
        this.facts = facts;
    }

    public DisclosureRequest request() {
        return request;
    }

    public ConsentFacts facts() {
        return facts;
    }

    @Override
    public String toString() {
        return "ConsentedRequest[" + request.authenticated().received().disclosure() + "]";
    }
}
