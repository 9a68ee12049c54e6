package org.sluis.protect;

import java.util.List;
import org.sluis.canonical.Element;
import org.sluis.canonical.Proof;
import org.sluis.connector.Rendered;
import org.sluis.policy.Permit;

/** Proof that the recipient's format was built from permitted elements alone. Minted by {@link TranslateOut} only. */
public final class RenderedPayload implements Proof {
    private final Permit permit;
    private final Rendered rendered;
    private final String epoch;
    private final Attested attested;
    private final List<Element> issued;

    RenderedPayload(Permit permit, Rendered rendered, String epoch, Attested attested, List<Element> issued) {
        this.permit = permit;
        this.rendered = rendered;
        this.epoch = epoch;
        this.attested = attested;
        this.issued = List.copyOf(issued);
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

    /** The ids in it that this recipient alone knows. */
    List<Element> issued() {
        return issued;
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
