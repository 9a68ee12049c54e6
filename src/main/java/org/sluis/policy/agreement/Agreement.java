package org.sluis.policy.agreement;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Label;
import org.sluis.canonical.PartyId;

/**
 * A regional agreement, found in order: under one of these every policy stands.
 *
 * @param id the name of its folder
 * @param from the first day it is in force
 * @param until the first day it no longer is; null where it stays
 * @param contact the function to turn to about it; never a person's name
 * @param parties who signed it, a municipality among them
 * @param responseTimes by purpose, in working days of the calendar
 * @param calendar which days are worked
 * @param indicators what the parties watch
 */
public record Agreement(
        String id,
        Label label,
        LocalDate from,
        @Nullable LocalDate until,
        String contact,
        List<Signatory> parties,
        SortedMap<String, Integer> responseTimes,
        WorkingDays calendar,
        List<Indicator> indicators) {

    /** Whether its period holds this day. */
    public boolean inForce(LocalDate day) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }

    /** This party's signature; none where it did not sign. */
    public Optional<Signatory> signatory(PartyId party) {
        return parties.stream().filter(each -> each.id().equals(party)).findFirst();
    }
}
