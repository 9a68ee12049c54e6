package org.sluis.policy.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sluis.canonical.ElementDefinition;
import org.sluis.policy.pack.Conditions;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.PackFault;
import org.sluis.policy.pack.Place;
import org.sluis.policy.pack.Rule;
import org.sluis.policy.pack.RuleLine;

/** What is doubtful in one pack that can be read: lines that contradict each other or never count, and days gone by. */
final class PackLint {
    private final Pack pack;
    private final LocalDate day;
    private final List<PackFault> errors = new ArrayList<>();
    private final List<PackFault> warnings = new ArrayList<>();
    private final String file;

    PackLint(Path folder, Pack pack, LocalDate day) {
        this.pack = pack;
        this.day = day;
        this.file = pack.id() + "/policy.yaml";
        Path policy = folder.resolve(pack.id()).resolve("policy.yaml");
        Place wrong = Place.read(policy, file, errors);
        Place doubtful = Place.read(policy, file, warnings);
        if (errors.isEmpty()) {
            lines(wrong.at("release").items(), doubtful.at("release").items());
            undecided(doubtful.at("release"));
            days(wrong, doubtful);
            conditions(doubtful);
        }
        readme(folder);
    }

    List<PackFault> errors() {
        return errors;
    }

    List<PackFault> warnings() {
        return warnings;
    }

    private void lines(List<Place> wrong, List<Place> doubtful) {
        for (int i = 0; i < pack.lines().size(); i++) {
            RuleLine line = pack.lines().get(i);
            if (line.element() == null) {
                unreachable(line, doubtful.get(i));
            } else {
                shadowed(line, pack.dictionary().element(line.element()), wrong.get(i), doubtful.get(i));
            }
        }
    }

    private void shadowed(RuleLine line, ElementDefinition element, Place wrong, Place doubtful) {
        Optional<RuleLine> whole = pack.lines().stream()
                .filter(other -> element.category().equals(other.category()))
                .findFirst();
        if (whole.isEmpty()) {
            return;
        }
        String category = "its category " + element.category();
        if (whole.get().rule() == Rule.FORBIDDEN && line.rule() != Rule.FORBIDDEN) {
            wrong.wrong(
                    element.id() + " is " + line.rule() + " and " + category + " is FORBIDDEN, so it never goes",
                    "leave this line out, or forbid the other elements of the category one by one");
        } else if (whole.get().rule() == line.rule()
                && String.valueOf(line.onlyWhere())
                        .equals(String.valueOf(whole.get().onlyWhere()))) {
            doubtful.wrong(
                    element.id() + " is " + line.rule() + ", as " + category + " is already", "leave this line out");
        }
    }

    private void unreachable(RuleLine line, Place doubtful) {
        boolean decides = profile().stream()
                .filter(element -> element.category().equals(line.category()))
                .anyMatch(element -> pack.line(element).filter(line::equals).isPresent());
        if (!decides) {
            doubtful.wrong(
                    "every element of " + line.category() + " has a line of its own, so this one decides nothing",
                    "leave it out");
        }
    }

    private void undecided(Place release) {
        List<String> stay = profile().stream()
                .filter(element -> pack.line(element).isEmpty())
                .map(ElementDefinition::id)
                .toList();
        if (!stay.isEmpty()) {
            release.wrong(
                    "no line names " + String.join(", ", stay) + ": what nobody names stays",
                    "write a line for each, or for its category; FORBIDDEN where it is meant to stay");
        }
    }

    private List<ElementDefinition> profile() {
        return pack.dictionary().profile(pack.profile()).orElse(Set.of()).stream()
                .map(pack.dictionary()::element)
                .filter(element -> !element.control())
                .toList();
    }

    private void days(Place wrong, Place doubtful) {
        LocalDate ends = pack.until();
        LocalDate agreed = pack.agreement().until();
        if (agreed != null && !agreed.isAfter(pack.from())) {
            wrong.at("effective")
                    .wrong(
                            "it is never in force: the agreement "
                                    + pack.agreement().id() + " is over by then",
                            "agree anew, or leave the policy out");
        } else if (ends != null && !day.isBefore(ends) || agreed != null && !day.isBefore(agreed)) {
            doubtful.at("effective").wrong("it is no longer in force", "write a later until, or leave the policy out");
        }
        if (!pack.reviewBy().isAfter(day)) {
            doubtful.at("review-by")
                    .wrong("it was to be reviewed by " + pack.reviewBy(), "review it, and write the next day");
        }
        if (!pack.agreement().calendar().knows(day)) {
            doubtful.at("agreement")
                    .wrong(
                            "the calendar of the agreement " + pack.agreement().id() + " does not hold " + day
                                    + ": only weekends are known",
                            "add the holidays of this year to it");
        }
    }

    private void conditions(Place doubtful) {
        if (new TreeSet<>(pack.conditions().ages()).containsAll(Conditions.AGES)) {
            doubtful.at("conditions").at("age").wrong("this is every age that is known", "leave it out");
        }
    }

    private void readme(Path folder) {
        Path readme = folder.resolve(pack.id()).resolve("README.md");
        try {
            if (Files.isRegularFile(readme, LinkOption.NOFOLLOW_LINKS)
                    && !Files.readString(readme).isBlank()) {
                return;
            }
        } catch (IOException unreadable) {
            // the same warning
        }
        warnings.add(new PackFault(
                pack.id() + "/README.md",
                0,
                "nobody can read this policy aloud",
                "write what it is for, in plain words"));
    }
}
