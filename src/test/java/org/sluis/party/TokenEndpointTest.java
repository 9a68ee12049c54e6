package org.sluis.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sluis.party.Town.good;
import static org.sluis.party.Town.signed;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.canonical.PartyId;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.database.Rows;
import org.sluis.keys.KeyFolder;

/** The token endpoint over real HTTP, on two nodes that share a database and a key folder (T6, T34). */
@ExtendWith(RealPostgres.class)
class TokenEndpointTest {
    private static final String ASSERTION_TYPE =
            "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer";

    @TempDir
    private static Path folder;

    private static Database database;
    private static Node one;
    private static Node two;

    @BeforeAll
    static void start(Database fresh) {
        database = fresh;
        one = Node.start(database, folder.resolve("keys"));
        two = Node.start(database, folder.resolve("keys"));
        Town.register(one.the(Registrar.class));
        one.the(Registrar.class)
                .register(Client.of(Town.TENANT, "anker-rsa", Town.ANKER, null, Town.jwks(Town.RSA_KEY)));
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
    }

    @Test
    void givesAPartysOwnClientATokenForItsPartyThatEveryNodeAccepts() throws Exception {
        String token = Town.at(one, "de-linde-direct", Town.LINDE_KEY).token(null);

        assertThat(Town.who(one, token).body()).isEqualTo("waterlee-scholen de-linde-direct de-linde");
        assertThat(Town.who(two, token).body()).isEqualTo("waterlee-scholen de-linde-direct de-linde");
    }

    @Test
    void theTokenIsAnAccessTokenOfFiveMinutesForUsAlone() throws Exception {
        SignedJWT token =
                SignedJWT.parse(Town.at(one, "de-linde-direct", Town.LINDE_KEY).token(null));

        assertThat(token.getHeader().getType()).isEqualTo(new JOSEObjectType("at+jwt"));
        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("sluis");
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(Node.ISSUER);
        assertThat(token.getJWTClaimsSet().getClaims())
                .containsEntry("tenant", "waterlee-scholen")
                .containsEntry("client_id", "de-linde-direct")
                .containsEntry("party", "de-linde");
        assertThat(token.getJWTClaimsSet().getExpirationTime().getTime()
                        - token.getJWTClaimsSet().getIssueTime().getTime())
                .isEqualTo(300_000);
    }

    @Test
    void aVendorNamesThePartyItSpeaksFor() throws Exception {
        String token = Town.at(one, "klasboek", Town.KLASBOEK_KEY).token(Town.ANKER);

        assertThat(Town.who(two, token).body()).isEqualTo("waterlee-scholen klasboek het-anker");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256"})
    void takesRsaSignaturesToo(String algorithm) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
                        .keyID("rsa-1")
                        .build(),
                good().issuer("anker-rsa").subject("anker-rsa").build());
        jwt.sign(new RSASSASigner(Town.RSA_KEY));

