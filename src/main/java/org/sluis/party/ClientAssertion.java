package org.sluis.party;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.sluis.canonical.Ids;

/** Signs client assertions (RFC 7523): one minute long, each with an id of its own, for one issuer. */
public final class ClientAssertion {
    private static final Duration LIFE = Duration.ofMinutes(1);

    private final String client;
    private final JWK privateKey;
    private final String issuer;
    private final Ids ids;
    private final Clock clock;

    /** @param privateKey P-256 (ES256) or RSA (RS256), with the kid under which its public half is registered */
    public ClientAssertion(String client, JWK privateKey, String issuer, Ids ids, Clock clock) {
        this.client = client;
        this.privateKey = privateKey;
        this.issuer = issuer;
        this.ids = ids;
        this.clock = clock;
    }

    /** A new assertion, good once. */
    public String fresh() {
        Instant now = clock.instant();
        boolean ec = privateKey instanceof ECKey;
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(ec ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256)
                        .keyID(privateKey.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(client)
                        .subject(client)
                        .audience(issuer)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFE)))
                        .jwtID(ids.next().toString())
                        .build());
        try {
            JWSSigner signer = ec ? new ECDSASigner(privateKey.toECKey()) : new RSASSASigner(privateKey.toRSAKey());
            jwt.sign(signer);
        } catch (JOSEException notAKey) {
            throw new IllegalArgumentException("the key of client " + client + " does not sign", notAKey);
        }
        return jwt.serialize();
    }
}
