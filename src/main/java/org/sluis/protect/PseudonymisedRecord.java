package org.sluis.protect;

import java.util.List;
import org.sluis.canonical.Element;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Proof;
import org.sluis.policy.Permit;

/** Proof that every id in the record is one that this recipient alone knows. Minted by {@link Pseudonymise} only. */
public final class PseudonymisedRecord implements Proof {
    private final Permit permit;
    private final Elements elements;
    private final String epoch;
    private final Attested attested;
    private final List<Element> issued;

    PseudonymisedRecord(Permit permit, Elements elements, String epoch, Attested attested, List<Element> issued) {
        this.permit = permit;
        this.elements = elements;
        this.epoch = epoch;
        this.attested = attested;
        this.issued = List.copyOf(issued);
    }

    public Permit permit() {
        return permit;
    }

    Elements elements() {
        return elements;
    }

    /** The pseudonym epoch the ids were derived in. */
    String epoch() {
        return epoch;
    }

    /** The ids that were derived for this recipient. */
    List<Element> issued() {
        return issued;
    }

    /** What its author attested to. */
    Attested attested() {
        return attested;
    }

    @Override
    public String toString() {
        return "PseudonymisedRecord" + elements.ids();
    }
}
