package org.sluis.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.policy.Folder;
import org.springframework.util.FileSystemUtils;

/** What lint finds in a folder, and that it finds nothing where nothing is wrong. */
class LintTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 2);
    private static final String PACK = "010-plan-notice-to-youth-team";
    private static final String POLICY = PACK + "/policy.yaml";
    private static final String AGREEMENT = "agreements/waterlee/agreement.yaml";

    @TempDir
    Path folder;

    @BeforeEach
    void aFolderOfOnePack() throws IOException {
        Folder.copy(folder, PACK, "law", "free-text");
    }

    @Test
    void theShippedPoliciesHaveNoErrorsAndNoWarnings() throws IOException {
        Lint lint = Lint.of(Path.of("consent-policies"), DAY);
        assertThat(lint.findings()).allMatch(finding -> finding.severity() == Severity.NOTE);
        assertThat(lint.findings())
                .extracting(Finding::wrong)
                .anyMatch(wrong -> wrong.contains("subject.bsn"))
                .noneMatch(wrong -> wrong.contains("subject.givenName"))
                .noneMatch(wrong -> wrong.contains("plan.localId")); // it only steers
        List<String> dictionary = Files.readAllLines(Path.of("consent-policies/dictionary.yaml"));
        assertThat(lint.findings()).isNotEmpty().allSatisfy(note -> {
            String first = note.wrong().replaceAll("no policy releases ([^,]+).*", "$1");
            assertThat(dictionary.get(note.line() - 1)).contains(first);
            assertThat(note.instead()).isEqualTo("leave it so, unless a recipient needs it");
        });
        assertThat(lint.lastLine()).isEqualTo("lint: 13 policies, 0 errors, 0 warnings");
    }

    @Test
    void whateverThePacksCannotBeLoadedWithIsAnError() throws IOException {
        replace(POLICY, "{kind: school}", "{kind: scool}");
        error(POLICY, "{kind: scool}", "scool is no kind of party", "write school");
        assertThat(look().lastLine()).isEqualTo("lint: 0 policies, 1 errors, 0 warnings");
        replace(POLICY, "{kind: scool}", "{kind: school}");
        replace(AGREEMENT, "kind: municipality", "kind: municipal");
        error(AGREEMENT, "kind: municipal", "municipal is no kind of party", "write municipality");
    }

    @Test
    void twoPacksForOneWay() throws IOException {
        FileSystemUtils.copyRecursively(folder.resolve(PACK), folder.resolve("011-again"));
        Folder.replace(folder.resolve("011-again/policy.yaml"), "id: " + PACK, "id: 011-again");
        assertThat(look().findings())
                .anyMatch(f -> f.severity() == Severity.ERROR && f.wrong().contains("are those of " + PACK));
    }

    @Test
    void anElementThatIsSaidToGoUnderACategoryThatStays() throws IOException {
        add("  - {element: subject.address, rule: OPTIONAL}");
        error(
                POLICY,
                "subject.address",
                "subject.address is OPTIONAL and its category CONTACT is FORBIDDEN, so it never goes",
                "leave this line out, or forbid the other elements of the category one by one");
    }

    @Test
    void aMandatoryElementThatIsForbidden() throws IOException {
        replace(POLICY, "{category: CONTACT, rule: FORBIDDEN}", "{category: PLAN, rule: FORBIDDEN}");
        assertThat(look().findings())
                .anyMatch(f -> f.wrong().equals("plan.kind must go and its category PLAN is FORBIDDEN"));
    }

    @Test
    void aLineThatSaysWhatItsCategorySays() throws IOException {
        add("  - {element: attendance.absences, rule: CONSENT}");
        String known = Files.readString(folder.resolve("dictionary.yaml"))
                .replaceAll("(?s).*?id: (attendance\\.(?!reason)[a-zA-Z0-9]+).*", "$1");
        replace(POLICY, "attendance.absences", known);
        warning(POLICY, known, known + " is CONSENT, as its category ATTENDANCE is already", "leave this line out");
    }

    @Test
    void aLineOfACategoryWhoseElementsAllHaveTheirOwn() throws IOException {
        add("  - {category: SCHOOL, rule: OPTIONAL}");
        warning(
                POLICY,
                "category: SCHOOL",
                "every element of SCHOOL has a line of its own, so this one decides nothing",
                "leave it out");
    }

    @Test
    void anElementThatNoLineNames() throws IOException {
        replace(POLICY, "  - {element: plan.focus, rule: CONSENT}\n", "");
        warning(
                POLICY,
                "- {element: subject.pairwiseId, rule: REQUIRED}",
                "no line names plan.focus: what nobody names stays",
                "write a line for each, or for its category; FORBIDDEN where it is meant to stay");
    }

    @Test
    void daysGoneBy() throws IOException {
        String review = "it was to be reviewed by 2027-08-01";
        assertThat(Lint.of(folder, LocalDate.of(2027, 7, 31)).count(Severity.WARNING))
                .isZero();
        assertThat(Lint.of(folder, LocalDate.of(2027, 8, 1)).findings())
                .contains(new Finding(
                        POLICY,
                        line(POLICY, "review-by:"),
                        Severity.WARNING,
                        review,
                        "review it, and write the next day"));
        assertThat(Lint.of(folder, LocalDate.of(2027, 8, 30)).findings())
                .contains(new Finding(
                        POLICY,
                        line(POLICY, "agreement:"),
                        Severity.WARNING,
                        "the calendar of the agreement waterlee does not hold 2027-08-30: only weekends are known",
                        "add the holidays of this year to it"));
        replace(POLICY, "{from: 2014-08-01}", "{from: 2014-08-01, until: 2026-11-02}");
        warning(POLICY, "effective:", "it is no longer in force", "write a later until, or leave the policy out");
        replace(POLICY, "until: 2026-11-02", "until: 2026-11-03");
        assertThat(look().count(Severity.WARNING)).isZero();
        replace(AGREEMENT, "{from: 2014-07-01}", "{from: 2014-07-01, until: 2026-11-02}");
        warning(POLICY, "effective:", "it is no longer in force", "write a later until, or leave the policy out");
        replace(AGREEMENT, "until: 2026-11-02", "until: 2026-11-03");
        assertThat(look().count(Severity.WARNING)).isZero();
    }

    @Test
    void aPolicyWhoseAgreementIsOverBeforeItBegins() throws IOException {
        replace(AGREEMENT, "{from: 2014-07-01}", "{from: 2014-07-01, until: 2014-08-01}");
        error(
                POLICY,
                "effective:",
                "it is never in force: the agreement waterlee is over by then",
                "agree anew, or leave the policy out");
    }

    @Test
    void aConditionThatAsksNothing() throws IOException {
        replace(POLICY, "obligations:", "conditions: {age: [under-12, 12-15, 16-17, adult]}\nobligations:");
        warning(POLICY, "conditions:", "this is every age that is known", "leave it out");
    }

    @Test
    void aPolicyThatNobodyCanReadAloud() throws IOException {
        Finding finding = new Finding(
                PACK + "/README.md",
                0,
                Severity.WARNING,
                "nobody can read this policy aloud",
                "write what it is for, in plain words");
        Path readme = folder.resolve(PACK).resolve("README.md");
        Files.writeString(readme, " \n");
        assertThat(look().findings()).contains(finding);
        Files.delete(readme);
        assertThat(look().findings()).contains(finding);
        Files.createSymbolicLink(readme, Path.of("README.md").toAbsolutePath());
        assertThat(look().findings()).contains(finding);
    }

    @Test
    void casesThatContradictTheirFolderOrThePolicyOrAreTooFew() throws IOException {
        replace(PACK + "/deny/one-parent-refuses.yaml", "outcome: DENY", "outcome: PERMIT");
        error(
                PACK + "/deny/one-parent-refuses.yaml",
                "outcome: PERMIT",
                "PERMIT is no outcome of a case in this folder",
                "write one of DENY, HOLD, PENDING, ROUTE");
        replace(PACK + "/deny/one-parent-refuses.yaml", "outcome: PERMIT", "outcome: HOLD");
        assertThat(look().findings())
                .anyMatch(f -> f.file().equals(PACK + "/deny/one-parent-refuses.yaml")
                        && f.line() > 0
                        && f.wrong().startsWith("it is DENY consent-refused by "));
        FileSystemUtils.deleteRecursively(folder.resolve(PACK).resolve("deny"));
        assertThat(look().findings())
                .filteredOn(f -> f.severity() == Severity.ERROR)
                .singleElement()
                .asString()
                .isEqualTo(PACK + "/deny:0: error: 0 cases, and at least 3 are needed; "
                        + "write one like those of the other policies");
    }

    @Test
    void aFolderWithoutLawOrDictionaryIsToldSoAndNothingIsThrown() throws IOException {
        FileSystemUtils.deleteRecursively(folder.resolve("law"));
        assertThat(errors()).extracting(Finding::file).containsExactly("law/nl");
        Files.writeString(folder.resolve("dictionary.yaml"), "elements: 3");
        assertThat(errors()).extracting(Finding::file).contains("dictionary.yaml");
        FileSystemUtils.deleteRecursively(folder.resolve("free-text"));
        Folder.copy(Files.createDirectories(folder.resolve("other")));
        assertThat(Lint.of(folder.resolve("other"), DAY).findings())
                .extracting(Finding::file)
                .contains("law/nl", "free-text/nl");
        assertThat(Lint.of(folder.resolve("nowhere"), DAY).count(Severity.ERROR))
                .isPositive();
    }

    @Test
    void whatStopsTheWholeFolderIsToldWhereItStands() throws IOException {
        String row = "law/nl/65-element.yaml";
        String advice = "mend it there; nothing else can be looked at before";
        replace(row, "then: withhold", "then: withold");
        assertThat(errors()).singleElement().satisfies(finding -> {
            assertThat(finding.file()).isEqualTo(row);
            assertThat(finding.line()).isEqualTo(line(row, "then: withold"));
            assertThat(finding.wrong()).isEqualTo("'withold' is none of [withhold]");
            assertThat(finding.instead()).isEqualTo(advice);
        });
        replace(row, "then: withold", "then: withhold");
        replace(row, "subject.address", "subject.adress");
        assertThat(errors()).singleElement().satisfies(finding -> {
            assertThat(finding.file()).isEqualTo(row);
            assertThat(finding.line()).isPositive();
            assertThat(finding.wrong())
                    .isEqualTo("row R41 withholds subject.adress, which is no element or category of the dictionary");
            assertThat(finding.instead()).isEqualTo(advice);
        });
    }

    @Test
    void errorsStandFirstThenWarningsThenNotesByFileAndLine() throws IOException {
        replace(POLICY, "review-by: ", "review-by: 2026-11-01 #");
        Files.delete(folder.resolve(PACK).resolve("README.md"));
        replace(PACK + "/deny/one-parent-refuses.yaml", "outcome: DENY", "outcome: HOLD");
        FileSystemUtils.copyRecursively(
                Path.of("consent-policies/030-signal-to-youth-team"), folder.resolve("030-signal-to-youth-team"));
        Files.delete(folder.resolve("030-signal-to-youth-team/README.md"));
        replace(
                "030-signal-to-youth-team/policy.yaml",
                "{category: ORIGIN, rule: FORBIDDEN}",
                "{category: ORIGIN, rule: FORBIDDEN}\n  - {element: subject.birthCountry, rule: OPTIONAL}");
        List<Finding> findings = look().findings();
        assertThat(findings)
                .extracting(Finding::severity)
                .contains(Severity.values())
                .isSorted();
        for (Severity severity : Severity.values()) {
            assertThat(findings)
                    .filteredOn(finding -> finding.severity() == severity)
                    .isSortedAccordingTo(Comparator.comparing(Finding::file).thenComparing(Finding::line));
        }
    }

    /** What keeps a pack from being read keeps anybody from saying what no policy releases. */
    @Test
    void whereAPackCannotBeReadNoNotesAreMade() throws IOException {
        replace(POLICY, "owner:", "ownr:");
        assertThat(look().count(Severity.NOTE)).isZero();
    }

    @Test
    void whatIsWrongForSeveralPacksIsToldOnce() throws IOException {
        FileSystemUtils.copyRecursively(
                Path.of("consent-policies/030-signal-to-youth-team"), folder.resolve("030-signal-to-youth-team"));
        Files.delete(folder.resolve(AGREEMENT));
        assertThat(errors()).extracting(Finding::file).containsExactly(AGREEMENT);
    }

    @Test
    void againstAPackCountsItsOwnErrorsAndThoseOfWhatAllShare() throws IOException {
        FileSystemUtils.copyRecursively(
                Path.of("consent-policies/030-signal-to-youth-team"), folder.resolve("030-signal-to-youth-team"));
        Files.delete(folder.resolve("030-signal-to-youth-team/README.md"));
        replace(POLICY, "rule: REQUIRED}", "rule: REQURED}");
        assertThat(look().against(PACK)).isNotEmpty();
        assertThat(look().against("030-signal-to-youth-team")).isEmpty();
        replace(AGREEMENT, "contact:", "contct:");
        assertThat(look().against("030-signal-to-youth-team")).isNotEmpty();
    }

    private void add(String line) throws IOException {
        replace(POLICY, "\n...\n", "\n" + line + "\n...\n");
    }

    private void replace(String file, String from, String to) throws IOException {
        Folder.replace(folder.resolve(file), from, to);
    }

    private Lint look() {
        return Lint.of(folder, DAY);
    }

    private List<Finding> errors() {
        return look().findings().stream()
                .filter(f -> f.severity() == Severity.ERROR)
                .toList();
    }

    private void error(String file, String at, String wrong, String instead) throws IOException {
        found(file, at, Severity.ERROR, wrong, instead);
    }

    private void warning(String file, String at, String wrong, String instead) throws IOException {
        found(file, at, Severity.WARNING, wrong, instead);
    }

    private void found(String file, String at, Severity severity, String wrong, String instead) throws IOException {
        assertThat(look().findings()).contains(new Finding(file, line(file, at), severity, wrong, instead));
    }

    private int line(String file, String at) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(file));
        return 1
                + lines.indexOf(
                        lines.stream().filter(l -> l.contains(at)).findFirst().orElseThrow());
    }
}
