package org.sluis.policy.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.law.Law;
import org.sluis.policy.Decision;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.Folder;
import org.sluis.policy.Packs;
import org.sluis.policy.Policy;
import org.sluis.policy.pack.PackFault;

/** What follows from a permit is derived of every kind, and each notices where the answer is the permit still. */
class DerivedCaseTest {
    private static final Path FOLDER = Path.of("consent-policies");
    private static final Packs PACKS = Packs.load(FOLDER);
    private static final DecisionPoint POINT =
            DecisionPoint.of(PACKS, Law.load(FOLDER.resolve("law").resolve("nl")));

    @Test
    void ofEveryKindThereAre() throws IOException {
        assertThat(names("020-school-plan-to-youth-care"))
                .contains(
                        "other purpose",
                        "policy not yet effective",
                        "withdrawn",
                        "expired",
                        "other child",
                        "other recipient",
                        "consent for another purpose",
                        "without IDENT",
                        "without GOAL")
                .anyMatch(name -> name.startsWith("one more of "));
        assertThat(names("090-anonymous-consultation")).contains("naming subject.givenName", "other purpose");
        assertThat(names("100-vital-interest"))
                .contains("other recipient", "other child")
                .anyMatch(name -> name.startsWith("without "));
    }

    @Test
    void eachComplainsWhereTheAnswerIsThePermitStill() throws IOException {
        int complaints = 0;
        for (Policy policy : PACKS.all()) {
            for (PolicyCase permit : permits(policy)) {
                Decision still = POINT.decide(permit.input());
                for (DerivedCase each : DerivedCase.of(permit)) {
                    String lost = each.name().replaceFirst("^(without|one more of) ", "");
                    boolean narrows = !lost.equals(each.name())
                            && permit.input().facts().said().isEmpty();
                    boolean nothingToLose = narrows
                            && each.name().startsWith("without ")
                            && still.passing().stream()
                                    .noneMatch(id ->
                                            policy.release().categoryOf(id).equals(lost));
                    String complaint = each.complaint().apply(still);
                    assertThat(complaint == null)
                            .as(policy.pack().id() + " " + permit.name() + ": " + each.name() + ": " + complaint)
                            .isEqualTo(nothingToLose);
                    complaints += complaint == null ? 0 : 1;
                }
            }
        }
        assertThat(complaints).isGreaterThan(100);
    }

    /** No shipped policy does; an own one of a region does. Of another recipient it says nothing, so that is refused. */
    @Test
    void whereAPolicyNamesItsRecipientAnotherOneGetsNothingToo(@TempDir Path copy) throws IOException {
        Folder.copyAll(copy);
        for (String id : List.of("020-school-plan-to-youth-care", "100-vital-interest")) {
            Path policy = copy.resolve(id).resolve("policy.yaml");
            Files.writeString(
                    policy,
                    Files.readString(policy)
                            .replaceFirst("recipient: \\{kind: .*}", "recipient: {party: jeugdhulp-oever}"));
        }
        Packs packs = Packs.load(copy);
        DecisionPoint point =
                DecisionPoint.of(packs, Law.load(copy.resolve("law").resolve("nl")));
        int derived = 0;
        for (Policy policy : packs.all()) {
            if (!policy.pack().recipient().named().isEmpty()) {
                for (PolicyCase permit : permits(policy, point, copy)) {
                    DerivedCase other = DerivedCase.of(permit).stream()
                            .filter(each -> each.name().equals("other recipient"))
                            .findFirst()
                            .orElseThrow();
                    assertThat(other.complaint().apply(point.decide(point.underThese(other.input()))))
                            .isNull();
                    assertThat(other.complaint().apply(point.decide(permit.input())))
                            .isEqualTo("is PERMIT");
                    derived++;
                }
            }
        }
        assertThat(derived).isGreaterThan(2);
    }

    @Test
    void whatOneComplainsOfIsInTheReport(@TempDir Path copy) throws IOException {
        Folder.copyAll(copy);
        Folder.replace(copy.resolve("law/nl/30-consent.yaml"), "period: [before, after]", "period: before");
        assertThat(PolicyCases.run(copy).wrong()).anyMatch(wrong -> wrong.contains("expired: is PERMIT"));
    }

    private static Set<String> names(String pack) throws IOException {
        Set<String> names = new TreeSet<>();
        for (Policy policy : PACKS.all()) {
            if (policy.pack().id().equals(pack)) {
                permits(policy).forEach(permit -> DerivedCase.of(permit).forEach(each -> names.add(each.name())));
            }
        }
        return names;
    }

    private static List<PolicyCase> permits(Policy policy) throws IOException {
        return permits(policy, POINT, FOLDER);
    }

    private static List<PolicyCase> permits(Policy policy, DecisionPoint point, Path folder) throws IOException {
        List<PolicyCase> permits = new ArrayList<>();
        List<PackFault> faults = new ArrayList<>();
        CaseReader reader = new CaseReader(policy, point);
        try (var files = Files.list(folder.resolve(policy.pack().id()).resolve("permit"))) {
            for (Path file : files.sorted().toList()) {
                permits.add(Objects.requireNonNull(reader.read(file, "permit", faults), faults::toString));
            }
        }
        assertThat(permits).isNotEmpty();
        return permits;
    }
}
