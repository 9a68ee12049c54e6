package org.sluis.protect;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.canonical.ValueType;
import org.sluis.freetext.Screen;
import org.sluis.policy.Decision;
import org.sluis.policy.Permit;

/**
 * Step 6 of the spine: a new record is built from the permitted elements, and nothing else (GDPR art. 5(1)(c)). Half a
 * message is no message: a mandatory element that is withheld or missing holds it, and so does free text that a person
 * must look at and did not attest to.
 */
public final class Minimise {
    private final Dictionary dictionary;
    private final InspectText text;

    public Minimise(Dictionary dictionary, Screen screen, EarlierHold earlier) {
        this.dictionary = dictionary;
        this.text = new InspectText(screen, earlier);
    }

    /** Holds with element ids and positions, never with values. */
    public MinimisedRecord minimise(Permit permit) {
        Objects.requireNonNull(permit, "nothing was permitted");
        Elements sent = permit.consented().request().elements();
        Elements kept = permit.of(sent);
        holdUnlessWhole(dictionary, permit.decision(), sent, kept);
        return new MinimisedRecord(permit, kept, text.inspect(permit, kept));
    }

    /** What repeats is mandatory of each: an agreement that is nobody's is none, whoever has the others. */
    private static List<String> ofWhichItIsMissing(ElementDefinition element, Elements kept) {
        return IntStream.range(0, element.repeats() ? kept.repeats(element.group()) : 0)
                .filter(at -> kept.holds(element.group(), at)
                        && kept.value(element.id(), at).isEmpty())
                .mapToObj(at -> element.id() + "[" + at + "]")
                .toList();
    }

    static void holdUnlessWhole(Dictionary dictionary, Decision decision, Elements sent, Elements kept) {
        List<String> missing = new ArrayList<>();
        List<String> withheld = new ArrayList<>();
        for (String id : decision.mandatory()) {
            if (dictionary.element(id).type() == ValueType.PAIRWISE) {
                if (!decision.permits(id)) {
                    withheld.add(id);
                }
            } else if (!sent.ids().contains(id)) {
                missing.add(id);
            } else if (!kept.ids().contains(id)) {
                withheld.add(id);
            } else {
                missing.addAll(ofWhichItIsMissing(dictionary.element(id), kept));
            }
        }
        for (List<String> pair : decision.eitherOr()) {
            if (pair.stream().noneMatch(kept.ids()::contains)) {
                (pair.stream().anyMatch(sent.ids()::contains) ? withheld : missing).add(String.join(" or ", pair));
            }
        }
        if (!withheld.isEmpty()) {
            throw new Refused(Reason.ELEMENT_MANDATORY_WITHHELD, withheld, Set.of());
        }
        if (!missing.isEmpty()) {
            throw new Refused(Reason.ELEMENT_MANDATORY_MISSING, missing, Set.of());
        }
    }
}
