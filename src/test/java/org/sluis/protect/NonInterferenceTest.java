package org.sluis.protect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.sluis.canonical.Element;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Refused;
import org.sluis.canonical.ValueType;
import org.sluis.party.PartyKind;
import org.sluis.policy.Permit;
import org.sluis.policy.Shipped;

/**
 * Non-interference: with clock, keys and register fixed, changing, removing or adding an element that is withheld and is no
 * decision fact leaves what is rendered identical to the byte, or turns it into Hold. For every policy.
 */
class NonInterferenceTest {
    private static final String SOURCE = "an issued id is derived from it, so that the same thing keeps its id";

    /** What may steer a payload without being in it, and why. Nothing else that stays has a say. */
    private static final Map<String, String> DECISION_FACTS = Map.ofEntries(
            Map.entry("subject.localId", "names the pupil whose consents count; " + SOURCE),
            Map.entry(
                    "subject.addressedAs",
                    "names the pupil of whoever answers, as subject.localId does a school's own"),
            Map.entry("subject.birthDate", "must be the register's, or it may be another child"),
            Map.entry("subject.addressSecret", "the law then keeps back the address and the holders' phones (R41)"),
            Map.entry("goal.shareWithSchool", "care marks with it which goals go to the school"),
            Map.entry("holder.localId", SOURCE),
            Map.entry("plan.localId", SOURCE),
            Map.entry("signal.localId", SOURCE),
            Map.entry("school.oin", SOURCE),
            Map.entry("contact.name", SOURCE),
            Map.entry("care.oin", SOURCE),
            Map.entry("careContact.name", SOURCE));

    private static final List<String> WHY = List.of(
            "policy-forbids",
            "consent-does-not-cover",
            "law-withholds",
            "not-marked",
            "not-in-profile",
            "not-there-before");

    private static final List<String> CATEGORIES = Shipped.DICTIONARY.elements().stream()
            .filter(element -> !element.control())
            .map(ElementDefinition::category)
            .distinct()
            .toList();

    @Property(tries = 2000)
    void whatStaysHasNoSayInWhatGoes(
            @ForAll("tries") Try one, @ForAll @IntRange(max = 9999) int pick, @ForAll boolean remove) {
        Map<String, List<Element>> staying = Difference.staying(one, everyPlace());
        Assume.that(!staying.isEmpty());
        String why = List.copyOf(staying.keySet()).get(pick % staying.size());
        List<Element> places = staying.getOrDefault(why, List.of());
        Difference difference = Difference.made(one, places.get(pick % places.size()), remove, Difference::payload);
        assertThat(difference).isNotEqualTo(Difference.INTERFERES);
        Statistics.label("became of it").collect(difference).coverage(seen -> {
            seen.check(Difference.NONE).percentage(share -> share > 40);
            seen.check(Difference.HOLD).count(count -> count > 0);
        });
        String tried = difference == Difference.NONE ? why : "held";
        Statistics.label("why it stays")
                .collect(tried)
                .coverage(seen -> WHY.forEach(cause -> seen.check(cause).count(count -> count > 0)));
    }

    @Property(tries = 500)
    void onlyPermittedElementsAreRenderedAndNoValueOfAnother(@ForAll("tries") Try one) {
        Elements message = one.message();
        Permit permit = going(() -> Difference.permit(one, message));
        String payload = going(() -> Difference.payload(permit));
        Set<String> goes = permit.of(message).stream().map(Element::value).collect(Collectors.toSet());
        assertThat(message.stream())
                .filteredOn(e -> e.value().startsWith("q") && !goes.contains(e.value()))
                .noneMatch(e -> payload.contains(e.value()));
        if (one.way().discloser() == PartyKind.SCHOOL) {
            assertThat(Steps.render(permit).rendered().elements()).isNotEmpty().allMatch(permit::permits);
        }
    }

    @Property(tries = 300)
    void theOrderOfTheElementsDoesNotMatter(@ForAll("tries") Try one, @ForAll Random random) {
        String payload = going(() -> Difference.payload(Difference.permit(one, one.message())));
        List<Element> shuffled = new ArrayList<>(one.message().stream().toList());
        Collections.shuffle(shuffled, random);
        assertThat(Difference.payload(Difference.permit(one, Elements.of(shuffled))))
                .isEqualTo(payload);
    }

    @Example
    void theListOfFactsNamesWhateverSteersOrIsASourceOfAnId() {
        Set<String> steering = new TreeSet<>(Set.of("subject.birthDate"));
        for (ElementDefinition element : Shipped.DICTIONARY.elements()) {
            steering.addAll(element.of());
            if (element.control()) {
                steering.add(element.id());
            }
        }
        assertThat(DECISION_FACTS.keySet()).isEqualTo(steering);
    }

