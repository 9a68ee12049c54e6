package org.sluis.party;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Set;
import org.sluis.canonical.Ids;
import org.sluis.keys.KeyFolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Makes access tokens (RFC 9068): RS256 under the current token key, five minutes, for one party. A party's own
 * client gets its party; a vendor's names exactly one in the scope.
 */
final class AccessTokens implements OAuth2TokenGenerator<Jwt> {
    static final String AUDIENCE = "sluis";
    static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private final KeyFolder keys;
    private final String issuer;
    private final Ids ids;
    private final Clock clock;

    AccessTokens(KeyFolder keys, String issuer, Ids ids, Clock clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Jwt generate(OAuth2TokenContext context) {
        RegisteredClient client = context.getRegisteredClient();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expires = now.plus(client.getTokenSettings().getAccessTokenTimeToLive());
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(client.getClientId())
                .audience(AUDIENCE)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(expires))
                .jwtID(ids.next().toString())
                .claim("client_id", client.getClientId())
                .claim("tenant", client.getClientSettings().getSetting(RegisteredClients.TENANT))
                .claim("party", party(client, context.getAuthorizedScopes()))
                .build();
        RSAKey key = keys.tokenKeys().getKeys().get(0).toRSAKey();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(TYPE)
                .keyID(key.getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException notAKey) {
            throw new IllegalStateException("the token key does not sign", notAKey);
        }
        return Jwt.withTokenValue(token.serialize())
                .headers(all -> all.putAll(header.toJSONObject()))
                .claims(all -> all.putAll(claims.getClaims()))
                .issuedAt(now)
                .notBefore(now)
                .expiresAt(expires)
                .build();
    }

    private static String party(RegisteredClient client, Set<String> asked) {
        // The endpoint has refused scopes that the client does not have.
        boolean own = !client.getClientSettings().<Boolean>getSetting(RegisteredClients.VENDOR);
        Set<String> named = asked.isEmpty() && own ? client.getScopes() : asked;
        if (named.size() != 1) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_SCOPE);
        }
        return named.iterator().next().substring(RegisteredClients.SCOPE.length());
    }
}
