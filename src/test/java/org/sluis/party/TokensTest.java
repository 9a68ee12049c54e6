package org.sluis.party;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.keys.KeyFolder;

/** Access tokens, and requests without a good one, at a controller over real HTTP (T34). */
@ExtendWith(RealPostgres.class)
class TokensTest {
    @TempDir
    private static Path folder;

    private static Node node;
    private static Registrar registrar;

    @BeforeAll
    static void start(Database database) {
        node = Node.start(database, folder.resolve("keys"));
        registrar = node.the(Registrar.class);
        Town.register(registrar);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void acceptsATokenOfOurs() throws Exception {
        assertThat(Town.who(node, made(good().build())).body()).isEqualTo("waterlee-scholen de-linde-direct de-linde");
    }

    @Test
    void refusesEveryBadToken() throws Exception {
        Instant now = Instant.now();
        RSAKey key = key();
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put(
                "another issuer",
                made(good().issuer("https://elsewhere.example").build()));
        bad.put("no issuer", made(good().issuer(null).build()));
        bad.put("another audience", made(good().audience("elsewhere").build()));
        bad.put(
                "two audiences",
                made(good().audience(List.of("sluis", "elsewhere")).build()));
        bad.put(
                "expired",
                made(good().expirationTime(Date.from(now.minusSeconds(1))).build()));
        bad.put("no end", made(good().expirationTime(null).build()));
        bad.put(
                "not valid yet",
                made(good().notBeforeTime(Date.from(now.plusSeconds(30))).build()));
        bad.put("no tenant", made(good().claim("tenant", null).build()));
        bad.put("no party", made(good().claim("party", null).build()));
        bad.put("no client", made(good().claim("client_id", null).build()));
        bad.put("a party that is no id", made(good().claim("party", "De Linde").build()));
        bad.put(
                "a party that is a list",
                made(good().claim("party", List.of("de-linde")).build()));
        bad.put("bound to a key", made(good().claim("cnf", Map.of("jkt", "x")).build()));
        bad.put("plain typ", signed(header().type(JOSEObjectType.JWT).keyID(key.getKeyID()), key));
        bad.put("no typ", signed(header().keyID(key.getKeyID()), key));
        bad.put("no kid", signed(header().type(AccessTokens.TYPE), key));
        bad.put("unknown kid", signed(header().type(AccessTokens.TYPE).keyID("token-999999-00000000"), key));
        bad.put("our kid, another key", signed(header().type(AccessTokens.TYPE).keyID(key.getKeyID()), Town.RSA_KEY));
        bad.put(
                "another RSA algorithm",
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.PS256)
                                .type(AccessTokens.TYPE)
                                .keyID(key.getKeyID()),
                        key));
        bad.put(
                "its key with it",
                signed(header().type(AccessTokens.TYPE).keyID("rsa-1").jwk(Town.RSA_KEY.toPublicJWK()), Town.RSA_KEY));
        bad.put("alg none", new PlainJWT(good().build()).serialize());
        SignedJWT symmetric = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(AccessTokens.TYPE)
                        .keyID(key.getKeyID())
                        .build(),
                good().build());
        symmetric.sign(new MACSigner(key.toPublicJWK().toJSONString()));
        bad.put("HS256 under our public key", symmetric.serialize());
        String whole = made(good().build());
        String[] parts = whole.split("\\.", -1);
        String other = made(good().claim("party", "het-anker").build()).split("\\.", -1)[1];
        bad.put("another claim set", parts[0] + "." + other + "." + parts[2]);
        bad.put("no signature", parts[0] + "." + parts[1] + ".");
        bad.put(
                "a client assertion",
                Town.assertion("de-linde-direct", Town.LINDE_KEY).fresh());
        bad.put("nothing", "");
        bad.put("noise", "abc");

        List<String> accepted = new ArrayList<>();
        for (Map.Entry<String, String> token : bad.entrySet()) {
            HttpResponse<String> answer = Town.who(node, token.getValue());
            if (answer.statusCode() != 401 || !answer.body().equals("not-authenticated")) {
                accepted.add(token.getKey());
            }
        }

        assertThat(bad).hasSizeGreaterThan(25);
        assertThat(accepted).isEmpty();
    }

    @Test
    void refusesARequestWithoutExactlyOneBearerToken() throws Exception {
        String good = made(good().build());

        assertThat(Town.get(node.at("/v1/who")).statusCode()).isEqualTo(401);
        assertThat(Town.get(node.at("/v1/who"), "Authorization", "Basic " + good)
                        .statusCode())
                .isEqualTo(401);
        assertThat(Town.get(node.at("/v1/who"), "Authorization", "Bearer " + good, "Authorization", "Bearer " + good)
                        .statusCode())
                .isEqualTo(401);
        assertThat(Town.get(node.at("/v1/who?access_token=" + good)).statusCode())
                .isEqualTo(401);
        assertThat(Town.get(node.at("/v1/who"), "Authorization", "bearer " + good)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTokenThatWasAcceptedStopsWhenItExpires() {
        var clock = new java.util.concurrent.atomic.AtomicReference<>(Instant.now());
        Tokens tokens = new Tokens(
                TokenIssuer.own(Node.ISSUER, node.the(KeyFolder.class)),
                node.the(Directory.class),
                new java.time.Clock() {
                    @Override
                    public java.time.ZoneId getZone() {
                        return java.time.ZoneOffset.UTC;
                    }

                    @Override
                    public java.time.Clock withZone(java.time.ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return clock.get();
                    }
                });
        String token = made(good().build());

        assertThat(tokens.verify(token).client()).isEqualTo("de-linde-direct");
        clock.set(clock.get().plusSeconds(61));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> tokens.verify(token))
                .hasMessage("not-authenticated");
    }

    @Test
    void aMandateThatEndsStopsTokensThatAreStillGood() throws Exception {
        registrar.register(Client.of(Town.TENANT, "kort", null, "Kort", Town.jwks(Town.VENDOR_KEY)));
        registrar.register(
                new Mandate(Town.TENANT, "kort", Town.LINDE, Town.FIRST, LocalDate.of(2044, 1, 1), "Overeenkomst 8"));
        String token = Town.at(node, "kort", Town.VENDOR_KEY).token(Town.LINDE);
        HttpResponse<String> before = Town.who(node, token);
        registrar.register(
                new Mandate(Town.TENANT, "kort", Town.LINDE, Town.FIRST, Town.FIRST.plusDays(1), "Overeenkomst 8"));
        HttpResponse<String> after = Town.who(node, token);

        assertThat(before.statusCode()).isEqualTo(200);
        assertThat(after.statusCode()).isEqualTo(403);
        assertThat(after.body()).isEqualTo("mandate-missing");
    }

    @Test
    void aTokenForAPartyThatTheClientNeverSpokeForIsOfNoUse() throws Exception {
        assertThat(Town.who(node, made(good().claim("party", "het-anker").build()))
                        .body())
                .isEqualTo("mandate-missing");
        assertThat(Town.who(node, made(good().claim("tenant", "elsewhere").build()))
                        .body())
                .isEqualTo("mandate-missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/actuator", "/actuator/env", "/actuator/prometheus", "/actuator/beans", "/actuator/heapdump"})
    void theInsideOfTheMachineIsClosed(String path) throws Exception {
        assertThat(Town.get(node.at(path)).statusCode()).isEqualTo(403);
    }

    @Test
    void healthIsOpenAndAnswersAreHardenedAndSetNoCookie() throws Exception {
        HttpResponse<String> answer = Town.get(node.at("/actuator/health"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    static RSAKey key() {
        return node.the(KeyFolder.class).tokenKeys().getKeys().get(0).toRSAKey();
    }

    private static JWTClaimsSet.Builder good() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(Node.ISSUER)
                .audience("sluis")
                .expirationTime(Date.from(now.plusSeconds(60)))
                .claim("client_id", "de-linde-direct")
                .claim("tenant", Town.TENANT)
                .claim("party", "de-linde");
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256);
    }

    private static String made(JWTClaimsSet claims) {
        return signed(header().type(AccessTokens.TYPE).keyID(key().getKeyID()), key(), claims);
    }

    private static String signed(JWSHeader.Builder header, RSAKey key) {
        return signed(header, key, good().build());
    }

    private static String signed(JWSHeader.Builder header, RSAKey key, JWTClaimsSet claims) {
        SignedJWT jwt = new SignedJWT(header.build(), claims);
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (com.nimbusds.jose.JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return jwt.serialize();
    }
}