    @Example
    void everyFactOfTheListHasASay() {
        Set<String> said = new TreeSet<>();
        for (Try whole : whole()) {
            String before = answer(whole, whole.message());
            DECISION_FACTS.keySet().stream()
                    .filter(fact -> whole.message().value(fact).isPresent())
                    .filter(fact ->
                            !answer(whole, whole.with(new Element(fact, 0, ""))).equals(before))
                    .forEach(said::add);
        }
        assertThat(said).isEqualTo(DECISION_FACTS.keySet());
    }

    @Example
    void nothingThatStaysOfAWholeMessageHasASay() {
        for (Try whole : whole()) {
            assertThat(answer(whole, whole.message()))
                    .as(whole.way().toString())
                    .matches("(?s)[{\\[].*");
            List<Difference> made = everyPlace().stream()
                    .flatMap(place -> Stream.of(true, false)
                            .map(remove -> Difference.made(whole, place, remove, Difference::payload)))
                    .toList();
            assertThat(made)
                    .as(whole.way().toString())
                    .contains(Difference.NONE)
                    .doesNotContain(Difference.INTERFERES);
        }
    }

    /** Steps with a fault in them: what the property is there to find. */
    @Example
    void aStepThatLetsWhatStaysShowThroughIsFound() {
        // a mapping that writes from the message, and not from what was permitted of it
        assertThat(found(permit -> {
                    Elements sent = permit.consented().request().elements();
                    MinimisedRecord whole = new MinimisedRecord(permit, sent, Attested.NOTHING);
                    return Steps.written(Steps.pseudonymise(whole));
                }))
                .isTrue();
        // labels of the message as it came in: how confidential is what stays
        assertThat(found(permit -> Difference.payload(permit)
                        + permit.consented().request().elements().stream()
                                .map(e -> Shipped.DICTIONARY.element(e.id()).confidentiality())
                                .collect(Collectors.toCollection(TreeSet::new))))
                .isTrue();
        // an id that is derived from a number of the pupil that no policy releases
        assertThat(found(permit -> Difference.payload(permit)
                        + permit.consented()
                                .request()
                                .elements()
                                .value("subject.bsn")
                                .hashCode()))
                .isTrue();
        // a count of what stays
        assertThat(found(permit -> Difference.payload(permit)
                        + permit.consented().request().elements().ids().size()))
                .isTrue();
    }

    /** Every element of every kind of message, one after the other, until one interferes. */
    private static boolean found(Function<Permit, String> steps) {
        return whole().stream()
                .filter(whole -> whole.way().discloser() == PartyKind.SCHOOL)
                .anyMatch(whole -> everyPlace().stream()
                        .anyMatch(place -> Difference.made(whole, place, false, steps) == Difference.INTERFERES
                                || Difference.made(whole, place, true, steps) == Difference.INTERFERES));
    }

    /** Of each policy the message with all that its kind may hold, and consent to everything. */
    private static List<Try> whole() {
        return Shipped.ways().stream()
                .map(way -> new Try(way, "12-15", Set.of(), Set.of(), Set.of(), "", 1))
                .toList();
    }

    private static String answer(Try one, Elements message) {
        try {
            return Difference.payload(Difference.permit(one, message));
        } catch (Refused refused) {
            return refused.reason().code();
        }
    }

    /** What goes; where nothing does there is nothing to look at. */
    private static <T> T going(Supplier<T> steps) {
        try {
            return steps.get();
        } catch (Refused refused) {
            Assume.that(false);
            throw refused;
        }
    }

    @Provide
    Arbitrary<Try> tries() {
        return Combinators.combine(
                        Arbitraries.of(Shipped.ways()),
                        Arbitraries.of("under-12", "12-15", "16-17"),
                        Arbitraries.of(everyPlace())
                                .map(Element::toString)
                                .set()
                                .ofMaxSize(2),
                        notConsentedTo(),
                        notConsentedTo(),
                        Arbitraries.of(everyPlace()).map(Element::id),
                        Arbitraries.integers().between(0, 30))
                .as(Try::new);
    }

    /** Often what can be missed, so that the rest goes. */
    private static Arbitrary<Set<String>> notConsentedTo() {
        return Arbitraries.oneOf(
                Arbitraries.of(CATEGORIES).set().ofMaxSize(2),
                Arbitraries.of(Set.of(), Set.of("LEARNING"), Set.of("SUPPORT", "ATTENDANCE", "FAMILY")));
    }

    /** Where an element of the dictionary that is no fact may stand, and of those that repeat one place more. */
    private static List<Element> everyPlace() {
        return Shipped.DICTIONARY.elements().stream()
                .filter(e -> e.type() != ValueType.PAIRWISE && !DECISION_FACTS.containsKey(e.id()))
                .flatMap(e -> IntStream.rangeClosed(0, e.repeats() ? Try.REPEATS : 0)
                        .mapToObj(at -> new Element(e.id(), at, "")))
                .toList();
    }
}
