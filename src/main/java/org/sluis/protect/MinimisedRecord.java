package org.sluis.protect;

import org.sluis.canonical.Elements;
import org.sluis.canonical.Proof;
import org.sluis.policy.Permit;

/** Proof that only permitted elements are left and every mandatory one is there. Minted by {@link Minimise} only. */
public final class MinimisedRecord implements Proof {
    private final Permit permit;
    private final Elements elements;
    private final Attested attested;

    MinimisedRecord(Permit permit, Elements elements, Attested attested) {
        this.permit = permit;
        this.elements = elements;
        this.attested = attested;
    }

    public Permit permit() {
        return permit;
    }

    Elements elements() {
        return elements;
    }

    /** What its author attested to. */
    Attested attested() {
        return attested;
    }

    @Override
    public String toString() {
        return "MinimisedRecord" + elements.ids();
    }
}
