package org.sluis.party;

import com.nimbusds.jose.jwk.JWKSet;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;

/**
 * An OAuth2 client: a party's own, or a vendor's that acts for parties under a mandate. Exactly one of the two.
 *
 * @param id unique over all tenants, for a client names itself before its tenant is known
 * @param party the party whose own client it is
 * @param vendor the name of the vendor whose client it is
 * @param keys its public keys, never fetched from anywhere
 */
public record Client(
        String tenant,
        String id,
        @Nullable PartyId party,
        @Nullable String vendor,
        JWKSet keys) {

    public Client {
        if ((party == null) == (vendor == null)) {
            throw new IllegalArgumentException("client " + id + " belongs to a party or to a vendor");
        }
    }

    /**
     * A client with the keys of this JWK set (RFC 7517).
     *
     * @throws IllegalArgumentException when a key is private, weak, of no allowed kind, or shares its kid
     */
    public static Client of(
            String tenant, String id, @Nullable PartyId party, @Nullable String vendor, String publicJwks) {
        return new Client(tenant, id, party, vendor, ClientKeys.parse(publicJwks));
    }
}
