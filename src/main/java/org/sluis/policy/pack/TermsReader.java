package org.sluis.policy.pack;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.sluis.canonical.PartyId;
import org.sluis.party.PartyKind;
import org.sluis.policy.agreement.Agreement;
import org.sluis.policy.agreement.Signatory;

/** Reads on which terms a pack releases anything: between whom, when, and what follows from it. */
final class TermsReader {
    private static final String DELIVER_WITHIN = "deliver-within-working-days";
    static final String[] OBLIGATIONS = {
        "pseudonymise", "retain-days", "respond-within-working-days", DELIVER_WITHIN, "notify"
    };
    private static final int DELIVER_WITHIN_DAYS = 5;
    static final List<String> NOTIFIED = List.of("agreement-contact", "child", "holders", "sender");

    private final Agreement agreement;

    TermsReader(Agreement agreement) {
        this.agreement = agreement;
    }

    Side side(Place party) {
        party.only("kind", "party");
        if (party.find("party").isPresent() == party.find("kind").isPresent()) {
            party.wrong("here stands one of the two: kind or party", "write {kind: …} or {party: …}");
            return new Side(List.of(PartyKind.SCHOOL), List.of());
        }
        if (party.find("kind").isPresent()) {
            return new Side(each(party.at("kind"), "kind", PackReader::kindWord), List.of());
        }
        List<PartyKind> kinds = new ArrayList<>();
        List<PartyId> named = each(party.at("party"), "party", place -> signed(place, kinds));
        return new Side(kinds.stream().distinct().toList(), named);
    }

    private PartyId signed(Place place, List<PartyKind> kinds) {
        PartyId party = new PartyId(Written.name(place));
        Optional<Signatory> signatory = agreement.signatory(party);
        signatory.ifPresentOrElse(
                found -> kinds.add(found.kind()),
                () -> place.wrong(
                        party + " did not sign the agreement " + agreement.id(),
                        Nearest.advice(
                                party.value(),
                                agreement.parties().stream()
                                        .map(each -> each.id().value())
                                        .toList())));
        return party;
    }

    private static <T> List<T> each(Place words, String what, Function<Place, T> reading) {
        List<Place> places = words.isList() ? words.items() : List.of(words);
        List<T> read = places.stream().map(reading).distinct().toList();
        if (read.size() < places.size() || places.isEmpty()) {
            words.wrong("a " + what + " stands here twice, or none", "write each " + what + " once");
        }
        return read;
    }

    Conditions conditions(Place top, boolean anonymous) {
        Optional<Place> written = top.find("conditions");
        if (written.isEmpty()) {
            return Conditions.NONE;
        }
        Place place = written.get().only(Conditions.KEYS);
        if (anonymous) {
            place.wrong("of nobody in particular nothing is known", "leave conditions out");
        }
        if (place.keys().isEmpty()) {
            place.wrong("conditions without a condition", "write one, or leave conditions out");
        }
        return new Conditions(
                words(place, "age", Conditions.AGES, "age band"),
                words(place, "authority", Conditions.AUTHORITY, "state of authority"));
    }

    private static List<String> words(Place place, String key, List<String> known, String kind) {
        return place.find(key)
                .map(words -> each(words, kind, word -> word.oneOf(known, kind)))
                .orElse(List.of());
    }

    SortedMap<String, String> obligations(Place place, String purpose) {
        place.only(OBLIGATIONS);
        if (!place.at("pseudonymise").flag()) {
            place.at("pseudonymise").wrong("nothing leaves without pseudonyms", "write true");
        }
        SortedMap<String, String> obligations = new TreeMap<>();
        obligations.put("pseudonymise", "true");
        obligations.put("retain-days", Integer.toString(place.at("retain-days").number(1, 7300)));
        obligations.put("respond-within-working-days", respondWithin(place.at("respond-within-working-days"), purpose));
        place.find("notify")
                .ifPresent(told -> obligations.put(
                        "notify",
                        String.join(
                                ",",
                                new TreeSet<>(
                                        each(told, "word", word -> word.oneOf(NOTIFIED, "word for who is told"))))));
        return Collections.unmodifiableSortedMap(obligations);
    }

    /** In working days; five where nothing is said. */
    int deliverWithin(Place obligations) {
        return obligations.find(DELIVER_WITHIN).map(days -> days.number(1, 20)).orElse(DELIVER_WITHIN_DAYS);
    }

    private String respondWithin(Place place, String purpose) {
        int days = place.number(1, 60);
        Integer agreed = agreement.responseTimes().get(purpose);
        if (agreed == null) {
            place.wrong(
                    "the agreement " + agreement.id() + " has no response time for " + purpose,
                    "agree on one there, under response-working-days");
        } else if (days != agreed) {
            place.wrong("the agreement " + agreement.id() + " says " + agreed, "write " + agreed);
        }
        return Integer.toString(days);
    }
}
