package org.sluis.protect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sluis.canonical.Element;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Refused;
import org.sluis.party.PartyKind;
import org.sluis.policy.Decision;
import org.sluis.policy.Permit;

/** What a change of something that stays makes of what goes. */
enum Difference {
    /** The same bytes go. */
    NONE,
    /** Nothing goes, and the sender is told what to look at. */
    HOLD,
    /** Other bytes go, or the answer is another one than Hold: what stays has interfered. */
    INTERFERES,
    /** There is nothing to compare: nothing went before, or the element goes itself. */
    NOT_TRIED;

    /** @param remove whether what stands in this place is removed; what does not stand there yet is added */
    static Difference made(Try one, Element place, boolean remove, Function<Permit, String> steps) {
        Elements message = one.message();
        boolean there = message.value(place.id(), place.position()).isPresent();
        String before;
        try {
            Permit permit = permit(one, message);
            if (goes(permit, message, place)) {
                return NOT_TRIED;
            }
            before = steps.apply(permit);
        } catch (Refused heldAnyway) {
            return NOT_TRIED;
        }
        Elements changed = remove && there ? one.without(place) : one.with(place);
        try {
            Permit permit = permit(one, changed);
            if (goes(permit, changed, place)) {
                return NOT_TRIED;
            }
            return before.equals(steps.apply(permit)) ? NONE : INTERFERES;
        } catch (Refused refused) {
            return refused.reason().outcome() == Outcome.HOLD ? HOLD : INTERFERES;
        }
    }

    /** What is rendered; of care, which has no format yet, the elements that would be. */
    static String payload(Permit permit) {
        return permit.input().discloserKind() == PartyKind.SCHOOL
                ? new String(Steps.render(permit).rendered().bytes(), UTF_8)
                : Steps.pseudonymise(Steps.minimise(permit)).elements().stream()
                        .map(e -> e + "=" + e.value())
                        .collect(Collectors.toCollection(TreeSet::new))
                        .toString();
    }

    /** The places of what stays, by why it does; none where nothing goes. */
    static SortedMap<String, List<Element>> staying(Try one, List<Element> places) {
        SortedMap<String, List<Element>> staying = new TreeMap<>();
        Elements message = one.message();
        try {
            Permit permit = permit(one, message);
            places.stream().filter(place -> !goes(permit, message, place)).forEach(place -> staying.computeIfAbsent(
                            why(permit, message, place), why -> new ArrayList<>())
                    .add(place));
        } catch (Refused nothingGoes) {
            return staying;
        }
        return staying;
    }

    private static String why(Permit permit, Elements message, Element place) {
        if (message.value(place.id(), place.position()).isEmpty()) {
            return "not-there-before";
        }
        Decision.Verdict verdict = permit.decision().elements().get(place.id());
        return verdict == null ? "only-steers" : Objects.requireNonNullElse(verdict.because(), "not-marked");
    }

    static Permit permit(Try one, Elements message) {
        return Steps.decide(one.way(), one.consents(), message);
    }

    private static boolean goes(Permit permit, Elements message, Element place) {
        return permit.of(message).value(place.id(), place.position()).isPresent();
    }
}
