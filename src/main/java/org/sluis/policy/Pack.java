package org.sluis.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Label;
import org.sluis.canonical.Purpose;
import org.sluis.party.PartyKind;

/**
 * One policy pack, found in order and compiled.
 *
 * @param id the name of its folder
 * @param label the purpose in words, for whoever is asked
 * @param anonymous whether its profile tells nothing of who the child is
 * @param lowSensitivity whether it was declared to be of low sensitivity; then it releases nothing that is special
 * @param disclosers one kind or more, each once
 * @param recipients the same
 * @param from the first day it is in force, in the law's zone
 * @param until the first day it no longer is; null where it stays
 * @param obligations what the recipient and Sluis must do
 * @param attestable by kind of passage in free text, the reasons for which an author may attest that it may stand
 */
record Pack(
        String id,
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
        Release release,
        SortedMap<String, SortedSet<String>> attestable) {

    boolean inForce(LocalDate day) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }
}
