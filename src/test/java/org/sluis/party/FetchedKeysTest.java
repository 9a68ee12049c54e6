package org.sluis.party;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpHandler;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.keys.KeyFolder;
import org.springframework.boot.ssl.SslBundles;

/** A gateway that fetches an external issuer's keys over real HTTPS, trusted by a bundle; only the clock is the test's. */
@ExtendWith(RealPostgres.class)
class FetchedKeysTest {
    private static final RSAKey OLD = Town.rsa("old", 2048);
    private static final RSAKey NEW = Town.rsa("new", 2048);
    private static final int LARGEST = 64 * 1024;
    private static final CountDownLatch OVER = new CountDownLatch(1);
    private static final Moved CLOCK = new Moved();

    @TempDir
    private static Path folder;

    private static Issuer issuer;
    private static Node node;

    @BeforeAll
    static void start(Database database) throws Exception {
        issuer = Issuer.start(folder);
        node = Node.start(
                database,
                folder.resolve("keys"),
                CLOCK,
                "--sluis.auth.jwks-uri=" + issuer.at("localhost"),
                "--sluis.auth.jwks-bundle=issuer",
                "--spring.ssl.bundle.pem.issuer.truststore.certificate=file:" + folder.resolve("certificate.pem"));
        Town.register(node.the(Registrar.class));
    }

    @AfterAll
    static void stop() {
        OVER.countDown();
        node.close();
        issuer.close();
    }

    @BeforeEach
    void nothingIsKnown() {
        issuer.publishes(OLD);
        CLOCK.move(Duration.ofMinutes(5));
    }

    @Test
    void keysAreFetchedOnceInFiveMinutes() throws Exception {
        int before = issuer.asked();

        assertThat(who(good(OLD)).body()).isEqualTo("waterlee-scholen de-linde-direct de-linde");
        CLOCK.move(Duration.ofMinutes(5).minusMillis(1));
        assertThat(status(good(OLD))).isEqualTo(200);
        assertThat(issuer.asked() - before).isEqualTo(1);
        CLOCK.move(Duration.ofMillis(1));
        assertThat(status(good(OLD))).isEqualTo(200);
        assertThat(issuer.asked() - before).isEqualTo(2);
    }

    @Test
    void aKeyThatIsNewIsFetchedAtOnceWhenThereWasNoFetchJustNow() throws Exception {
        status(good(OLD));
        issuer.publishes(OLD, NEW);
        int before = issuer.asked();

        CLOCK.move(Duration.ofSeconds(30).minusMillis(1));
        assertThat(status(good(NEW))).isEqualTo(401);
        assertThat(issuer.asked() - before).isZero();
        CLOCK.move(Duration.ofMillis(1));
        assertThat(status(good(NEW))).isEqualTo(200);
        assertThat(status(good(OLD))).isEqualTo(200);
        assertThat(issuer.asked() - before).isEqualTo(1);
    }

    @Test
    void unknownKidsDoNotHammerTheIssuer() throws Exception {
        status(good(OLD));
        int before = issuer.asked();
        CLOCK.move(Duration.ofSeconds(30));
        List<Callable<Integer>> tries = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String token = signed(header(OLD).keyID("made-up-" + i), OLD, claims());
            tries.add(() -> status(token));
        }

