package org.sluis.party;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.sluis.canonical.Ids;
import org.sluis.keys.Ed25519Signer;

/** Signs client assertions (RFC 7523): one minute long, each with an id of its own, for one issuer. */
public final class ClientAssertion {
    private static final Duration LIFE = Duration.ofMinutes(1);

    private final String client;
    private final JWK privateKey;
    private final String issuer;
    private final Ids ids;
    private final Clock clock;

    /** @param privateKey P-256 (ES256), Ed25519 (EdDSA) or RSA (RS256), with the kid under which its public half is registered */
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
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(algorithm()).keyID(privateKey.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(client)
                        .subject(client)
                        .audience(issuer)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFE)))
                        .jwtID(ids.next().toString())
                        .build());
        try {
            if (privateKey instanceof OctetKeyPair okp) {
                byte[] input = jwt.getSigningInput();
                byte[] signature = new Ed25519Signer(okp.getKeyID(), okp.getDecodedD()).sign(input);
                return new String(input, StandardCharsets.US_ASCII) + "." + Base64URL.encode(signature);
            }
            jwt.sign(privateKey instanceof ECKey ec ? new ECDSASigner(ec) : new RSASSASigner(privateKey.toRSAKey()));
        } catch (JOSEException notAKey) {
            throw new IllegalArgumentException("the key of client " + client + " does not sign", notAKey);
        }
        return jwt.serialize();
    }

    private JWSAlgorithm algorithm() {
        if (privateKey instanceof OctetKeyPair) {
            return JWSAlgorithm.EdDSA;
        }
        return privateKey instanceof ECKey ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256;
    }
}
