package org.sluis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.Label;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.TextSet;
import org.sluis.party.PartyKind;
import org.sluis.policy.pack.Conditions;
import org.sluis.policy.pack.LegalBasis;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.Rule;
import org.sluis.policy.pack.RuleLine;
import org.sluis.policy.pack.Side;

/** What holds for every message, every consent and every pack. */
class ReleasePropertiesTest {
    private static final Set<String> NAMED = Known.PACKS.all().stream()
            .filter(p -> p.pack().profile().equals("PLAN_SCHOOL"))
            .flatMap(p -> Known.DICTIONARY.profile(p.pack().profile()).orElseThrow().stream()
                    .filter(id -> !Known.DICTIONARY.element(id).control())
                    .filter(id -> !Set.of("CONTACT", "ORIGIN", "MEDICAL", "SWV", "ATTACH")
                            .contains(Known.DICTIONARY.element(id).category()))
                    .filter(id -> !id.matches("score\\..*|subject\\.(gender|bsn|educationNumber|eckId)"
                            + "|holder\\.(email|birthDate|iban)")))
            .collect(Collectors.toSet());

    @Property(tries = 500)
    void whatPassesIsNamedByThePolicyAndCoveredByEveryConsentThatIsNeeded(
            @ForAll("elements") Set<String> present,
            @ForAll("categories") Set<String> mother,
            @ForAll("categories") Set<String> father) {
        SortedSet<String> passes =
                Known.POINT.decide(Known.plan(present, mother, father)).passing();
        assertThat(NAMED).containsAll(passes);
        for (String id : passes) {
            assertThat(mother).contains(Known.DICTIONARY.element(id).category());
            assertThat(father).contains(Known.DICTIONARY.element(id).category());
            assertThat(present.contains(id) || id.endsWith(".pairwiseId")).isTrue();
        }
    }

    @Property(tries = 500)
    void aCategoryLessNeverAddsAnElement(
            @ForAll("elements") Set<String> present,
            @ForAll("categories") Set<String> mother,
            @ForAll("categories") Set<String> father,
            @ForAll("category") String category) {
        Decision before = Known.POINT.decide(Known.plan(present, mother, father));
        Set<String> fewer = new TreeSet<>(father);
        fewer.remove(category);
        Decision after = Known.POINT.decide(Known.plan(present, mother, fewer));
        assertThat(before.passing()).containsAll(after.passing());
        assertThat(before.outcome() != Outcome.PERMIT && after.outcome() == Outcome.PERMIT)
                .isFalse();
    }

    @Property(tries = 200)
    void aPackWithoutALineReleasesNothing(@ForAll("elements") Set<String> present) {
        Release empty = release("999-empty", List.of());
        Verdicts sorted =
                empty.sort(TextSet.of(present), Coverage.of(empty, Known.covering(everyCategory()), TextSet.NONE));
        assertThat(sorted.releases()).isFalse();
        assertThat(sorted.values()).noneMatch(Decision.Verdict::passes);
    }

    /** What Sluis issues is nothing that a message brings, whatever stands in it. */
    @Example
    void aMessageOfNothingButWhatSluisIssuesReleasesNothing() {
        Release release = Known.PACKS.all().get(1).release();
        Coverage everything = Coverage.of(release, Known.covering(everyCategory()), TextSet.NONE);
        assertThat(release.sort(TextSet.of(Set.of("subject.pairwiseId")), everything)
                        .releases())
                .isFalse();
        assertThat(release.sort(TextSet.of(Set.of("subject.givenName")), everything)
                        .releases())
                .isTrue();
    }

    @Property(tries = 300)
    void forbiddenBeatsEveryOtherLineInEitherOrder(
            @ForAll("category") String category, @ForAll("rules") Rule rule, @ForAll boolean first) {
        List<RuleLine> lines = new ArrayList<>();
        Known.DICTIONARY.elements().stream()
                .filter(e -> e.category().equals(category))
                .forEach(e -> lines.add(new RuleLine(e.id(), null, rule, null, null)));
        lines.add(first ? 0 : lines.size(), new RuleLine(null, category, Rule.FORBIDDEN, null, null));
        Release release = release("999-contradicts", lines);
        Verdicts sorted = release.sort(
                Known.DICTIONARY.elements().stream()
                        .map(ElementDefinition::id)
                        .collect(Collectors.collectingAndThen(Collectors.toList(), TextSet::of)),
                Coverage.of(release, Known.covering(everyCategory()), TextSet.NONE));
        assertThat(sorted.values()).noneMatch(Decision.Verdict::passes);
    }

    @Property(tries = 200)
    void theVerdictsAreASortedMapLikeAnyOther(
            @ForAll("elements") Set<String> present, @ForAll("elements") Set<String> cut) {
        Release release = Known.PACKS.all().get(1).release();
        var verdicts = release.sort(TextSet.of(present), Coverage.of(release, Known.covering(Known.ALL), TextSet.NONE));
        var tree = new java.util.TreeMap<>(verdicts);
        assertThat(verdicts).isEqualTo(tree).hasSameHashCodeAs(tree);
        assertThat(List.copyOf(verdicts.keySet())).isEqualTo(List.copyOf(tree.keySet()));
        for (String at : cut) {
            assertThat(verdicts.get(at)).isEqualTo(tree.get(at));
            assertThat(verdicts.headMap(at)).isEqualTo(tree.headMap(at));
            assertThat(verdicts.tailMap(at)).isEqualTo(tree.tailMap(at));
        }
        assertThat(verdicts.firstKey()).isEqualTo(tree.firstKey());
        assertThat(verdicts.lastKey()).isEqualTo(tree.lastKey());
    }

    @Provide
    Arbitrary<Set<String>> elements() {
        return Arbitraries.of(Known.DICTIONARY.elements().stream()
                        .map(ElementDefinition::id)
                        .toList())
                .set();
    }

    @Provide
    Arbitrary<Set<String>> categories() {
        return category().set();
    }

    @Provide
    Arbitrary<String> category() {
        return Arbitraries.of(everyCategory());
    }

    @Provide
    Arbitrary<Rule> rules() {
        return Arbitraries.of(Rule.REQUIRED, Rule.CONSENT, Rule.OPTIONAL);
    }

    private static Release release(String id, List<RuleLine> lines) {
        return new Release(new Pack(
                id,
                "0".repeat(64),
                Known.DICTIONARY,
                Known.PACKS.all().get(0).pack().agreement(),
                new Purpose("plan-coordination"),
                new Label("x", "x"),
                "PLAN_SCHOOL",
                false,
                false,
                new Side(List.of(PartyKind.SCHOOL), List.of()),
                new Side(List.of(PartyKind.YOUTH_CARE_PROVIDER), List.of()),
                Known.DAY,
                null,
                "x",
                Known.DAY,
                new LegalBasis("x", "x", "x"),
                Conditions.NONE,
                new TreeMap<>(),
                5,
                lines,
                new TreeMap<>()));
    }

    private static List<String> everyCategory() {
        return Known.DICTIONARY.elements().stream()
                .filter(e -> !e.control())
                .map(ElementDefinition::category)
                .distinct()
                .toList();
    }
}
