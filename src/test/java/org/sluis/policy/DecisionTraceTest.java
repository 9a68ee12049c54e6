package org.sluis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Reason;
import org.sluis.freetext.Screen;
import org.sluis.law.ConsentFact;
import org.sluis.law.ConsentFacts;
import org.sluis.law.Law;
import org.sluis.law.LawFinding;
import org.sluis.party.PartyKind;

/** A trace says all that led to a decision, and says it in the same bytes every time. */
class DecisionTraceTest {
    /** As another node has them: read anew. */
    private static final DecisionPoint OTHER_NODE = DecisionPoint.of(
            Packs.load(
                    Known.FOLDER,
                    Known.DICTIONARY,
                    Screen.load(Known.FOLDER.resolve("free-text/nl"), Known.DICTIONARY)),
            Law.load(Known.FOLDER.resolve("law/nl")));

    /**
     * A decision algorithm or a form of trace that is another makes another trace of the same input, and must have another
     * {@link DecisionTrace#ENGINE}: else a replay would say that somebody changed what was kept.
     */
    @Test
    void theTracesAreTheOnesOfLastTime() throws IOException {
        List<String> traces = new ArrayList<>();
        for (DecisionInput input : inputs()) {
            DecisionTrace trace = DecisionTrace.of(Known.POINT, input);
            traces.add(text(new DecisionTrace(
                    trace.decision(), trace.pack(), "a".repeat(64), "b".repeat(64), trace.considered())));
        }
        assertThat(traces)
                .as("another trace of the same input: where no policy and no law changed, raise DecisionTrace.ENGINE")
                .containsExactlyElementsOf(
                        Files.readAllLines(Path.of("src/test/resources/org/sluis/policy/decision-traces.ndjson")));
    }

    private static List<DecisionInput> inputs() {
        return List.of(
                Known.plan(
                        Known.agreed("subject.givenName", "subject.bsn", "level.value"),
                        List.of("IDENT", "PLAN", "LEARNING"),
                        List.of("IDENT", "PLAN")),
                Known.input(
                        Known.agreed("subject.givenName"),
                        Known.facts(
                                true,
                                Known.consent(1, Known.MOTHER, Known.ALL),
                                Known.refusal(2, Known.FATHER, "plan-coordination", Known.ALL),
                                Known.consent(3, new UUID(2, 9), Known.ALL))),
                Known.input(
                        "anonymous-consultation",
                        PartyKind.SCHOOL,
                        PartyKind.YOUTH_TEAM,
                        List.of("signal.question"),
                        ConsentFacts.nobody(Known.DAY)));
    }

