package org.sluis.protect;

import java.util.List;
import java.util.Objects;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Element;
import org.sluis.keys.KeyFolder;
import org.sluis.party.Authenticated;
import org.sluis.policy.Permit;
import org.sluis.vault.Pseudonyms;

/**
 * Step 7 of the spine: every id that leaves is derived for this recipient alone ({@link Pseudonyms}). The same subject keeps the
 * same id at the same recipient within a pseudonym epoch, whoever tells it something. No id of the school, no BSN and no hash of
 * one leaves.
 */
public final class Pseudonymise {
    private final Dictionary dictionary;
    private final KeyFolder keys;

    public Pseudonymise(Dictionary dictionary, KeyFolder keys) {
        this.dictionary = dictionary;
        this.keys = keys;
    }

    /** Holds when an id that the policy requires cannot be derived because the message lacks what it is derived from. */
    public PseudonymisedRecord pseudonymise(MinimisedRecord minimised) {
        Objects.requireNonNull(minimised, "nothing was minimised");
        Permit permit = minimised.permit();
        Authenticated exchange = permit.consented().request().authenticated();
        Pseudonyms pseudonyms = new Pseudonyms(
                keys, exchange.tenant(), exchange.recipient().id().value());
        List<Element> issued = new Issuing(
                        dictionary,
                        permit.decision(),
                        permit.consented().request().elements(),
                        exchange.sender().id().value(),
                        permit.consented().pupil(),
                        permit.input().facts().subject() == null,
                        parts -> pseudonyms.of(parts.toArray(String[]::new)))
                .of(minimised.elements());
        return new PseudonymisedRecord(
                permit, minimised.elements().with(issued), pseudonyms.epoch(), minimised.attested(), issued);
    }
}
