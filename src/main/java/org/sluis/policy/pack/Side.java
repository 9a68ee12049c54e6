package org.sluis.policy.pack;

import java.util.List;
import org.sluis.canonical.PartyId;
import org.sluis.party.PartyKind;

/**
 * Who stands on one side of a pack: parties by their kind, or these parties alone.
 *
 * @param kinds each once; where parties are named, the kinds as which they signed the agreement
 * @param named each once; empty where every party of those kinds is meant
 */
public record Side(List<PartyKind> kinds, List<PartyId> named) {}
