package org.sluis.party;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.sluis.canonical.Ids;
import org.sluis.canonical.PartyId;

/** Waterlee's directory with keys, and a hand-made vendor whose mandates are over, or were never given. */
final class Town {
    static final String TENANT = "waterlee-scholen";
    static final PartyId LINDE = new PartyId("de-linde");
    static final PartyId ANKER = new PartyId("het-anker");
    static final LocalDate FIRST = LocalDate.parse("2024-08-01");
    static final ECKey LINDE_KEY = ec("linde-1");
    static final ECKey ANKER_KEY = ec("anker-1");
    static final ECKey KLASBOEK_KEY = ec("klasboek-1");
    static final ECKey VENDOR_KEY = ec("absent-1");
    static final RSAKey RSA_KEY = rsa("rsa-1", 2048);
    static final HttpClient HTTP = HttpClient.newHttpClient();

    private Town() {}

    static void register(Registrar registrar) {
        DirectoryFile.load(Path.of("test-fixtures/people/parties.yaml"))
                .register(
                        registrar,
                        Map.of(
                                "de-linde-direct", jwks(LINDE_KEY),
                                "het-anker-direct", jwks(ANKER_KEY),
                                "klasboek", jwks(KLASBOEK_KEY)));
        registrar.register(Client.of(TENANT, "rapportje", null, "Rapportje", jwks(VENDOR_KEY)));
        registrar.register(new Mandate(TENANT, "rapportje", LINDE, FIRST, FIRST.plusYears(1), "Overeenkomst 7"));
    }

    static String jwks(JWK key) {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    static ECKey ec(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (com.nimbusds.jose.JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static RSAKey rsa(String kid, int bits) {
        try {
            return new RSAKeyGenerator(bits, true).keyID(kid).generate();
        } catch (com.nimbusds.jose.JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Made by the JDK, not by what is tested: the last 32 bytes of either encoding are the key itself (RFC 8410). */
    static OctetKeyPair ed25519(String kid) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new OctetKeyPair.Builder(
                            Curve.Ed25519, last32(pair.getPublic().getEncoded()))
                    .d(last32(pair.getPrivate().getEncoded()))
                    .keyID(kid)
                    .build();
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Base64URL last32(byte[] encoded) {
        return Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    static ClientAssertion assertion(String client, JWK key) {
        return new ClientAssertion(client, key, Node.ISSUER, Ids.random(), Clock.systemUTC());
    }

    static TokenClient at(Node node, String client, JWK key) {
        return new TokenClient(HTTP, node.at("/"), assertion(client, key));
    }

    /** The claims of a good assertion of De Linde's own client, to be spoilt. */
    static JWTClaimsSet.Builder good() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer("de-linde-direct")
                .subject("de-linde-direct")
                .audience(Node.ISSUER)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .jwtID(UUID.randomUUID().toString());
    }

    static String signed(ECKey key, JWTClaimsSet claims) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }

    static HttpResponse<String> get(URI address, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    static HttpResponse<String> who(Node node, String token) throws IOException, InterruptedException {
        return get(node.at("/v1/who"), "Authorization", "Bearer " + token);
    }
}
