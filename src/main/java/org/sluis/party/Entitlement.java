package org.sluis.party;

import java.time.LocalDate;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;

/**
 * What a party may send, to whom, for which purpose, through which connector.
 *
 * @param from the first day it holds
 * @param until the first day it holds no more
 */
public record Entitlement(
        String tenant,
        PartyId sender,
        Purpose purpose,
        PartyId recipient,
        String connector,
        LocalDate from,
        LocalDate until) {}
