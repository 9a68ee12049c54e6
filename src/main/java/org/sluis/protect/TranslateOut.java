package org.sluis.protect;

import java.util.Objects;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.connector.Connectors;
import org.sluis.connector.FirstMessages;
import org.sluis.connector.Rendered;
import org.sluis.party.Party;
import org.sluis.party.Reception;
import org.sluis.policy.Permit;

/**
 * Step 8 of the spine: the recipient's format, written from the pseudonymised elements by the recipient's own mapping
 * file. It stands here and not beside the mappings because it is the last to see who was permitted what, and checks it.
 */
public final class TranslateOut {
    private final Connectors connectors;

    private final FirstMessages firstMessages;

    public TranslateOut(Connectors connectors, FirstMessages firstMessages) {
        this.connectors = connectors;
        this.firstMessages = firstMessages;
    }

    /** Holds when the recipient's profile or format cannot be met, or nothing can reach the recipient. */
    public RenderedPayload translateOut(PseudonymisedRecord record) {
        Objects.requireNonNull(record, "nothing was pseudonymised");
        Permit permit = record.permit();
        Party recipient = permit.consented().request().authenticated().recipient();
        Reception receives = recipient.receives();
        if (receives == null) {
            throw new Refused(Reason.RECIPIENT_WITHOUT_KEY);
        }
        Rendered rendered = connectors.out(receives.connector()).render(record.elements());
        for (String element : rendered.elements()) {
            if (!permit.permits(element)) {
                throw new IllegalStateException("the mapping wrote an element that is not permitted: " + element);
            }
        }
        firstMessages.check(receives.connector(), rendered);
        return new RenderedPayload(
                permit,
                rendered,
                record.epoch(),
                record.attested(),
                record.issued().stream()
                        .filter(id -> rendered.elements().contains(id.id()))
                        .toList());
    }
}
