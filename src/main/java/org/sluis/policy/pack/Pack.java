package org.sluis.policy.pack;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.Label;
import org.sluis.canonical.Purpose;
import org.sluis.party.PartyKind;

/**
 * One policy pack, found in order.
 *
 * @param id the name of its folder
 * @param digest of its {@link PackSource}
 * @param dictionary that its words are from
 * @param label the purpose in words, for whoever is asked
 * @param anonymous whether its profile tells nothing of who the child is
 * @param lowSensitivity whether it was declared to be of low sensitivity; then it releases nothing that is special
 * @param disclosers one kind or more, each once
 * @param recipients the same
 * @param from the first day it is in force, in the law's zone
 * @param until the first day it no longer is; null where it stays
 * @param obligations what the recipient and Sluis must do
 * @param lines what it releases, as written
 * @param attestable by kind of passage in free text, the reasons for which an author may attest that it may stand
 */
public record Pack(
        String id,
        String digest,
        Dictionary dictionary,
        Purpose purpose,
        Label label,
        String profile,
        boolean anonymous,
        boolean lowSensitivity,
        List<PartyKind> disclosers,
        List<PartyKind> recipients,
        LocalDate from,
        @Nullable LocalDate until,
        String owner,
        LocalDate reviewBy,
        LegalBasis basis,
        SortedMap<String, String> obligations,
        List<RuleLine> lines,
        SortedMap<String, SortedSet<String>> attestable) {

    /** Whether its own period holds this day. */
    public boolean inForce(LocalDate day) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }

    /**
     * The line that decides on an element of the profile: a category that is FORBIDDEN wins over every line, else the
     * element's own is more specific than its category's. None where no line names it: then it stays.
     */
    public Optional<RuleLine> line(ElementDefinition element) {
        Optional<RuleLine> category = lines.stream()
                .filter(line -> element.category().equals(line.category()))
                .findFirst();
        if (category.filter(line -> line.rule() == Rule.FORBIDDEN).isPresent()) {
            return category;
        }
        return lines.stream()
                .filter(line -> line.names(element.id()))
                .findFirst()
                .or(() -> category);
    }

    /** Every element that may go, if a consent covers it. */
    public SortedSet<String> released() {
        return dictionary.profile(profile).orElse(Set.of()).stream()
                .map(dictionary::element)
                .filter(element -> !element.control())
                .filter(element -> line(element)
                        .filter(line -> line.rule() != Rule.FORBIDDEN)
                        .isPresent())
                .map(ElementDefinition::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
