package org.sluis.party;

import com.nimbusds.jose.jwk.JWKSet;
import org.sluis.keys.KeyFolder;

/**
 * Whose access tokens count.
 *
 * @param id the {@code iss} that a token must carry
 * @param clientClaim the claim that names the OAuth2 client
 * @param own whether tenant and party stand in the token; otherwise our directory says them
 */
record TokenIssuer(String id, String clientClaim, boolean own, Keys keys) {

    /** The issuer's public keys as they are now. */
    interface Keys {
        /** @param kid the key that is wanted: a source may look again when it does not know it */
        JWKSet now(String kid);
    }

    /** The token endpoint of this gateway. */
    static TokenIssuer own(String id, KeyFolder folder) {
        return new TokenIssuer(id, "client_id", true, kid -> folder.tokenKeys().toPublicJWKSet());
    }
}
