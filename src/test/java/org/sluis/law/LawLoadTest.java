package org.sluis.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Reason;
import org.sluis.party.PartyKind;

/** A country of its own: other ages, one parent is enough, other words for who is who. */
class LawLoadTest {
    private static final String SETTINGS = """
            country: XX
            zone: Pacific/Auckland
            leap-day-birthday: february-28
            age-bands:
              - {name: child, from: 0}
              - {name: grown, from: 14}
            holder-kinds: {parent: has-authority, neighbour: never}
            authority-check-max-days: 30
            consent-max-months: 6
            verified-by: [passport]
            modes: {}
            disclosers: [school]
            situation: {harvest: ["no", "yes"]}
            """;
    private static final String ROWS = """
            rows:
              - id: X01
                stage: needed
                when: {age: child, discloser: school}
                then: ask
                of: holder
                source: Example act s. 1
              - id: X02
                stage: joint
                when: {holders: several, grants: holder}
                then: one-holder-suffices
                source: Example act s. 2
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void aLaw() throws IOException {
        Files.writeString(folder.resolve("law.yaml"), SETTINGS);
        Files.writeString(folder.resolve("rows.yaml"), ROWS);
    }

    @Test
    void anotherCountryNeedsNoJava() {
        Law law = Law.load(folder);
        assertThat(law.ageBand(LocalDate.of(2012, 2, 29), LocalDate.of(2026, 2, 27)))
                .isEqualTo("child");
        assertThat(law.ageBand(LocalDate.of(2012, 2, 29), LocalDate.of(2026, 2, 28)))
                .isEqualTo("grown");
        assertThat(ask(law, "child").outcome()).isEqualTo(Outcome.PERMIT);
        assertThat(ask(law, "child").rows()).containsExactly("X01", "X02");
        assertThat(ask(law, "grown").reason()).isEqualTo(Reason.SITUATION_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "age: child       | aeg: child          | rows.yaml:4: | 'aeg' is none of the words",
                "age: child       | age: chidl          | rows.yaml:4: | 'chidl' is no value of 'age'",
                "then: ask        | then: tell          | rows.yaml:5: | 'tell' is none of [ask, ask-nobody]",
                "stage: needed    | stage: wanted       | rows.yaml:3: | 'wanted' is not a stage",
                "of: holder       | of: neighbour       | rows.yaml:6: | those who can be asked",
                "of: holder       | reason: consent-refused | rows.yaml:2: | 'of' goes with",
                "of: holder       | colour: blue        | rows.yaml:6: | 'colour' is not a word",
                "id: X02          | id: X01             | rows.yaml:8: | row X01 is there twice, first at rows.yaml:2",
                "id: X02          | id: the second      | rows.yaml:8: | 'the second' is not an id",
                "stage: joint     | stage: joint\\n    stage: joint | rows.yaml:10: | 'stage' is there twice",
                "then: one-holder-suffices | then: deny | rows.yaml:8: | 'reason' goes with",
                "then: one-holder-suffices | then: deny\\n    reason: consent-mislaid | rows.yaml:12: | not in the catalogue",
                "then: one-holder-suffices | then: deny\\n    reason: consent-missing-holder | rows.yaml:12: | is a reason to pending",
                "{age: child, discloser: school} | {} | rows.yaml:4: | says nothing of when",
                "{age: child, discloser: school} | [] | rows.yaml:4: | says nothing of when",
                "{age: child, discloser: school} | {age: child}\\n    since: soon | rows.yaml:5: | 'soon' is not a day",
                "of: holder       | of: holder\\n    kinds: uncle | rows.yaml:7: | here only some of [neighbour, parent]",
                "of: holder       | of: holder\\n    heeds: uncle | rows.yaml:7: | here only some of [child]",
                "then: one-holder-suffices | then: one-holder-suffices\\n    heeds: child | rows.yaml:8: | go with 'then: ask'",
                "{age: child, discloser: school} | {age: []} | rows.yaml:4: | an empty list",
                "{age: child, discloser: school} | {age: *a} | rows.yaml:4: | not YAML",
                "{age: child, discloser: school} | !!java.io.File [x] | rows.yaml:4: | tag is not allowed"
            })
    void refusesAFileThatIsWrongAndSaysWhere(String right, String wrong, String place, String what) throws IOException {
        String broken = ROWS.replace(right, wrong.replace("\\n", "\n"));
        assertThat(broken).isNotEqualTo(ROWS);
        Files.writeString(folder.resolve("rows.yaml"), broken);
        assertThatThrownBy(() -> Law.load(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(place)
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Pacific/Auckland | Pacific/Nowhere | law.yaml:2: | not a time zone",
                "from: 14         | from: 0         | law.yaml:6: | begin at 0 and rise",
                "name: grown      | name: child     | law.yaml:6: | there twice",
                "name: grown      | name: unknown   | law.yaml:6: | there twice",
                "neighbour: never | neighbour: kind | law.yaml:7: | 'kind' is none of",
                "modes: {}        | modes: {a: {is: B, of: [C]}} | law.yaml:11: | 'B' is none of [C]",
                "february-28      | february-30     | law.yaml:3: | 'february-30' is none of",
                "verified-by: [passport] | verified: no | law.yaml:10: | 'verified' is not a word",
                "days: 30         | days: many      | law.yaml:8: | a whole number",
                "harvest: [\"no\", \"yes\"] | harvest: [\"no\"] | law.yaml:13: | at least two values",
                "harvest: [\"no\", \"yes\"] | harvest: [\"no\", \"no\"] | law.yaml:13: | none of them twice",
                "harvest: [\"no\", \"yes\"] | age: [\"no\", \"yes\"] | law.yaml:13: | 'age' is a word of the engine"
            })
    void refusesWrongSettingsAndSaysWhere(String right, String wrong, String place, String what) throws IOException {
        String broken = SETTINGS.replace(right, wrong);
        assertThat(broken).isNotEqualTo(SETTINGS);
        Files.writeString(folder.resolve("law.yaml"), broken);
        assertThatThrownBy(() -> Law.load(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(place)
                .hasMessageContaining(what);
    }

    @Test
    void refusesARowThatAnEarlierOneLeavesNothing() throws IOException {
        Files.writeString(folder.resolve("rows.yaml"), ROWS + """
                  - id: X03
                    stage: joint
                    when: {holders: several, grants: holder, missing: child}
                    then: pending
                    reason: consent-missing-child
                    source: Example act s. 3
                """);
        assertThatThrownBy(() -> Law.load(folder))
                .hasMessageStartingWith("rows.yaml:13: row X03 can never decide: X02 comes first");
    }

    @Test
    void takesADenyBehindARowThatNoObjectionReaches() throws IOException {
        Files.writeString(folder.resolve("rows.yaml"), ROWS + """
                  - id: X03
                    stage: joint
                    when: {holders: several, grants: holder, refuses: holder}
                    then: deny
                    reason: consent-refused
                    source: Example act s. 3
                """);
        assertThat(Law.load(folder).rows()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "when: {subject: none}  | when: {discloser: school}          | rows.yaml:15: | nobody is identified only",
                "when: {subject: none}  | when: {subject: [none, unknown]}   | rows.yaml:15: | nobody is identified only",
                "when: {subject: none}  | when: [{subject: none}, {age: child}] | rows.yaml:15: | nobody is identified only",
                "what: a.b              | reason: consent-refused            | rows.yaml:18: | 'what' goes with stage element",
                "stage: element         | stage: coverage                    | rows.yaml:20: | 'address' is none of the words",
                "{address: secret}      | {address: hidden}                  | rows.yaml:20: | 'hidden' is no value of 'address'",
            })
    void refusesARowAboutNobodyOrAnElementThatIsWrong(String right, String wrong, String place, String what)
            throws IOException {
        String rows = ROWS + """
                  - id: X03
                    stage: needed
                    when: {subject: none}
                    then: ask-nobody
                    source: Example act s. 3
                  - id: X04
                    stage: element
                    when: {address: secret}
                    then: withhold
                    what: a.b
                    source: Example act s. 4
                """;
        Files.writeString(folder.resolve("rows.yaml"), rows);
        assertThat(Law.load(folder).rows()).hasSize(4);
        assertThat(rows).contains(right);
        Files.writeString(folder.resolve("rows.yaml"), rows.replace(right, wrong));
        assertThatThrownBy(() -> Law.load(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(place)
                .hasMessageContaining(what);
    }

    @Test
    void aRowHoldsFromItsDayOn() throws IOException {
        Files.writeString(folder.resolve("rows.yaml"), ROWS.replace("then: ask", "since: 2026-11-24\n    then: ask"));
        assertThat(ask(Law.load(folder), "child").reason()).isEqualTo(Reason.SITUATION_UNKNOWN);
        Files.writeString(folder.resolve("rows.yaml"), ROWS.replace("then: ask", "since: 2026-11-23\n    then: ask"));
        assertThat(ask(Law.load(folder), "child").outcome()).isEqualTo(Outcome.PERMIT);
    }

    @Test
    void anEarlierStageDecidesWhereverItsRowsStand() throws IOException {
        String stop =
                "  - {id: %s, stage: %s, when: {age: child}, then: pending, reason: %s, source: Example act s. 3}\n";
        String rows = ROWS
                + stop.formatted("X03", "authority", "authority-unknown")
                + stop.formatted("X04", "identity", "birth-date-unknown");
        Files.writeString(folder.resolve("rows.yaml"), rows);
        LawFinding finding = ask(Law.load(folder), "child");
        assertThat(finding.reason()).isEqualTo(Reason.BIRTH_DATE_UNKNOWN);
        assertThat(finding.rows()).containsExactly("X04");
    }

    @Test
    void aWordThatTheLawDoesNotKnowIsNoAnswer() {
        ConsentFacts nobody = ConsentFacts.nobody(LocalDate.EPOCH);
        LawQuestion question = new LawQuestion(
                "school",
                new PartyId("de-brug"),
                "youth-team",
                new Purpose("help"),
                nobody,
                Set.of(),
                Map.of("harvest", "perhaps"));
        assertThatThrownBy(() -> Law.load(folder).find(question)).hasMessageContaining("harvest");
    }

    @Test
    void refusesALawWithoutRows() throws IOException {
        Files.writeString(folder.resolve("rows.yaml"), "rows: []\n");
        assertThatThrownBy(() -> Law.load(folder)).hasMessageContaining("without rows");
    }

    @Test
    void refusesMoreAlternativesOfStageConsentThanFitInANumber() throws IOException {
        String law = Files.readString(folder.resolve("law.yaml"));
        String kinds =
                IntStream.range(0, 70).mapToObj(i -> ", kind" + i + ": never").collect(Collectors.joining());
        Files.writeString(folder.resolve("law.yaml"), law.replace(", neighbour: never", kinds));
        Files.writeString(folder.resolve("rows.yaml"), ROWS + eachOf(64));
        assertThat(Law.load(folder).settings().holderKinds()).hasSize(71);
        Files.writeString(folder.resolve("rows.yaml"), ROWS + eachOf(65));
        assertThatThrownBy(() -> Law.load(folder))
                .hasMessageContaining("the rows of the stages [CONSENT] have 65 alternatives");
    }

    private static String eachOf(int kinds) {
        return IntStream.range(0, kinds)
                .mapToObj(i -> "  - {id: X" + (10 + i) + ", stage: consent, when: {grantor-kind: kind" + i
                        + "}, then: void, reason: consent-refused, source: Example act s. 3}\n")
                .collect(Collectors.joining());
    }

    @Test
    void anyChangeOfAFileChangesTheDigest() throws IOException {
        String digest = Law.load(folder).digest();
        assertThat(digest).matches("[0-9a-f]{64}").isEqualTo(Law.load(folder).digest());
        Files.writeString(folder.resolve("rows.yaml"), ROWS + "# a remark\n");
        assertThat(Law.load(folder).digest()).isNotEqualTo(digest);
    }

    @Test
    void asksNobodyMeansNoPermit() throws IOException {
        Files.writeString(folder.resolve("rows.yaml"), ROWS.replace("age: child", "age: [child, grown]"));
        ConsentFacts nobody = new ConsentFacts(
                new UUID(1, 1), 1, "child", true, true, "established", null, LocalDate.EPOCH, List.of(), List.of());
        LawFinding finding = Law.load(folder)
                .find(new LawQuestion(
                        PartyKind.SCHOOL,
                        new PartyId("de-brug"),
                        PartyKind.YOUTH_TEAM,
                        new Purpose("help"),
                        nobody,
                        Set.of()));
        assertThat(finding.reason()).isEqualTo(Reason.SITUATION_UNKNOWN);
    }

    private static LawFinding ask(Law law, String age) {
        UUID parent = new UUID(2, 1);
        ConsentFact yes = new ConsentFact(
                new UUID(3, 1),
                "holder",
                parent,
                "grant",
                "help",
                new PartyId("de-brug"),
                new TreeSet<>(List.of("PLAN")),
                LocalDate.EPOCH,
                LocalDate.MAX,
                "1",
                false,
                true,
                true,
                1);
        ConsentFacts facts = new ConsentFacts(
                new UUID(1, 1),
                1,
                age,
                true,
                true,
                "unknown",
                null,
                LocalDate.of(2026, 11, 23),
                List.of(new HolderFact(parent, "parent"), new HolderFact(new UUID(2, 2), "parent")),
                List.of(yes));
        return law.find(new LawQuestion(
                PartyKind.SCHOOL, new PartyId("de-brug"), PartyKind.YOUTH_TEAM, new Purpose("help"), facts, Set.of()));
    }
}
