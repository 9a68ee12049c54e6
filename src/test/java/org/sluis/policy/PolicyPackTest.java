package org.sluis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.policy.cases.PolicyCases;

/** Every case of every shipped pack. Run with {@code -Dsluis.regenerate=true} to write the decision table anew. */
class PolicyPackTest {
    private static final Path PACKS = Path.of("consent-policies");

    @TempDir
    Path copy;

    @Test
    void everyCaseAndEveryDerivedDenialIsDecidedAsExpected() {
        PolicyCases.Report report = PolicyCases.run(PACKS);
        assertThat(report.wrong()).isEmpty();
        assertThat(report.lastLine()).endsWith(" 0 wrong");
        assertThat(report.policies()).isPositive();
        assertThat(report.cases()).isGreaterThanOrEqualTo(report.policies() * 4);
        assertThat(report.derived()).isGreaterThanOrEqualTo(report.policies() * 6);
    }

    @Test
    void theDecisionTableIsTheOneThatIsGenerated() throws IOException {
        Path table = PACKS.resolve("decision-table.md");
        String generated = PolicyCases.run(PACKS).table();
        if (Boolean.getBoolean("sluis.regenerate")) {
            Files.writeString(table, generated);
        }
        assertThat(Files.readString(table)).isEqualTo(generated);
    }

    @Test
    void noCaseFoundIsWrong() throws IOException {
        Folder.copyAll(copy);
        for (String file : files("010-plan-notice-to-youth-team/permit", "010-plan-notice-to-youth-team/deny")) {
            Files.delete(copy.resolve(file));
        }
        assertThat(PolicyCases.run(copy).wrong())
                .containsExactly(
                        "010-plan-notice-to-youth-team/permit:0: 0 cases, and at least 1 are needed; "
                                + "write one like those of the other policies",
                        "010-plan-notice-to-youth-team/deny:0: 0 cases, and at least 3 are needed; "
                                + "write one like those of the other policies");
    }

    @Test
    void aCaseThatExpectsAnElementMoreIsWrong() throws IOException {
        Folder.copyAll(copy);
        replace(
                "020-school-plan-to-youth-care/permit/both-parents-say-yes.yaml",
                "    subject.bsn: policy-forbids\n",
                "");
        assertThat(PolicyCases.run(copy).wrong()).singleElement().asString().contains("withheld");
    }

    @Test
    void aCaseWhoseContentContradictsItsFolderIsWrong() throws IOException {
        Folder.copyAll(copy);
        replace("010-plan-notice-to-youth-team/deny/one-parent-refuses.yaml", "outcome: DENY", "outcome: PERMIT");
        assertThat(PolicyCases.run(copy).wrong())
                .containsExactly("010-plan-notice-to-youth-team/deny/one-parent-refuses.yaml:9: "
                        + "PERMIT is no outcome of a case in this folder; write one of DENY, HOLD, PENDING, ROUTE");
    }

    @Test
    void aPolicyThatForgetsItsFirstDayFailsTheCasesThatKnowIt() throws IOException {
        Folder.copyAll(copy);
        replace("010-plan-notice-to-youth-team/policy.yaml", "from: 2014-08-01", "from: 2014-07-01");
        assertThat(PolicyCases.run(copy).wrong()).singleElement().asString().contains("before-it-is-in-force");
    }

    @Test
    void aPolicyThatReleasesWhatItForbadeFailsItsCases() throws IOException {
        Folder.copyAll(copy);
        replace(
                "020-school-plan-to-youth-care/policy.yaml",
                "{element: subject.bsn, rule: FORBIDDEN}",
                "{element: subject.bsn, rule: OPTIONAL}");
        assertThat(PolicyCases.run(copy).wrong()).hasSizeGreaterThan(1);
    }

    private String[] files(String... folders) throws IOException {
        Stream.Builder<String> files = Stream.builder();
        for (String folder : folders) {
            try (Stream<Path> all = Files.list(copy.resolve(folder))) {
                all.map(f -> copy.relativize(f).toString()).forEach(files);
            }
        }
        return files.build().toArray(String[]::new);
    }

    private void replace(String file, String from, String to) throws IOException {
        Folder.replace(copy.resolve(file), from, to);
    }
}