    @Property(tries = 300)
    void theSameInputGivesTheSameBytesOnEveryNodeInEveryLocaleAndZone(@ForAll("anyInput") DecisionInput input) {
        byte[] first = DecisionTrace.of(Known.POINT, input).bytes();
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
            assertThat(DecisionTrace.of(OTHER_NODE, DecisionJson.read(DecisionJson.write(input)))
                            .bytes())
                    .isEqualTo(first);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Property(tries = 100)
    void aTraceIsCanonicalJsonAndDecidesAsThePointDoes(@ForAll("anyInput") DecisionInput input) throws IOException {
        DecisionTrace trace = DecisionTrace.of(Known.POINT, input);
        assertThat(new JsonCanonicalizer(trace.bytes()).getEncodedUTF8()).isEqualTo(trace.bytes());
        assertThat(trace.decision()).isEqualTo(Known.POINT.decide(input));
    }

    @Property(tries = 100)
    void everyConsentIsToldOfAndWhyItCountsOrNot(@ForAll("anyInput") DecisionInput input) {
        DecisionTrace trace = DecisionTrace.of(Known.POINT, input);
        if (trace.decision().rows().size() > 1) {
            assertThat(trace.considered().stream().map(LawFinding.Considered::consent))
                    .containsExactlyInAnyOrderElementsOf(input.facts().consents().stream()
                            .map(ConsentFact::id)
                            .toList());
        }
    }

    @Test
    void whatMustGoAndCannotIsLacking() {
        DecisionTrace trace = DecisionTrace.of(Known.POINT, inputs().get(0));
        assertThat(trace.lacking())
                .contains(List.of("subject.familyName"), List.of("voice.pupil", "voice.pupilAbsent"))
                .doesNotContain(List.of("subject.givenName"));
        assertThat(DecisionTrace.of(Known.POINT, inputs().get(1)).lacking()).isEmpty();
    }

    @Test
    void aPolicyThatIsNotTheOneOfTheInputIsNotNamed() {
        DecisionTrace other =
                DecisionTrace.of(Known.POINT, Known.plan().under("a".repeat(64), Known.POINT.lawDigest()));
        assertThat(other.decision().reason()).isEqualTo(Reason.DISCLOSURE_FAILED);
        assertThat(other.pack()).isNull();
        assertThat(other.packDigest()).isEqualTo("a".repeat(64));
        assertThat(DecisionTrace.of(Known.POINT, Known.plan()).pack()).isEqualTo("020-school-plan-to-youth-care");
    }

    @Test
    void whatIsShutIsShutInItsTraceToo() {
        for (Shut shut : List.of(
                new Shut(Set.of("020-school-plan-to-youth-care"), Set.of(), Set.of(), false),
                new Shut(Set.of(), Set.of("care-waterlee"), Set.of(), false),
                new Shut(Set.of(), Set.of(), Set.of(new Purpose("plan-coordination")), false),
                new Shut(Set.of(), Set.of(), Set.of(), true))) {
            DecisionPoint point = Known.POINT.but(shut);
            DecisionInput input = point.underThese(Known.plan());
            DecisionTrace trace = DecisionTrace.of(point, input);
            assertThat(trace.decision()).isEqualTo(point.decide(input));
            assertThat(trace.decision().reason()).isIn(Reason.POLICY_CLOSED, Reason.POLICY_NOT_TRUSTED);
            assertThat(trace.considered()).isEmpty();
        }
    }

    @Test
    void whatGoesOnlyWhereItIsMarkedNamesItsMark() {
        List<String> present = List.of("subject.givenName", "goal.description");
        ConsentFacts facts = Known.facts(
                true,
                Known.consent(1, Known.MOTHER, "care-plan-for-school", Known.ALL),
                Known.consent(2, Known.FATHER, "care-plan-for-school", Known.ALL));
        PartyKind care = PartyKind.YOUTH_CARE_PROVIDER;
        String marked = "\"only-where\":\"goal.shareWithSchool\"";
        assertThat(text(DecisionTrace.of(
                        Known.POINT,
                        Known.input(
                                "care-plan-for-school",
                                care,
                                PartyKind.SCHOOL,
                                present,
                                facts,
                                "goal.shareWithSchool"))))
                .contains("\"outcome\":\"PERMIT\"", marked);
        assertThat(text(DecisionTrace.of(
                        Known.POINT, Known.input("care-plan-for-school", care, PartyKind.SCHOOL, present, facts))))
                .contains("\"because\":\"not-marked\"")
                .doesNotContain(marked);
    }

    @Test
    void aLawThatBreaksIsADenialWithATrace() {
        DecisionPoint broken = new DecisionPoint(
                Known.PACKS,
                (input, policy) -> {
                    throw new IllegalStateException("broken");
                },
                Known.POINT.lawDigest());
        DecisionTrace trace = DecisionTrace.of(broken, Known.plan());
        assertThat(trace.decision().outcome()).isEqualTo(Outcome.DENY);
        assertThat(text(trace)).contains("\"reason\":\"disclosure-failed\"");
    }

    @Provide
    Arbitrary<DecisionInput> anyInput() {
        Arbitrary<Set<String>> present = Arbitraries.of(Known.DICTIONARY.elements().stream()
                        .map(ElementDefinition::id)
                        .toList())
                .set()
                .ofMaxSize(30);
        Arbitrary<List<ConsentFact>> consents = Combinators.combine(
                        Arbitraries.of(Known.MOTHER, Known.FATHER, new UUID(2, 3)),
                        Arbitraries.of(true, false),
                        Arbitraries.of("plan-coordination", "signal"),
                        Arbitraries.of(Known.ALL).set())
                .as(Said::new)
                .list()
                .ofMaxSize(5)
                .map(said -> IntStream.range(0, said.size())
                        .mapToObj(i -> said.get(i).fact(i + 1))
                        .toList());
        return Combinators.combine(present, consents, Arbitraries.of(Known.PACKS.all()), Arbitraries.of(true, false))
                .as((elements, said, policy, agrees) -> Known.input(
                        policy.pack().purpose().value(),
                        policy.pack().disclosers().get(0),
                        policy.pack().recipients().get(0),
                        new TreeSet<>(elements),
                        Known.facts(agrees, said.toArray(ConsentFact[]::new))));
    }

    private record Said(UUID holder, boolean yes, String purpose, Set<String> categories) {
        ConsentFact fact(int version) {
            return yes
                    ? Known.consent(version, holder, purpose, categories)
                    : Known.refusal(version, holder, purpose, categories);
        }
    }

    private static String text(DecisionTrace trace) {
        return new String(trace.bytes(), StandardCharsets.UTF_8);
    }
}