        assertThat(ask(one, jwt.serialize()).statusCode()).isEqualTo(200);
    }

    static Stream<Map.Entry<String, String>> badAssertions() throws Exception {
        Instant now = Instant.now();
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("another audience", own(good().audience("https://elsewhere.example")));
        bad.put(
                "a list of one audience",
                text(good().build().toString().replace("\"" + Node.ISSUER + "\"", "[\"" + Node.ISSUER + "\"]")));
        bad.put("two audiences", own(good().audience(List.of(Node.ISSUER, "https://elsewhere.example"))));
        bad.put("the token endpoint as audience", own(good().audience(Node.ISSUER + "/oauth2/token")));
        bad.put("the issuer with a slash", own(good().audience(Node.ISSUER + "/")));
        bad.put("no audience", own(good().claim("aud", null)));
        bad.put("expired", own(good().expirationTime(Date.from(now.minusSeconds(1)))));
        bad.put("no end", own(good().expirationTime(null)));
        bad.put("more than five minutes long", own(good().expirationTime(Date.from(now.plusSeconds(330)))));
        bad.put("issued in the future", own(good().issueTime(Date.from(now.plusSeconds(30)))));
        bad.put("not valid yet", own(good().notBeforeTime(Date.from(now.plusSeconds(30)))));
        bad.put("no jti", own(good().jwtID(null)));
        bad.put("a blank jti", own(good().jwtID(" ")));
        bad.put("an endless jti", own(good().jwtID("j".repeat(129))));
        bad.put("a jti with a null character", own(good().jwtID("a\0b")));
        bad.put("another issuer than subject", own(good().issuer("het-anker-direct")));
        bad.put("no issuer", own(good().issuer(null)));
        bad.put("a client nobody knows", own(good().issuer("nobody").subject("nobody")));
        bad.put("another client's key", signed(Town.ANKER_KEY, good().build()));
        bad.put("another client's key under this client's kid", signed(renamed(), good().build()));
        bad.put("an unknown kid", header(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("linde-2")));
        bad.put("no kid", header(new JWSHeader.Builder(JWSAlgorithm.ES256)));
        bad.put("its key with it", header(kid().jwk(Town.LINDE_KEY.toPublicJWK())));
        bad.put("an address of keys", header(kid().jwkURL(java.net.URI.create("https://elsewhere.example/jwks"))));
        bad.put(
                "an address of certificates",
                header(kid().x509CertURL(java.net.URI.create("https://elsewhere.example/x5u"))));
        bad.put(
                "certificates with it",
                header(kid().x509CertChain(List.of(new com.nimbusds.jose.util.Base64("MAA=")))));
        bad.put(
                "a critical header",
                header(kid().criticalParams(java.util.Set.of("exp")).customParam("exp", 1)));
        bad.put("no signature", new PlainJWT(good().build()).serialize());
        bad.put("an empty signature", cut(own(good())));
        bad.put("a symmetric signature", symmetric());
        bad.put("one bit changed", changed(own(good())));
        bad.put("another spelling of its base64", padded(own(good())));
        bad.put("a fourth part", own(good()) + ".e30");
        bad.put("no JWT", "abc");
        bad.put("no claims", text("[]"));
        return bad.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("badAssertions")
    void refusesAnAssertionWith(Map.Entry<String, String> bad) throws Exception {
        HttpResponse<String> answer = ask(one, bad.getValue());

        assertThat(answer.statusCode()).as(bad.getKey()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_client\"}");
    }

    @Test
    void theGoodAssertionThatTheBadOnesWereMadeOfIsAccepted() throws Exception {
        assertThat(ask(one, own(good())).statusCode()).isEqualTo(200);
        assertThat(ask(one, header(kid())).statusCode()).isEqualTo(200);
    }

    @Test
    void anAssertionIsGoodOnceOnAllNodesTogether() throws Exception {
        String assertion = own(good());

        assertThat(ask(one, assertion).statusCode()).isEqualTo(200);
        assertThat(ask(two, assertion).statusCode()).isEqualTo(401);
        assertThat(ask(one, assertion).statusCode()).isEqualTo(401);
    }

    @Test
    void twoHundredUsesOfOneAssertionAtOnceGiveOneToken() throws Exception {
        String assertion = own(good());
        List<Callable<Integer>> uses = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Node node = i % 2 == 0 ? one : two;
            uses.add(() -> ask(node, assertion).statusCode());
        }
        ExecutorService callers = Executors.newFixedThreadPool(32);
        List<Integer> statuses = new ArrayList<>();
        try {
            for (Future<Integer> use : callers.invokeAll(uses)) {
                statuses.add(use.get());
            }
        } finally {
            callers.shutdownNow();
        }

        assertThat(statuses).hasSize(200).containsOnly(200, 401).containsOnlyOnce(200);
    }

    @Test
    void theSameIdOfTwoClientsAreTwo() throws Exception {
        String ofLinde = signed(Town.LINDE_KEY, good().jwtID("the-same").build());
        String ofAnker = signed(
                Town.ANKER_KEY,
                good().jwtID("the-same")
                        .issuer("het-anker-direct")
                        .subject("het-anker-direct")
                        .build());

        assertThat(ask(one, ofLinde).statusCode()).isEqualTo(200);
        assertThat(ask(one, ofAnker).statusCode()).isEqualTo(200);
    }

    @Test
    void forgetsAssertionsThatExpired() throws Exception {
        database.transactions()
                .across(
                        connection -> Rows.update(
                                connection,
                                "INSERT INTO assertion_use (client, jti, expires) VALUES ('x', 'old', now() - interval '1 hour')"));
        try (Node restarted = Node.start(database, folder.resolve("keys"))) {
            assertThat(ask(restarted, own(good())).statusCode()).isEqualTo(200);
        }

        List<String> kept = database.transactions()
                .across(connection -> Rows.query(
                        connection, "SELECT jti FROM assertion_use WHERE client = 'x'", row -> row.getString(1)));
        assertThat(kept).isEmpty();
    }

    @Test
    void aVendorGetsNoTokenWithoutAMandateOfThatPartyToday() throws Exception {
        TokenClient ended = Town.at(one, "rapportje", Town.VENDOR_KEY);

        assertThatThrownBy(() -> ended.token(Town.LINDE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("invalid_scope");
        assertThatThrownBy(() -> ended.token(Town.ANKER)).hasMessageContaining("invalid_scope");
        assertThatThrownBy(() -> ended.token(null)).hasMessageContaining("invalid_scope");
    }

    @Test
    void aVendorThatNamesNoPartyOrTwoGetsNoToken() throws Exception {
        String two = "&scope=party%3Ade-linde%20party%3Ahet-anker";

        assertThatThrownBy(() -> Town.at(one, "klasboek", Town.KLASBOEK_KEY).token(null))
                .hasMessageContaining("invalid_scope");
        assertThat(post("grant_type=client_credentials&" + ASSERTION_TYPE + "&client_assertion="
                                + Town.assertion("klasboek", Town.KLASBOEK_KEY).fresh() + two)
                        .body())
                .contains("invalid_scope");
    }

    @Test
    void aPartysOwnClientSpeaksForNoOtherParty() {
        assertThatThrownBy(() -> Town.at(one, "de-linde-direct", Town.LINDE_KEY).token(Town.ANKER))
                .hasMessageContaining("invalid_scope");
        assertThatThrownBy(() -> Town.at(one, "de-linde-direct", Town.LINDE_KEY).token(new PartyId("nobody")))
                .hasMessageContaining("invalid_scope");
    }

    @Test
    void everyOtherWayToAuthenticateIsRefused() throws Exception {
        String grant = "grant_type=client_credentials";
        String assertion = "&" + ASSERTION_TYPE + "&client_assertion=";

        assertThat(post(grant).statusCode()).isEqualTo(401);
        assertThat(post(grant + "&client_id=de-linde-direct").statusCode()).isEqualTo(401);
        assertThat(post(grant + "&client_id=de-linde-direct&client_secret=x").statusCode())
                .isEqualTo(401);
        assertThat(post(grant, "Authorization", "Basic ZGUtbGluZGUtZGlyZWN0Ong=")
                        .statusCode())
                .isEqualTo(401);
        assertThat(post(grant + assertion + own(good()) + "&client_secret=x").statusCode())
                .isEqualTo(401);
        assertThat(post(grant + assertion + own(good()) + "&client_assertion=abc")
                        .statusCode())
                .isEqualTo(401);
        assertThat(post(grant + assertion + own(good()), "Authorization", "Basic eDp4")
                        .statusCode())
                .isEqualTo(401);
        assertThat(post(grant + assertion + own(good()), "DPoP", "x").statusCode())
                .isEqualTo(401);
        assertThat(post(grant + assertion + own(good()) + "&client_id=het-anker-direct")
                        .statusCode())
                .isEqualTo(401);
        assertThat(post(grant + assertion + own(good()) + "&client_id=de-linde-direct")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:token-exchange"})
    void everyOtherGrantIsRefused(String grant) throws Exception {
        HttpResponse<String> answer = post("grant_type=" + grant + "&code=x&refresh_token=x&redirect_uri=x&"
                + ASSERTION_TYPE + "&client_assertion=" + own(good()));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("access_token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth2/authorize", "/oauth2/introspect", "/oauth2/revoke", "/oauth2/device_authorization",
                        "/oauth2/par",
                "/oauth2/device_verification", "/login", "/logout", "/connect/register", "/userinfo"
            })
    void nothingElseOfAnAuthorizationServerIsThere(String path) throws Exception {
        assertThat(Town.get(one.at(path)).statusCode()).isEqualTo(404);
        assertThat(Town.HTTP
                        .send(
                                HttpRequest.newBuilder(one.at(path))
                                        .POST(BodyPublishers.ofString("token=x"))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void publishesItsKeysWithoutTheirSecrets() throws Exception {
        HttpResponse<String> answer = Town.get(one.at("/oauth2/jwks"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JWKSet.parse(answer.body()).getKeys()).isNotEmpty().allSatisfy(key -> assertThat(key.isPrivate())
                .isFalse());
    }

    @Test
    void aNewKeySignsAtOnceAndTokensOfTheOldOneStayGoodOnEveryNode() throws Exception {
        String before = Town.at(one, "de-linde-direct", Town.LINDE_KEY).token(null);
        String kid = one.the(KeyFolder.class).rotate("token");
        String after = Town.at(two, "de-linde-direct", Town.LINDE_KEY).token(null);

        assertThat(SignedJWT.parse(after).getHeader().getKeyID()).isEqualTo(kid);
        assertThat(Town.who(two, before).statusCode()).isEqualTo(200);
        assertThat(Town.who(one, after).statusCode()).isEqualTo(200);
        assertThat(Town.get(one.at("/oauth2/jwks")).body()).contains(kid);
    }

    @Test
    void tellsWhereItIsAndWhatItTakes() throws Exception {
        assertThat(Town.get(one.at("/.well-known/oauth-authorization-server")).body())
                .contains("\"issuer\":\"" + Node.ISSUER + "\"")
                .contains(Node.ISSUER + "/oauth2/token")
                .contains("[\"ES256\",\"EdDSA\",\"PS256\",\"RS256\"]")
                .doesNotContain("authorization_endpoint", "introspection", "client_secret");
    }

    private static String own(com.nimbusds.jwt.JWTClaimsSet.Builder claims) throws Exception {
        return signed(Town.LINDE_KEY, claims.build());
    }

    private static JWSHeader.Builder kid() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("linde-1");
    }

    private static String header(JWSHeader.Builder header) throws Exception {
        SignedJWT jwt = new SignedJWT(header.build(), good().build());
        jwt.sign(new ECDSASigner(Town.LINDE_KEY));
        return jwt.serialize();
    }

    private static com.nimbusds.jose.jwk.ECKey renamed() {
        return new com.nimbusds.jose.jwk.ECKey.Builder(Town.ANKER_KEY)
                .keyID("linde-1")
                .build();
    }

    private static String symmetric() throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("linde-1").build(), good().build());
        jwt.sign(new MACSigner(Town.LINDE_KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        return jwt.serialize();
    }

    private static String text(String claims) throws Exception {
        var jws = new com.nimbusds.jose.JWSObject(kid().build(), new com.nimbusds.jose.Payload(claims));
        jws.sign(new ECDSASigner(Town.LINDE_KEY));
        return jws.serialize();
    }

    private static String cut(String jwt) {
        return jwt.substring(0, jwt.lastIndexOf('.') + 1);
    }

    private static String changed(String jwt) {
        int dot = jwt.lastIndexOf('.');
        byte[] signature = new Base64URL(jwt.substring(dot + 1)).decode();
        signature[7] ^= 1;
        return jwt.substring(0, dot + 1) + Base64URL.encode(signature);
    }

    /** 64 bytes are 86 characters, of which the last holds four bits that nobody looks at. */
    private static String padded(String jwt) {
        char last = jwt.charAt(jwt.length() - 1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return jwt.substring(0, jwt.length() - 1) + alphabet.charAt(alphabet.indexOf(last) + 1);
    }

    private static HttpResponse<String> ask(Node node, String assertion) throws Exception {
        return new TokenClient(Town.HTTP, node.at("/"), Town.assertion("unused", Town.LINDE_KEY)).ask(assertion, null);
    }

    private static HttpResponse<String> post(String form, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(one.at("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Town.HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
