package org.sluis.party;

import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;

/**
 * An organisation in a controller's directory.
 *
 * @param tenant the controller
 * @param kind what it is to the law
 * @param oin its organisation number, where it has one
 * @param brin a school's BRIN and location
 * @param agb a care provider's AGB code
 * @param receives how it receives; null for one that only sends
 * @param webhook where it wants to hear what became of its disclosures
 * @param version bumped by every change; held FOR SHARE by every send
 */
public record Party(
        String tenant,
        PartyId id,
        PartyKind kind,
        String name,
        @Nullable String oin,
        @Nullable String brin,
        @Nullable String agb,
        @Nullable Reception receives,
        @Nullable String webhook,
        long version) {

    /** The same party at another version. */
    Party at(long otherVersion) {
        return new Party(tenant, id, kind, name, oin, brin, agb, receives, webhook, otherVersion);
    }
}
