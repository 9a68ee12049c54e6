package org.sluis.protect;

import org.sluis.canonical.Proof;
import org.sluis.connector.Rendered;
import org.sluis.policy.Permit;

/** Proof that the recipient's format was built from permitted elements alone. Minted by {@link TranslateOut} only. */
public final class RenderedPayload implements Proof {
    private final Permit permit;
    private final Rendered rendered;
    private final String epoch;
    private final Attested attested;

    RenderedPayload(Permit permit, Rendered rendered, String epoch, Attested attested) {
        this.permit = permit;
        this.rendered = rendered;
        this.epoch = epoch;
        this.attested = attested;
    }

    public Permit permit() {
        return permit;
    }

    Rendered rendered() {
        return rendered;
    }

    String epoch() {
        return epoch;
    }

    /** What its author attested to. */
    Attested attested() {
        return attested;
    }

    @Override
    public String toString() {
        return "RenderedPayload" + rendered.elements();
    }
}
