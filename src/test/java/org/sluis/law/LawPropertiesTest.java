package org.sluis.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.law.LawTableTest.LAW;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.party.PartyKind;

class LawPropertiesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final PartyId OEVER = new PartyId("jeugdhulp-oever");
    private static final Purpose ASKED = new Purpose("plan-coordination");
    private static final List<UUID> HOLDERS = List.of(new UUID(7, 0), new UUID(7, 1), new UUID(7, 2));
    private static final List<Law> LAWS = List.of(
            LAW,
            LAW.with("twelveToFifteen", "STATUTE"),
            LAW.with("jointAuthority", "ONE_UNLESS_OBJECTION"),
            LAW.with("jointAuthority", "ONE_UNLESS_OBJECTION").with("twelveToFifteen", "STATUTE"));

    private static final List<String> OPENING = List.of("institution", "action-part", "pupil", "network");

    record Case(Law law, PartyKind discloser, boolean low, ConsentFacts facts, Map<String, String> said) {
        Outcome outcome() {
            return finding(facts.consents()).outcome();
        }

        boolean byACourt(ConsentFact consent) {
            ConsentFact.CourtOrder order = consent.order();
            return order != null && order.purposes().contains(ASKED.value());
        }

        Case saying(Map<String, String> other) {
            return new Case(law, discloser, low, facts, other);
        }

        LawFinding finding(List<ConsentFact> consents) {
            return finding(consents, low ? Set.of(Circumstance.LOW_SENSITIVITY) : Set.of());
        }

        LawFinding finding(List<ConsentFact> consents, Set<Circumstance> circumstances) {
            ConsentFacts changed = new ConsentFacts(
                    facts.subject(),
                    facts.subjectVersion(),
                    facts.ageBand(),
                    facts.birthDateAgrees(),
                    facts.capable(),
                    facts.authority(),
                    facts.authorityCheckedOn(),
                    facts.day(),
                    facts.holders(),
                    consents);
            return law.find(new LawQuestion(
                    discloser.code(),
                    OEVER,
                    PartyKind.YOUTH_CARE_PROVIDER.code(),
                    ASKED,
                    changed,
                    circumstances,
                    said));
        }
    }

    @Property(tries = 5000)
    void removingAYesNeverMakesAPermit(@ForAll("situations") Case situation) {
        if (situation.outcome() == Outcome.PERMIT) {
            return;
        }
        for (ConsentFact each : situation.facts().consents()) {
            if (each.effect().equals("grant") && !each.withdrawn() && !goesBeforeAGeneralYes(each, situation)) {
                List<ConsentFact> fewer = new ArrayList<>(situation.facts().consents());
                fewer.remove(each);
                assertThat(situation.finding(fewer).outcome()).isNotEqualTo(Outcome.PERMIT);
            }
        }
    }

    /**
     * A yes about one recipient goes before that grantor's yes about all of its kind, even where a no that was taken back ended
     * it. Were it gone, the other would hold; the register lets none go.
     */
    private static boolean goesBeforeAGeneralYes(ConsentFact specific, Case situation) {
        return !specific.general()
                && situation.facts().consents().stream()
                        .anyMatch(each -> each.general()
                                && each.grants()
                                && each.byChild() == specific.byChild()
                                && Objects.equals(each.holder(), specific.holder()));
    }

    @Property(tries = 2000)
    void aRuleAboutElementsNeverChangesTheOutcomeAndNothingIsCoveredByIt(@ForAll("situations") Case situation) {
        List<ConsentFact> consents = situation.facts().consents();
        LawFinding open = situation.finding(consents, Set.of());
        LawFinding secret = situation.finding(consents, Set.of(Circumstance.SECRET_ADDRESS));
        assertThat(secret.outcome()).isEqualTo(open.outcome());
        assertThat(secret.reason()).isEqualTo(open.reason());
        assertThat(secret.covered()).isEqualTo(open.covered());
        assertThat(secret.consents()).isEqualTo(open.consents());
        assertThat(secret.withheld().keySet()).containsAll(open.withheld().keySet());
    }

    @Property(tries = 2000)
    void somebodyIsNeverNobody(@ForAll("situations") Case situation) {
        LawFinding finding = situation.finding(situation.facts().consents(), Set.of(Circumstance.ANONYMOUS));
        assertThat(finding.outcome()).isNotEqualTo(Outcome.PERMIT);
    }

    @Property(tries = 5000)
    void whatIsPermittedEveryoneWhoWasAskedAgreedTo(@ForAll("situations") Case situation) {
        LawFinding finding = situation.finding(situation.facts().consents());
        assertThat(finding.rows()).doesNotContain("A01");
        if (finding.outcome() == Outcome.PERMIT && !finding.rows().contains("R36")) {
            assertThat(finding.considered()).anyMatch(each -> each.row() == null && each.why() == null);
        }
    }

    @Property(tries = 5000)
    void addingANoNeverMakesAPermit(@ForAll("situations") Case situation, @ForAll("refusals") ConsentFact refusal) {
        if (situation.outcome() != Outcome.PERMIT) {
            List<ConsentFact> more = new ArrayList<>(situation.facts().consents());
            more.add(refusal);
            assertThat(situation.finding(more).outcome()).isNotEqualTo(Outcome.PERMIT);
        }
    }

    @Property(tries = 5000)
    void takingAYesBackNeverMakesAPermitAndNeverWidensOne(@ForAll("situations") Case situation) {
        LawFinding before = situation.finding(situation.facts().consents());
        for (ConsentFact each : situation.facts().consents()) {
            if (situation.byACourt(each)) {
                continue; // Then that person's own word holds again, which may be wider.
            }
            List<ConsentFact> changed = new ArrayList<>(situation.facts().consents());
            changed.replaceAll(c -> c.equals(each) && c.effect().equals("grant") ? withdrawn(c) : c);
            LawFinding after = situation.finding(changed);
            if (before.outcome() != Outcome.PERMIT) {
                assertThat(after.outcome()).isNotEqualTo(Outcome.PERMIT);
            } else if (after.outcome() == Outcome.PERMIT) {
                assertThat(before.covered()).containsAll(after.covered());
                assertThat(after.consents()).doesNotContain(each.id());
            }
        }
    }

    @Property(tries = 2000)
    void theOrderInWhichRecordsAreReadNeverMatters(@ForAll("situations") Case situation, @ForAll Random random) {
        List<ConsentFact> shuffled = new ArrayList<>(situation.facts().consents());
        Collections.shuffle(shuffled, random);
        assertThat(situation.finding(shuffled))
                .isEqualTo(situation.finding(situation.facts().consents()));
    }

    /** Of what opens something the first value is the closed one: without it nothing goes that did not go with it. */
    @Property(tries = 5000)
    void aFactThatIsAbsentIsNeverAPermission(
            @ForAll("situations") Case situation,
            @ForAll("plans") Map<String, String> said,
            @ForAll("opening") String word) {
        Case whole = situation.saying(said);
        if (whole.outcome() != Outcome.PERMIT) {
            Map<String, String> less = new HashMap<>(said);
            less.remove(word);
            assertThat(whole.saying(less).outcome()).isNotEqualTo(Outcome.PERMIT);
        }
    }

    @Property(tries = 2000)
    void toSayTheOrdinaryIsToSayNothing(@ForAll("situations") Case situation) {
        Map<String, String> more = new HashMap<>();
        LAW.settings().words().situation().forEach((word, values) -> more.put(word, values.get(0)));
        more.putAll(situation.said());
        assertThat(situation.saying(more).finding(situation.facts().consents()))
                .isEqualTo(situation.finding(situation.facts().consents()));
    }

    @Property(tries = 500)
    void theZoneAndTheLanguageOfTheMachineChangeNothing(
            @ForAll("situations") Case situation, @ForAll("instants") Instant at) {
        TimeZone before = TimeZone.getDefault();
        Locale language = Locale.getDefault();
        LocalDate birth = LocalDate.of(2014, 10, 25);
        LawFinding finding = situation.finding(situation.facts().consents());
        String band = LAW.ageBand(birth, LAW.day(at));
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            Locale.setDefault(Locale.forLanguageTag("ar-SA-u-nu-arab-ca-islamic"));
            assertThat(situation.finding(situation.facts().consents())).isEqualTo(finding);
            assertThat(LAW.ageBand(birth, LAW.day(at))).isEqualTo(band);
        } finally {
            TimeZone.setDefault(before);
            Locale.setDefault(language);
        }
    }

    /** Guards the properties above: situations that never permit would hold all of them. */
    @Property(tries = 1)
    void bothOutcomesAreAmongTheSituations() {
        AtomicInteger permits = new AtomicInteger();
        AtomicInteger others = new AtomicInteger();
        situations().sampleStream().limit(2000).forEach(s -> (s.outcome() == Outcome.PERMIT ? permits : others)
                .incrementAndGet());
        assertThat(permits.get()).isGreaterThan(50);
        assertThat(others.get()).isGreaterThan(50);
    }

    private static ConsentFact withdrawn(ConsentFact c) {
        return new ConsentFact(
                c.id(),
                c.grantor(),
                c.holder(),
                c.effect(),
                c.purpose(),
                c.recipient(),
                c.categories(),
                c.from(),
                c.until(),
                c.textVersion(),
                true,
                c.proofComplete(),
                c.verified(),
                c.version(),
                c.recipientKind(),
                c.order(),
                c.said());
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.longs()
                .between(
                        Instant.parse("2026-10-23T00:00:00Z").getEpochSecond(),
                        Instant.parse("2026-10-27T00:00:00Z").getEpochSecond())
                .map(Instant::ofEpochSecond);
    }

    @Provide
    Arbitrary<ConsentFact> refusals() {
        return consent()
                .map(c -> new ConsentFact(
                        UUID.nameUUIDFromBytes(new byte[] {1, (byte) c.hashCode()}),
                        c.grantor(),
                        c.holder(),
                        "refuse",
                        c.purpose(),
                        c.recipient(),
                        c.categories(),
                        c.from(),
                        c.until(),
                        c.textVersion(),
                        c.withdrawn(),
                        c.proofComplete(),
                        c.verified(),
                        c.version()));
    }

    @Provide
    Arbitrary<Case> situations() {
        Arbitrary<List<HolderFact>> holders = Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(12, Arbitraries.of("112", "191")),
                        net.jqwik.api.Tuple.of(2, Arbitraries.of("113", "212")),
                        net.jqwik.api.Tuple.of(1, Arbitraries.of("111")))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(kinds -> {
                    List<HolderFact> all = new ArrayList<>();
                    kinds.forEach(kind -> all.add(new HolderFact(HOLDERS.get(all.size()), kind)));
                    return List.copyOf(all);
                });
        Arbitrary<ConsentFacts> facts = Combinators.combine(
                        Arbitraries.of("under-12", "12-15", "16-17", "adult"),
                        holders,
                        consent().list().ofMaxSize(6))
                .as((age, all, consents) -> new ConsentFacts(
                        new UUID(9, 9),
                        1,
                        age,
                        true,
                        true,
                        "established",
                        DAY.minusDays(10),
                        DAY,
                        all,
                        numbered(consents)));
        return Combinators.combine(
                        Arbitraries.of(LAWS),
                        Arbitraries.of(PartyKind.values()),
                        Arbitraries.of(true, false),
                        facts,
                        said(LAW.settings().words().situation()))
                .as(Case::new);
    }

    @Provide
    Arbitrary<Map<String, String>> plans() {
        Map<String, List<String>> words = LAW.settings().words().situation();
        Arbitrary<Map<String, String>> all =
                Arbitraries.of(words.get("document")).map(value -> Map.of("document", value));
        for (String word : OPENING) {
            all = Combinators.combine(all, Arbitraries.of(words.get(word))).as((said, value) -> {
                Map<String, String> more = new HashMap<>(said);
                more.put(word, value);
                return more;
            });
        }
        return all;
    }

    @Provide
    Arbitrary<String> opening() {
        return Arbitraries.of(OPENING);
    }

    /** Mostly nothing, and now and then some words of the law with any of their values. */
    private static Arbitrary<Map<String, String>> said(Map<String, List<String>> words) {
        Arbitrary<Map.Entry<String, String>> one = Arbitraries.of(List.copyOf(words.keySet()))
                .flatMap(word -> Arbitraries.of(words.get(word)).map(value -> Map.entry(word, value)));
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(2, Arbitraries.just(Map.of())),
                net.jqwik.api.Tuple.of(1, one.list().ofMaxSize(4).map(entries -> {
                    Map<String, String> all = new HashMap<>();
                    entries.forEach(each -> all.put(each.getKey(), each.getValue()));
                    return Map.copyOf(all);
                })));
    }

    /** Some are about all of a kind, some stand by a court's order, some are signed by the professional. */
    private static ConsentFact uncommon(ConsentFact c, int id, int kind, int order, boolean signed) {
        String recipientKind = kind == 0 ? "youth-care-provider" : kind == 1 ? "youth-team" : null;
        String about = order == 0 ? ASKED.value() : "another-purpose";
        boolean ordered =
                order <= 1 && c.grantor().equals("holder") && c.effect().equals("grant");
        return new ConsentFact(
                new UUID(3, id),
                c.grantor(),
                c.holder(),
                c.effect(),
                c.purpose(),
                recipientKind == null ? c.recipient() : null,
                c.categories(),
                c.from(),
                c.until(),
                c.textVersion(),
                c.withdrawn(),
                c.proofComplete(),
                c.verified(),
                c.version(),
                recipientKind,
                ordered ? new ConsentFact.CourtOrder("order-1", DAY, new TreeSet<>(Set.of(about))) : null,
                signed ? Map.of("signer", "professional") : Map.of());
    }

    private static List<ConsentFact> numbered(List<ConsentFact> consents) {
        List<ConsentFact> all = new ArrayList<>();
        consents.forEach(c -> all.add(
                uncommon(c, all.size(), c.hashCode() & 7, c.hashCode() >> 3 & 15, (c.hashCode() >> 7 & 15) == 0)));
        return List.copyOf(all);
    }

    private static Arbitrary<ConsentFact> consent() {
        Arbitrary<Integer> who = Arbitraries.integers().between(0, 3);
        Arbitrary<Boolean> mostly = Arbitraries.integers().between(0, 9).map(n -> n > 0);
        return Combinators.combine(
                        who,
                        mostly,
                        mostly,
                        mostly,
                        mostly,
                        mostly,
                        Arbitraries.longs().between(1, 4),
                        Arbitraries.subsetOf("IDENT", "PLAN", "GOAL"))
                .as((grantor, grants, purpose, recipient, current, standing, version, categories) -> new ConsentFact(
                        new UUID(3, 0),
                        grantor == 3 ? "child" : "holder",
                        grantor == 3 ? null : HOLDERS.get(grantor),
                        grants ? "grant" : "refuse",
                        purpose ? "plan-coordination" : "plan-notice",
                        recipient ? OEVER : new PartyId("de-brug"),
                        new TreeSet<>(categories),
                        current ? DAY.minusDays(1) : DAY.plusDays(1),
                        DAY.plusDays(30),
                        "1",
                        !standing,
                        grants || standing,
                        standing || current,
                        version));
    }
}
