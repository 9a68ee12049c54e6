package org.sluis.policy.lint;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.freetext.Screen;
import org.sluis.law.Law;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.Packs;
import org.sluis.policy.cases.PolicyCases;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.PackFault;
import org.sluis.policy.pack.PackNotValid;

/**
 * Looks a folder of policies over as it is written, on one day: whatever stops it from being published, what contradicts
 * itself, can never count or is out of date, and what its cases say otherwise. Never throws for what stands in the folder,
 * and changes nothing: what runs is what was published.
 */
public final class Lint {
    private static final Pattern PLACE =
            Pattern.compile("([^\\s:]+\\.(?:yaml|txt)):([0-9]{1,9}): (.*)", Pattern.DOTALL);

    private final Path folder;
    private final LocalDate day;
    private final List<Finding> findings = new ArrayList<>();
    private int policies;

    private Lint(Path folder, LocalDate day) {
        this.folder = folder;
        this.day = day;
    }

    /**
     * Looks the folder over.
     *
     * @param folder with {@code dictionary.yaml}, {@code law}, {@code free-text}, {@code agreements} and the packs
     * @param day in the law's zone: what is out of date is so on this day
     */
    public static Lint of(Path folder, LocalDate day) {
        Lint lint = new Lint(folder, day);
        lint.look();
        lint.findings.sort(Comparator.comparing(Finding::severity)
                .thenComparing(Finding::file)
                .thenComparing(Finding::line));
        return lint;
    }

    /** Everything found: errors, then warnings, then notes, in the order of the files. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** What keeps this pack from being published: the errors in it, and those in what all packs share. */
    public List<Finding> against(String pack) {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .filter(finding -> finding.in(pack) || !finding.file().matches("[0-9]{3}-.*"))
                .toList();
    }

    /** How many findings are of this severity. */
    public long count(Severity severity) {
        return findings.stream().filter(f -> f.severity() == severity).count();
    }

    /** The one line that says it all. */
    public String lastLine() {
        return "lint: " + policies + " policies, " + count(Severity.ERROR) + " errors, " + count(Severity.WARNING)
                + " warnings";
    }

    private void look() {
        Dictionary dictionary = loaded("dictionary.yaml", "", () -> Dictionary.load(folder.resolve("dictionary.yaml")));
        Law law = loaded("law/nl", "law/nl/", () -> Law.load(folder.resolve("law/nl")));
        if (dictionary == null) {
            return;
        }
        Screen screen =
                loaded("free-text/nl", "free-text/nl/", () -> Screen.load(folder.resolve("free-text/nl"), dictionary));
        if (screen == null) {
            return;
        }
        List<PackFault> faults = new ArrayList<>();
        List<Pack> packs = loaded(".", "", () -> Packs.read(folder, screen, faults));
        found(faults, Severity.ERROR);
        if (packs == null) {
            return;
        }
        policies = packs.size();
        packs.forEach(pack -> {
            PackLint of = new PackLint(folder, pack, day);
            found(of.errors(), Severity.ERROR);
            found(of.warnings(), Severity.WARNING);
        });
        tryCases(packs, dictionary, law);
        if (faults.isEmpty()) {
            found(Unreleased.of(folder, dictionary, packs), Severity.NOTE);
        }
    }

    private void tryCases(List<Pack> packs, Dictionary dictionary, @Nullable Law law) {
        try {
            Packs together = Packs.of(packs, dictionary);
            DecisionPoint point =
                    law == null ? null : loaded("law/nl", "law/nl/", () -> DecisionPoint.of(together, law));
            if (point != null) {
                found(PolicyCases.run(folder, point, together.all()).faults(), Severity.ERROR);
            }
        } catch (PackNotValid unclear) {
            found(unclear.faults(), Severity.ERROR);
        }
    }

    private void found(List<PackFault> faults, Severity severity) {
        faults.stream()
                .map(fault -> Finding.of(fault, severity))
                .filter(finding -> !findings.contains(finding))
                .forEach(findings::add);
    }

    /** What stops the whole folder, told of the file that it is in as far as the message says. */
    private <T> @Nullable T loaded(String file, String within, Supplier<T> loading) {
        try {
            return loading.get();
        } catch (RuntimeException refused) {
            String message = String.valueOf(refused.getMessage());
            Matcher place = PLACE.matcher(message);
            boolean placed = place.matches();
            findings.add(new Finding(
                    placed ? within + place.group(1) : file,
                    placed ? Integer.parseInt(place.group(2)) : 0,
                    Severity.ERROR,
                    placed ? place.group(3) : message,
                    "mend it there; nothing else can be looked at before"));
            return null;
        }
    }
}