        assertThat(atOnce(tries)).hasSize(100).containsOnly(401);
        assertThat(issuer.asked() - before).isEqualTo(1);
    }

    @Test
    void aFailingIssuerIsNotHammeredEither() throws Exception {
        issuer.answers(500, Issuer.set(OLD));
        int before = issuer.asked();

        assertThat(List.of(status(good(OLD)), status(good(OLD)), status(good(OLD))))
                .containsOnly(401);
        assertThat(issuer.asked() - before).isEqualTo(1);
    }

    @Test
    void twoHundredCallersAfterFiveMinutesFetchOnceAndNoneIsRefused() throws Exception {
        int before = issuer.asked();
        String token = good(OLD);
        List<Callable<Integer>> tries = Collections.nCopies(200, () -> status(token));

        assertThat(atOnce(tries)).hasSize(200).containsOnly(200);
        assertThat(issuer.asked() - before).isEqualTo(1);
    }

    @Test
    void bothKeysCountWhileBothArePublishedAndTheOldOneNoLongerThanThat() throws Exception {
        issuer.publishes(OLD, NEW);
        String early = good(OLD, Duration.ofHours(1));
        assertThat(List.of(status(early), status(good(NEW)))).containsOnly(200);
        issuer.publishes(NEW);
        CLOCK.move(Duration.ofMinutes(5));

        assertThat(status(good(NEW))).isEqualTo(200);
        assertThat(status(good(OLD))).as("a new token of the old key").isEqualTo(401);
        assertThat(status(early)).as("one that was accepted before").isEqualTo(401);
    }

    @Test
    void anotherKeyUnderAKnownKidReplacesIt() throws Exception {
        String early = good(OLD, Duration.ofHours(1));
        assertThat(status(early)).isEqualTo(200);
        RSAKey same = new RSAKey.Builder(NEW).keyID("old").build();
        issuer.publishes(same);
        CLOCK.move(Duration.ofMinutes(5));

        assertThat(status(good(same))).isEqualTo(200);
        assertThat(status(early)).isEqualTo(401);
    }

    @Test
    void aFetchThatFailsTakesNoKeyAwayBeforeItsFiveMinutesAreOver() throws Exception {
        assertThat(status(good(OLD))).isEqualTo(200);
        issuer.answers(500, "");
        CLOCK.move(Duration.ofSeconds(30));

        assertThat(status(good(NEW))).isEqualTo(401);
        assertThat(status(good(OLD))).isEqualTo(200);
        CLOCK.move(Duration.ofSeconds(270));
        assertThat(status(good(OLD))).isEqualTo(401);
    }

    @Test
    void aTokenThatWasAcceptedIsRefusedWhenTheIssuerIsSilentForFiveMinutes() throws Exception {
        String early = good(OLD, Duration.ofHours(1));
        assertThat(status(early)).isEqualTo(200);
        issuer.answers(503, "");
        CLOCK.move(Duration.ofMinutes(5));

        assertThat(status(early)).isEqualTo(401);
    }

    static Stream<Map.Entry<String, HttpHandler>> badAnswers() {
        String good = Issuer.set(OLD);
        Map<String, HttpHandler> bad = new LinkedHashMap<>();
        for (int status : new int[] {201, 204, 301, 401, 404, 500, 503}) {
            bad.put("status " + status, exchange -> Issuer.send(exchange, status, status == 204 ? "" : good));
        }
        bad.put("a byte too much", exchange -> Issuer.send(exchange, 200, padded(good, LARGEST + 1)));
        bad.put("far too much", exchange -> Issuer.send(exchange, 200, padded(good, 50 * LARGEST)));
        bad.put("nothing", exchange -> Issuer.send(exchange, 200, ""));
        bad.put("not JSON", exchange -> Issuer.send(exchange, 200, "<html>" + good + "</html>"));
        bad.put("half of it", exchange -> Issuer.send(exchange, 200, good.substring(0, good.length() - 1)));
        bad.put("a list", exchange -> Issuer.send(exchange, 200, "[" + good + "]"));
        bad.put("no set", exchange -> Issuer.send(exchange, 200, "{}"));
        bad.put("an empty set", exchange -> Issuer.send(exchange, 200, "{\"keys\":[]}"));
        bad.put("very deep", exchange -> Issuer.send(exchange, 200, "[".repeat(LARGEST)));
        bad.put("the kid twice", exchange -> Issuer.send(exchange, 200, Issuer.set(OLD, OLD)));
        bad.put(
                "another key under the kid",
                exchange -> Issuer.send(
                        exchange,
                        200,
                        good.replace(
                                OLD.getModulus().toString(), NEW.getModulus().toString())));
        bad.put("the line cut", exchange -> {
            exchange.sendResponseHeaders(200, good.length() + 10);
            exchange.getResponseBody().write(good.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            exchange.close();
        });
        bad.put("no answer", exchange -> over());
        bad.put("headers, and never a body", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(good.substring(0, 100).getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            over();
        });
        return bad.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("badAnswers")
    void refusesATokenWhenTheIssuerAnswersWith(Map.Entry<String, HttpHandler> bad) throws Exception {
        int before = issuer.asked();
        issuer.answers(bad.getValue());
        int refused = status(good(OLD));
        issuer.publishes(OLD);
        CLOCK.move(Duration.ofMinutes(5));

        assertThat(issuer.asked() - before).isEqualTo(1);
        assertThat(refused).isEqualTo(401);
        assertThat(status(good(OLD))).as("the same with a good answer").isEqualTo(200);
    }

    @Test
    void theLargestAnswerIsTaken() throws Exception {
        issuer.answers(200, padded(Issuer.set(OLD), LARGEST));

        assertThat(status(good(OLD))).isEqualTo(200);
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        AtomicInteger followed = new AtomicInteger();
        issuer.answers(exchange -> {
            if (exchange.getRequestURI().getPath().equals("/jwks/moved")) {
                followed.incrementAndGet();
                Issuer.send(exchange, 200, Issuer.set(OLD));
            } else {
                exchange.getResponseHeaders().set("Location", issuer.at("localhost") + "/moved");
                Issuer.send(exchange, 302, "");
            }
        });

        assertThat(status(good(OLD))).isEqualTo(401);
        assertThat(followed).hasValue(0);
    }

    @Test
    void anIssuerWithoutACertificateThatCountsIsNotAsked() throws Exception {
        SSLContext bundle = node.the(SslBundles.class).getBundle("issuer").createSslContext();
        int before = issuer.asked();

        assertThat(ExternalKeys.https(issuer.at("localhost"), bundle, CLOCK)
                        .now("old")
                        .getKeys())
                .hasSize(1);
        assertThat(ExternalKeys.https(issuer.at("localhost"), SSLContext.getDefault(), CLOCK)
                        .now("old")
                        .getKeys())
                .isEmpty();
        assertThat(ExternalKeys.https(issuer.at("127.0.0.1"), bundle, CLOCK)
                        .now("old")
                        .getKeys())
                .as("a certificate for another name")
                .isEmpty();
        assertThat(issuer.asked() - before).isEqualTo(1);
    }

    @Test
    void refusesEveryBadToken() throws Exception {
        RSAKey builtIn = node.the(KeyFolder.class).tokenKeys().getKeys().get(0).toRSAKey();
        issuer.publishes(OLD, Town.LINDE_KEY);
        Instant now = CLOCK.instant();
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("another issuer", token(claims().issuer("https://elsewhere.example")));
        bad.put("no issuer", token(claims().issuer(null)));
        bad.put("another audience", token(claims().audience("elsewhere")));
        bad.put("two audiences", token(claims().audience(List.of("sluis", "elsewhere"))));
        bad.put("no audience", token(claims().audience((String) null)));
        bad.put("expired", token(claims().expirationTime(Date.from(now.minusSeconds(1)))));
        bad.put("no end", token(claims().expirationTime(null)));
        bad.put("not valid yet", token(claims().notBeforeTime(Date.from(now.plusSeconds(30)))));
        for (JWSAlgorithm algorithm :
                List.of(JWSAlgorithm.PS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS512)) {
            bad.put(
                    algorithm.getName(),
                    signed(
                            new JWSHeader.Builder(algorithm)
                                    .type(AccessTokens.TYPE)
                                    .keyID("old"),
                            OLD,
                            claims()));
        }
        SignedJWT elliptic = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(AccessTokens.TYPE)
                        .keyID(Town.LINDE_KEY.getKeyID())
                        .build(),
                claims().build());
        elliptic.sign(new ECDSASigner(Town.LINDE_KEY));
        bad.put("ES256 under a published key", elliptic.serialize());
        SignedJWT symmetric = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(AccessTokens.TYPE)
                        .keyID("old")
                        .build(),
                claims().build());
        symmetric.sign(new MACSigner(OLD.toPublicJWK().toJSONString()));
        bad.put("HS256 under the public key", symmetric.serialize());
        bad.put("none", new PlainJWT(claims().build()).serialize());
        bad.put("the built-in key", signed(header(builtIn), builtIn, claims()));
        bad.put("the built-in key under the issuer's kid", signed(header(OLD), builtIn, claims()));
        bad.put("the built-in kid", signed(header(builtIn), OLD, claims()));
        bad.put("plain typ", signed(header(OLD).type(JOSEObjectType.JWT), OLD, claims()));
        bad.put("no kid", signed(header(OLD).keyID(null), OLD, claims()));
        bad.put("its key with it", signed(header(NEW).jwk(NEW.toPublicJWK()), NEW, claims()));
        bad.put("an address of keys", signed(header(OLD).jwkURL(URI.create(issuer.at("localhost"))), OLD, claims()));

        List<String> accepted = new ArrayList<>();
        for (Map.Entry<String, String> token : bad.entrySet()) {
            if (status(token.getValue()) != 401) {
                accepted.add(token.getKey());
            }
        }

        assertThat(status(token(claims()))).isEqualTo(200);
        assertThat(bad).hasSizeGreaterThan(20);
        assertThat(accepted).isEmpty();
    }

    private static List<Integer> atOnce(List<Callable<Integer>> tries) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(16);
        try {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> one : callers.invokeAll(tries)) {
                answers.add(one.get());
            }
            return answers;
        } finally {
            callers.shutdownNow();
        }
    }

    private static void over() {
        try {
            OVER.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Still a good set, for whoever reads it all or cuts it off. */
    private static String padded(String set, int length) {
        return set + " ".repeat(length - set.length());
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(Node.ISSUER)
                .audience("sluis")
                .expirationTime(Date.from(CLOCK.instant().plusSeconds(60)))
                .claim("client_id", "de-linde-direct");
    }

    private static JWSHeader.Builder header(RSAKey key) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).type(AccessTokens.TYPE).keyID(key.getKeyID());
    }

    private static String token(JWTClaimsSet.Builder claims) throws Exception {
        return signed(header(OLD), OLD, claims);
    }

    private static String good(RSAKey key) throws Exception {
        return good(key, Duration.ofMinutes(1));
    }

    private static String good(RSAKey key, Duration life) throws Exception {
        return signed(
                header(key),
                key,
                claims().expirationTime(Date.from(CLOCK.instant().plus(life))));
    }

    private static String signed(JWSHeader.Builder header, RSAKey key, JWTClaimsSet.Builder claims) throws Exception {
        SignedJWT jwt = new SignedJWT(header.build(), claims.build());
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    private static java.net.http.HttpResponse<String> who(String token) throws Exception {
        return Town.who(node, token);
    }

    private static int status(String token) throws Exception {
        return who(token).statusCode();
    }

    /** The time of the machine when it began, moved by hand. */
    private static final class Moved extends Clock {
        private volatile Instant at = Instant.now();

        void move(Duration by) {
            at = at.plus(by);
        }

        @Override
        public Instant instant() {
            return at;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
