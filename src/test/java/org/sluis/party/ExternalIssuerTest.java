package org.sluis.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;

/** A gateway that trusts another issuer's tokens; that issuer knows clients, our directory knows parties. */
@ExtendWith(RealPostgres.class)
class ExternalIssuerTest {
    private static final RSAKey OLD = Town.rsa("old", 2048);
    private static final RSAKey NEW = Town.rsa("new", 2048);

    @TempDir
    private static Path folder;

    private static Path jwks;
    private static Node node;

    @BeforeAll
    static void start(Database database) throws Exception {
        jwks = folder.resolve("jwks.json");
        Files.writeString(jwks, Town.jwks(OLD));
        node = Node.start(
                database, folder.resolve("keys"), "--sluis.auth.jwks-file=" + jwks, "--sluis.auth.client-claim=azp");
        Town.register(node.the(Registrar.class));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void theDirectorySaysTenantAndPartyOfAClient() throws Exception {
        assertThat(Town.who(node, token(OLD, good("de-linde-direct"))).body())
                .isEqualTo("waterlee-scholen de-linde-direct de-linde");
        assertThat(Town.who(node, token(OLD, good("klasboek").claim("scope", "openid party:het-anker")))
                        .body())
                .isEqualTo("waterlee-scholen klasboek het-anker");
    }

    @Test
    void whatTheTokenSaysOfTenantAndPartyCountsForNothing() throws Exception {
        assertThat(Town.who(
                                node,
                                token(
                                        OLD,
                                        good("de-linde-direct")
                                                .claim("party", "het-anker")
                                                .claim("tenant", "x")))
                        .body())
                .isEqualTo("waterlee-scholen de-linde-direct de-linde");
        assertThat(Town.who(node, token(OLD, good("de-linde-direct").claim("scope", "party:het-anker")))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void refusesAnUnknownClientAndAVendorWithoutOneParty() throws Exception {
        assertThat(Town.who(node, token(OLD, good("nobody"))).statusCode()).isEqualTo(401);
        assertThat(Town.who(node, token(OLD, good("klasboek"))).statusCode()).isEqualTo(401);
        assertThat(Town.who(node, token(OLD, good("klasboek").claim("scope", "party:de-linde party:het-anker")))
                        .statusCode())
                .isEqualTo(401);
        assertThat(Town.who(node, token(OLD, good("klasboek").claim("scope", "party:de-brug")))
                        .body())
                .isEqualTo("mandate-missing");
    }

    @Test
    void keysAreReplacedWithoutARestart() throws Exception {
        String early = token(NEW, good("de-linde-direct"));
        int before = Town.who(node, early).statusCode();
        Files.writeString(jwks, new JWKSet(List.of(OLD.toPublicJWK(), NEW.toPublicJWK())).toString());

        assertThat(before).isEqualTo(401);
        assertThat(Town.who(node, early).statusCode()).isEqualTo(200);
    }

    @Test
    void theBuiltInEndpointIsNotThere() throws Exception {
        assertThat(Town.get(node.at("/oauth2/jwks")).statusCode()).isEqualTo(404);
        assertThat(Town.get(node.at("/.well-known/oauth-authorization-server")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aKeyThatIsGoneFromTheFileCountsNoMore() throws Exception {
        RSAKey gone = Town.rsa("gone", 2048);
        Files.writeString(jwks, new JWKSet(List.of(OLD.toPublicJWK(), gone.toPublicJWK())).toString());
        String token = token(gone, good("de-linde-direct"));
        int before = Town.who(node, token).statusCode();
        Files.writeString(jwks, Town.jwks(OLD));

        assertThat(before).isEqualTo(200);
        assertThat(Town.who(node, token).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://issuer.example/jwks",
                "file:///etc/passwd",
                "https:jwks",
                "https:///jwks",
                "https://user@issuer.example/jwks",
                "issuer.example/jwks"
            })
    void keysAreFetchedOverHttpsAlone(String address) throws Exception {
        SSLContext trust = SSLContext.getDefault();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExternalKeys.https(address, trust, Clock.systemUTC()))
                .withMessageContaining("sluis.auth.jwks-uri");
    }

    private static JWTClaimsSet.Builder good(String client) {
        return new JWTClaimsSet.Builder()
                .issuer(Node.ISSUER)
                .audience("sluis")
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .claim("azp", client);
    }

    private static String token(RSAKey key, JWTClaimsSet.Builder claims) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(AccessTokens.TYPE)
                        .keyID(key.getKeyID())
                        .build(),
                claims.build());
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }
}
