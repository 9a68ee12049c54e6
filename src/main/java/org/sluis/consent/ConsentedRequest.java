package org.sluis.consent;

import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Proof;
import org.sluis.connector.DisclosureRequest;
import org.sluis.law.ConsentFacts;

/** Proof that the register was asked. What it knows may be nothing. Minted by {@link ResolveConsent} only. */
public final class ConsentedRequest implements Proof {
    private final DisclosureRequest request;
    private final ConsentFacts facts;
    private final @Nullable Pupil pupil;

    ConsentedRequest(DisclosureRequest request, ConsentFacts facts, @Nullable Pupil pupil) {
        this.request = request;
        this.facts = facts;
        this.pupil = pupil;
    }

    public DisclosureRequest request() {
        return request;
    }

    public ConsentFacts facts() {
        return facts;
    }

    /** Whom it is about; null where it is about nobody, or by an id that nobody was told. */
    public @Nullable Pupil pupil() {
        return pupil;
    }

    @Override
    public String toString() {
        return "ConsentedRequest[" + request.authenticated().received().disclosure() + "]";
    }
}
