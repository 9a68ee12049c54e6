package org.sluis.protect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Element;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.canonical.ValueType;
import org.sluis.consent.Pupil;
import org.sluis.policy.Decision;

/**
 * Which ids a record gets, and what each is made of; how an id is made of it, and for whom, is told from outside.
 *
 * @param sent what the message said: ids are made of what it says, also of what stays
 * @param sender whose message it is
 * @param pupil whom it is about, by the school's own id; null where the register knows nobody
 * @param nobody whether it is about nobody that the register knows
 * @param made an id of its parts, the same of the same
 */
record Issuing(
        Dictionary dictionary,
        Decision decision,
        Elements sent,
        String sender,
        @Nullable Pupil pupil,
        boolean nobody,
        Function<List<String>, String> made) {
    private static final String PUPIL = "subject.localId";
    private static final String NOBODY = "nobody";

    /**
     * The ids of what is kept of it.
     *
     * @throws Refused where an id that the policy requires cannot be made because the message lacks what it is made of
     */
    List<Element> of(Elements kept) {
        List<Element> issued = new ArrayList<>();
        for (ElementDefinition element : dictionary.elements()) {
            if (element.type() == ValueType.PAIRWISE && decision.permits(element.id())) {
                issue(element, kept, issued);
            }
        }
        return issued;
    }

    private void issue(ElementDefinition element, Elements kept, List<Element> to) {
        int repeats = element.repeats() ? kept.repeats(element.group()) : 1;
        if (!element.repeats() && !present(element, kept)) {
            return;
        }
        for (int position = 0; position < repeats; position++) {
            if (element.repeats() && !kept.holds(element.group(), position)) {
                continue;
            }
            Optional<String> id = derive(element, position);
            if (id.isPresent()) {
                to.add(new Element(element.id(), position, id.get()));
            } else if (decision.mandatory().contains(element.id())) {
                throw new Refused(Reason.ELEMENT_MANDATORY_MISSING, element.of().toArray(String[]::new));
            }
        }
    }

    /** A group is there when one of its permitted elements is; whom it is about, and a group that has only issued ids, always. */
    private boolean present(ElementDefinition element, Elements kept) {
        return kept.repeats(element.group()) > 0
                || ofPupil(element) && pupil != null
                || dictionary.elements().stream()
                        .filter(other -> other.group().equals(element.group()))
                        .allMatch(other -> other.type() == ValueType.PAIRWISE);
    }

    private static boolean ofPupil(ElementDefinition element) {
        return element.of().equals(List.of(PUPIL));
    }

    private Optional<String> derive(ElementDefinition element, int position) {
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
                    : sent.value(source, repeats ? position : 0);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            parts.add(value.get());
        }
        if (element.repeats() && !ownId) {
            parts.add(Integer.toString(position));
        }
        if (sendersId && nobody) {
            parts.add(NOBODY); // or a signal with the sender's same id would tell afterwards whom a question was about
        }
        return Optional.of(made.apply(parts));
    }
}
