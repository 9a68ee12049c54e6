package org.sluis.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.TextSet;
import org.sluis.party.PartyKind;

/** What the compiled law answers is what its rows say when they are read one by one: {@link PlainLaw}. */
class CompiledLawTest {
    private static final Path LAWS = Path.of("consent-policies/law");
    private static final int EACH = 20_000;
    private static final Law NL = LawTableTest.LAW;
    private static final Law EXAMPLE = Law.load(LAWS.resolve("example"));
    private static final List<Law> ALL = List.of(
            NL,
            NL.with("twelveToFifteen", "STATUTE").with("referenceIndex", "ON"),
            NL.with("jointAuthority", "ONE_UNLESS_OBJECTION"),
            EXAMPLE);

    /** Where two rows say what was taken back, the order of those who took it back shows. */
    @Test
    void soItIsWhereALawHasTwoWaysOfTakingBack(@TempDir Path folder) throws IOException {
        for (String file : List.of("law.yaml", "rows.yaml")) {
            String text = Files.readString(LAWS.resolve("example").resolve(file));
            Files.writeString(folder.resolve(file), text.replace("rows:\n", "rows:\n" + """
                      - id: X10
                        stage: consent
                        when: {withdrawn: "yes", verified: "no"}
                        then: ended
                        reason: consent-withdrawn
                        source: Example Act s. 10
                    """));
        }
        Law law = Law.load(folder);
        RandomQuestion questions = new RandomQuestion(law, 20261122);
        Set<List<String>> rows = new HashSet<>();
        for (int i = 0; i < 3 * EACH; i++) {
            LawQuestion question = questions.next();
            assertThat(law.find(question)).as("question %d", i).isEqualTo(PlainLaw.find(law, question));
            rows.add(law.find(question).rows());
        }
        assertThat(rows).contains(List.of("X05", "X10", "X04"), List.of("X05", "X04", "X10"));
    }

    @Test
    void everyVectorIsAnsweredAsTheRowsRead() {
        int compared = 0;
        for (LawVectors.Held each : LawVectors.read(LAWS, Path.of("test-fixtures/consent-vectors"))) {
            for (LawVector vector : each.vectors()) {
                Law law = vector.law(each.law());
                LawQuestion question = vector.question(law);
                assertThat(law.find(question)).as(vector.toString()).isEqualTo(PlainLaw.find(law, question));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(600);
    }

    @Test
    void everyRandomQuestionIsAnsweredAsTheRowsRead() {
        Set<String> rows = new HashSet<>();
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        for (Law law : ALL) {
            RandomQuestion questions = new RandomQuestion(law, 20261122);
            for (int i = 0; i < EACH; i++) {
                LawQuestion question = questions.next();
                LawFinding finding = law.find(question);
                assertThat(finding).as("question %d: %s", i, question).isEqualTo(PlainLaw.find(law, question));
                outcomes.add(finding.outcome());
                rows.addAll(finding.rows());
                finding.considered().forEach(each -> rows.add(each.row()));
            }
        }
        assertThat(outcomes).containsExactlyInAnyOrder(Outcome.values());
        Set<String> never = new HashSet<>();
        ALL.forEach(law -> law.rows().forEach(row -> never.add(row.id())));
        never.removeAll(rows);
        assertThat(never).as("rows that no question reached").isEmpty();
    }

    /** A regime knows beforehand what each element of a message would say of the case. */
    @Test
    void aRegimeSaysOfAMessageWhatTheLawSaysOfItsElements() {
        RandomQuestion questions = new RandomQuestion(NL, 20261123);
        List<String> elements = List.of("subject.bsn", "subject.educationNumber", "signal.question");
        Set<List<String>> rows = new HashSet<>();
        for (int i = 0; i < EACH; i++) {
            LawQuestion question = questions.next();
            String purpose = List.of("plan-coordination", "supervision", "vital-interest")
                    .get(i % 3);
            Set<String> present = new TreeSet<>();
            for (int element = 0; element < elements.size(); element++) {
                if ((i >> element & 1) != 0) {
                    present.add(elements.get(element));
                }
            }
            LawFinding finding = NL.regime(
                            PartyKind.SCHOOL,
                            PartyKind.YOUTH_TEAM,
                            new Purpose(purpose),
                            question.circumstances(),
                            "PLAN_SCHOOL")
                    .find(question.recipient(), question.facts(), TextSet.of(present));
            LawQuestion whole = new LawQuestion(
                    PartyKind.SCHOOL.code(),
                    question.recipient(),
                    PartyKind.YOUTH_TEAM.code(),
                    new Purpose(purpose),
                    question.facts(),
                    question.circumstances(),
                    NL.said(new Purpose(purpose), PartyKind.YOUTH_TEAM.code(), "PLAN_SCHOOL", present));
            assertThat(finding).as("question %d with %s", i, present).isEqualTo(PlainLaw.find(NL, whole));
            rows.add(finding.rows());
        }
        assertThat(rows).hasSizeGreaterThan(20);
    }

    @Test
    void moreThanEightElementsThatSaySomethingAreRefused() {
        LawQuestion question = new RandomQuestion(NL, 7).next();
        List<String> saying = Collections.nCopies(9, "subject.bsn");
        assertThatThrownBy(() -> new Regime(
                        new LawTable(NL.settings(), NL.rows()),
                        "school",
                        "youth-team",
                        "plan-coordination",
                        question.circumstances(),
                        saying,
                        present -> Map.of()))
                .hasMessage("law.yaml: 9 elements say something of a case; at most 8 may");
    }

    @Test
    void whatIsWorkedOutLaterIsTheSameEveryTimeItIsRead() {
        RandomQuestion questions = new RandomQuestion(NL, 7);
        for (int i = 0; i < 1000; i++) {
            LawQuestion question = questions.next();
            LawFinding finding = NL.find(question);
            List<LawFinding.Considered> first = List.copyOf(finding.considered());
            assertThat(finding.considered()).isEqualTo(first).hasSize(question.facts() == null ? 0 : first.size());
        }
    }
}
