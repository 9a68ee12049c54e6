package org.sluis.policy.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Reason;
import org.sluis.law.Law;
import org.sluis.policy.Decision;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.Packs;
import org.sluis.policy.Policy;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.PackFault;

/**
 * Runs every case of every pack against the packs and the law as they stand, and from each permit the denials that must
 * follow. A pack without at least one permit and three denials is wrong: no case found is never a success.
 */
public final class PolicyCases {
    private static final int LEAST_PERMITS = 1;
    private static final int LEAST_DENIALS = 3;

    private final DecisionPoint point;
    private final List<PackFault> faults = new ArrayList<>();
    private final List<PolicyCase> cases = new ArrayList<>();
    private final DecisionTable table = new DecisionTable();
    private int derived;

    private PolicyCases(DecisionPoint point) {
        this.point = point;
    }

    /**
     * What came of it.
     *
     * @param faults every fault, and every answer that is not the expected one
     * @param table the decision table, as {@code consent-policies/decision-table.md} must be
     */
    public record Report(int policies, int cases, int derived, List<PackFault> faults, String table) {

        /** One line for each fault. */
        public List<String> wrong() {
            return faults.stream().map(PackFault::toString).toList();
        }

        public boolean right() {
            return faults.isEmpty();
        }

        /** The one line that says it all. */
        public String lastLine() {
            return "policy: " + policies + " policies, " + cases + " cases, " + derived + " derived, " + faults.size()
                    + " wrong";
        }
    }

    /**
     * Reads dictionary, law, packs and cases from the folder and runs them.
     *
     * @throws org.sluis.policy.pack.PackNotValid when a pack itself cannot be put in force
     */
    public static Report run(Path consentPolicies) {
        Law law = Law.load(consentPolicies.resolve("law").resolve("nl"));
        Packs packs = Packs.load(consentPolicies);
        return run(consentPolicies, DecisionPoint.of(packs, law), packs.all());
    }

    /** Runs the cases of these policies, which this point decides by. */
    public static Report run(Path consentPolicies, DecisionPoint point, List<Policy> all) {
        return new PolicyCases(point).run(consentPolicies, all);
    }

    private Report run(Path consentPolicies, List<Policy> all) {
        for (Policy policy : all) {
            CaseReader reader = new CaseReader(policy, point);
            run(policy.pack(), consentPolicies.resolve(policy.pack().id()), CaseReader.PERMIT, LEAST_PERMITS, reader);
            run(policy.pack(), consentPolicies.resolve(policy.pack().id()), "deny", LEAST_DENIALS, reader);
        }
        return new Report(all.size(), cases.size(), derived, List.copyOf(faults), table.markdown());
    }

    private void run(Pack pack, Path folder, String answer, int least, CaseReader reader) {
        List<Path> files = files(folder.resolve(answer));
        if (files.size() < least) {
            faults.add(new PackFault(
                    pack.id() + "/" + answer,
                    0,
                    files.size() + " cases, and at least " + least + " are needed",
                    "write one like those of the other policies"));
        }
        for (Path file : files) {
            PolicyCase read = reader.read(file, answer, faults);
            if (read != null) {
                run(read);
            }
        }
    }

    private void run(PolicyCase read) {
        cases.add(read);
        Decision decision = point.decide(read.input());
        table.add(read, decision);
        String expected = said(read.outcome(), read.reason());
        Reason reason = decision.reason();
        String decided = said(decision.outcome(), reason == null ? null : reason.code());
        if (!decided.equals(expected)) {
            wrong(read, "it is " + decided + " by " + decision.rows() + ", expected " + expected);
        } else if (read.permits()) {
            if (!decision.passing().equals(read.passes())) {
                wrong(read, "passes " + decision.passing() + ", expected " + read.passes());
            }
            if (!withheld(decision).equals(read.withheld())) {
                wrong(read, "withheld " + withheld(decision) + ", expected " + read.withheld());
            }
            derive(read);
        }
    }

    private void derive(PolicyCase permit) {
        for (DerivedCase each : DerivedCase.of(permit)) {
            derived++;
            String complaint = each.complaint().apply(point.decide(point.underThese(each.input())));
            if (complaint != null) {
                wrong(permit, each.name() + ": " + complaint);
            }
        }
    }

    private void wrong(PolicyCase read, String what) {
        faults.add(new PackFault(read.file(), read.line(), what, "mend the policy, or write what is right here"));
    }

    private static String said(Outcome outcome, @Nullable String reason) {
        return reason == null ? outcome.name() : outcome + " " + reason;
    }

    private static SortedMap<String, String> withheld(Decision decision) {
        SortedMap<String, String> withheld = new TreeMap<>();
        decision.elements().forEach((id, verdict) -> {
            if (verdict.because() != null) {
                withheld.put(id, verdict.because());
            }
        });
        return withheld;
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
