package org.sluis.policy.agreement;

import java.time.LocalDate;
import org.sluis.canonical.PartyId;
import org.sluis.party.PartyKind;

/**
 * A party that signed an agreement.
 *
 * @param kind what it is to the law, as it signed
 * @param name of the organisation
 * @param function who signed for it; never a person's name
 * @param document SHA-256 of the document that was signed, hexadecimal
 */
public record Signatory(
        PartyId id, PartyKind kind, String name, String function, LocalDate signedOn, String document) {}
