package org.sluis.policy.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.ReasonTexts;
import org.sluis.canonical.Refused;
import org.sluis.policy.Explanation;
import org.sluis.policy.Explanation.Language;
import org.sluis.policy.cases.OneCase;
import org.sluis.policy.pack.PackFault;
import org.sluis.policy.pack.PackNotValid;
import org.sluis.policy.pack.PackSource;

/**
 * Another text of a policy of the folder, looked at beside all the others as they are written there: what lint finds in it and what
 * its cases say. The folder stays as it is, and nothing is kept.
 *
 * @param findings errors and warnings in this policy, and in what all share; not what its cases say otherwise
 * @param cases in the order of their names
 * @param publishable false where an error keeps it from being published; a case that it answers otherwise does not, for what the
 *     officers want may be just that
 */
public record Draft(List<Finding> findings, List<Tried> cases, boolean publishable) {
    /** Characters of the longest text. */
    public static final int LONGEST = 100_000;

    private static final String CASE = "[^/]+/(permit|deny)/.*";
    private static final String NAME = "(permit|deny)/[a-z0-9][a-z0-9-]{0,99}";

    /**
     * One case.
     *
     * @param name its folder and file, as {@code permit/young-child-both-parents}
     * @param who the invented situation in words; empty where an error keeps it from being read
     * @param wrong what it says otherwise than expected; null where it is as expected
     */
    public record Tried(String name, String who, @Nullable String wrong) {
        public boolean permits() {
            return name.startsWith("permit/");
        }
    }

    /** How many of its cases it answers otherwise than expected. */
    public long otherwise() {
        return cases.stream().filter(each -> each.wrong() != null).count();
    }

    /**
     * Looks it over.
     *
     * @param day as {@link Lint#of} takes it
     * @throws Refused NOT_FOUND where the folder has no such policy, BODY_TOO_LARGE
     */
    public static Draft look(Path consentPolicies, String policy, String text, LocalDate day) {
        try (Overlay overlay = overlay(consentPolicies, policy, text)) {
            Lint lint = Lint.of(overlay.folder(), day);
            List<Finding> findings = lint.findings().stream()
                    .filter(finding -> finding.severity() != Severity.NOTE)
                    .filter(finding -> finding.in(policy) || !finding.file().matches("[0-9]{3}-.*"))
                    .toList();
            return new Draft(
                    findings.stream()
                            .filter(finding -> !finding.file().matches(CASE))
                            .toList(),
                    cases(overlay.folder().resolve(policy), findings),
                    lint.against(policy).stream()
                            .allMatch(finding -> finding.file().matches(CASE)));
        }
    }

    /**
     * Why one of its cases is decided as it is by this text.
     *
     * @param name of the case
     * @throws Refused NOT_FOUND where there is no such case; POLICY_NOT_VALID with every fault, where it cannot be decided
     */
    public static Explanation why(
            Path consentPolicies, String policy, String text, String name, Language language, ReasonTexts reasons) {
        try (Overlay overlay = overlay(consentPolicies, policy, text)) {
            Path file = overlay.folder().resolve(policy).resolve(name + ".yaml");
            if (!name.matches(NAME) || !Files.isRegularFile(file)) {
                throw new Refused(Reason.NOT_FOUND);
            }
            OneCase read = OneCase.read(file);
            return Explanation.of(read.point(), read.input(), language, reasons);
        } catch (PackNotValid faulty) {
            throw refused(faulty.faults());
        }
    }

    /**
     * The pack as it is put before a colleague: this text, with the dictionary and the agreement of the folder.
     *
     * @throws Refused as {@link #look}; POLICY_NOT_VALID where it cannot be read as one
     */
    public static PackSource source(Path consentPolicies, String policy, String text) {
        List<PackFault> faults = new ArrayList<>();
        try (Overlay overlay = overlay(consentPolicies, policy, text)) {
            PackSource source = PackSource.read(overlay.folder(), policy, faults);
            if (source == null) {
                throw refused(faults);
            }
            return PackSource.parse(source.content());
        } catch (IllegalArgumentException incomplete) {
            throw new Refused(Reason.POLICY_NOT_VALID, "/pack:not-a-pack");
        }
    }

    private static Refused refused(List<PackFault> faults) {
        return new Refused(
                Reason.POLICY_NOT_VALID,
                faults.stream().map(PackFault::toString).toArray(String[]::new));
    }

    private static Overlay overlay(Path consentPolicies, String policy, String text) {
        if (!policy.matches("[0-9]{3}-[a-z0-9-]{1,60}") || !Files.isDirectory(consentPolicies.resolve(policy))) {
            throw new Refused(Reason.NOT_FOUND);
        } else if (text.length() > LONGEST) {
            throw new Refused(Reason.BODY_TOO_LARGE);
        }
        return Overlay.of(consentPolicies, policy, text);
    }

    private static List<Tried> cases(Path policy, List<Finding> findings) {
        List<Tried> cases = new ArrayList<>();
        OneCase rules = null;
        boolean readable = true;
        for (Path file : files(policy)) {
            String name = policy.relativize(file).toString().replaceFirst("\\.yaml$", "");
            String who = "";
            try {
                if (readable) {
                    rules = rules == null ? OneCase.read(file) : rules.other(file);
                    who = rules.who();
                }
            } catch (IllegalArgumentException notThis) {
                readable = rules != null;
            }
            cases.add(new Tried(name, who, wrong(name, findings)));
        }
        return cases;
    }

    private static @Nullable String wrong(String name, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.file().endsWith("/" + name + ".yaml"))
                .map(Finding::wrong)
                .findFirst()
                .orElse(null);
    }

    private static List<Path> files(Path policy) {
        List<Path> files = new ArrayList<>();
        for (String answer : List.of("permit", "deny")) {
            if (Files.isDirectory(policy.resolve(answer))) {
                try (Stream<Path> all = Files.list(policy.resolve(answer))) {
                    all.sorted().forEach(files::add);
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            }
        }
        return files;
    }
}
