package org.sluis.party;

import java.time.LocalDate;
import org.sluis.canonical.PartyId;

/**
 * A party's recorded permission for a vendor to act in its name.
 *
 * @param client the vendor's OAuth2 client
 * @param from the first day it holds
 * @param until the first day it holds no more
 * @param evidence where the signed agreement is found
 */
public record Mandate(String tenant, String client, PartyId party, LocalDate from, LocalDate until, String evidence) {}
