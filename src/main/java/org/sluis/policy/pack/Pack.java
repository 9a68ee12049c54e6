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
import org.sluis.policy.agreement.Agreement;

/**
 * One policy pack, found in order.
 *
 * @param id the name of its folder
 * @param digest of its {@link PackSource}
 * @param dictionary that its words are from
 * @param agreement that it stands under
 * @param label the purpose in words, for whoever is asked
 * @param anonymous whether its profile tells nothing of who the child is
 * @param lowSensitivity whether it was declared to be of low sensitivity; then it releases nothing that is special
 * @param discloser who may disclose by it
 * @param recipient to whom
 * @param from the first day it is in force, in the law's zone
 * @param until the first day it no longer is; null where it stays
 * @param conditions what must be so of the subject
 * @param obligations what the recipient and Sluis must do
 * @param deliverWithin in working days of its agreement: what was not delivered then is destroyed, and its sender told
 * @param lines what it releases, as written
 * @param attestable by kind of passage in free text, the reasons for which an author may attest that it may stand
 */
public record Pack(
        String id,
        String digest,
        Dictionary dictionary,
        Agreement agreement,
        Purpose purpose,
        Label label,
        String profile,
        boolean anonymous,
        boolean lowSensitivity,
        Side discloser,
        Side recipient,
        LocalDate from,
        @Nullable LocalDate until,
        String owner,
        LocalDate reviewBy,
        LegalBasis basis,
        Conditions conditions,
        SortedMap<String, String> obligations,
        int deliverWithin,
        List<RuleLine> lines,
        SortedMap<String, SortedSet<String>> attestable) {

    /** Whether its own period and its agreement's hold this day. */
    public boolean inForce(LocalDate day) {
        return !day.isBefore(from) && (until == null || day.isBefore(until)) && agreement.inForce(day);
    }

    /** Whether it may decide about somebody of this age band; of an age that is not known nothing is said here. */
    public boolean forAge(String age) {
        return conditions.ages().isEmpty() || conditions.ages().contains(age) || !Conditions.AGES.contains(age);
    }

    /**
     * Whether it may decide between parties of these kinds about such a subject. A party that it names and that is not of
     * the kind as which it signed meets nothing.
     *
     * @param age the law's age band
     * @param authority what the check of parental responsibility came to
     */
    public boolean fits(PartyKind from, PartyKind to, String age, String authority) {
        return discloser.kinds().contains(from) && recipient.kinds().contains(to) && conditions.met(age, authority);
    }

    /** The kinds of who may disclose by it, each once. */
    public List<PartyKind> disclosers() {
        return discloser.kinds();
    }

    /** The kinds of to whom, each once. */
    public List<PartyKind> recipients() {
        return recipient.kinds();
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
