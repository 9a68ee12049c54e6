package org.sluis.protect;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Element;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.canonical.ValueType;
import org.sluis.consent.Pupil;
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
    private static final String PUPIL = "subject.localId";
    private static final String NOBODY = "nobody";

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
        List<Element> issued = new ArrayList<>();
        for (ElementDefinition element : dictionary.elements()) {
            if (element.type() == ValueType.PAIRWISE && permit.permits(element.id())) {
                issue(element, minimised, exchange.sender().id().value(), pseudonyms, issued);
            }
        }
        return new PseudonymisedRecord(
                permit, minimised.elements().with(issued), pseudonyms.epoch(), minimised.attested(), issued);
    }

    private void issue(
            ElementDefinition element, MinimisedRecord minimised, String sender, Pseudonyms by, List<Element> to) {
        int repeats = element.repeats() ? minimised.elements().repeats(element.group()) : 1;
        if (!element.repeats() && !present(element, minimised)) {
            return;
        }
        for (int position = 0; position < repeats; position++) {
            if (element.repeats() && !minimised.elements().holds(element.group(), position)) {
                continue;
            }
            Optional<String> id = derive(element, position, minimised.permit(), sender, by);
            if (id.isPresent()) {
                to.add(new Element(element.id(), position, id.get()));
            } else if (minimised.permit().decision().mandatory().contains(element.id())) {
                throw new Refused(Reason.ELEMENT_MANDATORY_MISSING, element.of().toArray(String[]::new));
            }
        }
    }

    /** A group is there when one of its permitted elements is; whom it is about, and a group that has only issued ids, always. */
    private boolean present(ElementDefinition element, MinimisedRecord minimised) {
        return minimised.elements().repeats(element.group()) > 0
                || ofPupil(element) && minimised.permit().consented().pupil() != null
                || dictionary.elements().stream()
                        .filter(other -> other.group().equals(element.group()))
                        .allMatch(other -> other.type() == ValueType.PAIRWISE);
    }

    private static boolean ofPupil(ElementDefinition element) {
        return element.of().equals(List.of(PUPIL));
    }

    private Optional<String> derive(
            ElementDefinition element, int position, Permit permit, String sender, Pseudonyms by) {
        Pupil pupil = permit.consented().pupil();
        String of = pupil != null && ofPupil(element)
                ? pupil.school().value() // the same, whoever tells of the pupil
                : sender;
        List<String> parts = new ArrayList<>(List.of(element.group(), of));
        boolean ownId = false;
        boolean sendersId = false;
        for (String source : element.of()) {
            boolean repeats = dictionary.element(source).repeats();
            ownId |= repeats;
            sendersId |= dictionary.element(source).control();
            Optional<String> value = source.equals(PUPIL)
                    ? Optional.ofNullable(pupil).map(Pupil::localId)
                    : permit.consented().request().elements().value(source, repeats ? position : 0);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            parts.add(value.get());
        }
        if (element.repeats() && !ownId) {
            parts.add(Integer.toString(position));
        }
        if (sendersId && permit.input().facts().subject() == null) {
            parts.add(NOBODY); // or a signal with the sender's same id would tell afterwards whom a question was about
        }
        return Optional.of(by.of(parts.toArray(String[]::new)));
    }
}
