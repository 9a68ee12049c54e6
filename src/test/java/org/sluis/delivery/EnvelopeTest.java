package org.sluis.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.canonical.PartyId;
import org.sluis.client.EnvelopeReader;
import org.sluis.client.EnvelopeReader.NotTaken;
import org.sluis.client.PublishedKeys;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.demo.CareSystem;
import org.sluis.keys.RecipientKey;
import org.sluis.party.Directory;
import org.sluis.party.Reception;
import org.sluis.protect.Sealing;

/** Envelopes: sealed when they go, to the key of that moment, and taken by nobody once their time is over. */
class EnvelopeTest {
    private static final String OEVER = "jeugdhulp-oever";
    private static final Duration LEASE = Outbox.LEASE;

    private static TestGateway gateway;
    private static TestTown town;
    private static CareSystem care;
    private static Path arrivals;
    private static WireMockServer post;
    private static volatile Duration late = Duration.ZERO;
    private static int children;

    @BeforeAll
    static void open() throws Exception {
        gateway = new TestGateway("sluis.delivery.workers=0");
        town = new TestTown(gateway);
        Path folder = Files.createTempDirectory("sluis-care");
        arrivals = folder.resolve("arrivals.ndjson");
        care = new CareSystem(0, folder, reader(gateway.envelopes(), OEVER, EnvelopeTest::recipientsTime));
        post = new WireMockServer(0);
        post.start();
    }

    @AfterAll
    static void close() throws Exception {
        gateway.close();
        care.close();
        post.stop();
    }

    @BeforeEach
    void onTimeAndKnown() {
        late = Duration.ZERO;
        post.resetAll();
        receives(URI.create(care.url()).resolve("/envelopes"), gateway.envelopes());
    }

    @Test
    void arrivesAsFhirAtTheRecipientWhoHoldsTheKey() throws Exception {
        String disclosure = accept();
        int before = arrived();
        deliver();
        assertThat(state(disclosure)).isEqualTo("delivered");
        assertThat(arrived()).isEqualTo(before + 1);
        assertThat(facts(disclosure, "delivery-cleared"))
                .contains("\"sealed-to\":\"" + gateway.envelopes().computeThumbprint() + "\"");
    }

    @Test
    void isNotTakenOnceItsLeaseIsOverAndIsTriedAgainUnderANewOne() throws Exception {
        String disclosure = accept();
        int before = arrived();
        late = LEASE.plusSeconds(1);
        deliver();
        assertThat(state(disclosure)).isEqualTo("waiting");
        assertThat(arrived()).isEqualTo(before);
        late = Duration.ZERO;
        makeDue();
        deliver();
        assertThat(state(disclosure)).isEqualTo("delivered");
        assertThat(arrived()).isEqualTo(before + 1);
    }

    @Test
    void whatWasCaughtOnTheWayTellsNobodyAnythingAndCountsForNobodyLater() throws Exception {
        post.stubFor(
                WireMock.any(WireMock.anyUrl()).willReturn(WireMock.aResponse().withStatus(204)));
        receives(URI.create(post.baseUrl() + "/in"), gateway.envelopes());
        accept();
        deliver();
        var request = post.findAll(WireMock.postRequestedFor(WireMock.urlEqualTo("/in")))
                .get(0);
        String caught = request.getBodyAsString();
        assertThat(request.getHeader("Content-Type")).isEqualTo("application/jose");
        JWEObject sealed = JWEObject.parse(caught);
        assertThat(sealed.getHeader().toJSONObject().keySet())
                .containsExactlyInAnyOrder("alg", "cty", "enc", "epk", "kid", "typ");
        assertThat(sealed.getHeader().getAlgorithm().getName()).isEqualTo("ECDH-ES+A256KW");
        assertThat(sealed.getHeader().getEncryptionMethod().getName()).isEqualTo("A256GCM");

        assertThat(reader(gateway.envelopes(), OEVER, Instant::now).open(caught).content())
                .startsWith("{\"resourceType\":\"Bundle\"");
        PublishedKeys away = new PublishedKeys(URI.create("http://localhost:1/v1/keys"));
        refuses(503, new EnvelopeReader(gateway.envelopes(), OEVER, away, Clock.systemUTC()), caught);
        refuses(410, reader(gateway.envelopes(), OEVER, () -> Instant.now().plus(LEASE)), caught);
        refuses(400, reader(gateway.envelopes(), "de-brug", Instant::now), caught);
        refuses(400, reader(key("oever-envelopes-1"), OEVER, Instant::now), caught);
        String[] parts = caught.split("\\.", -1);
        for (int part = 0; part < parts.length; part++) {
            String[] changed = parts.clone();
            char first = changed[part].charAt(0);
            changed[part] = (first == 'A' ? 'B' : 'A') + changed[part].substring(1);
            refuses(400, reader(gateway.envelopes(), OEVER, Instant::now), String.join(".", changed));
        }
    }

    @Test
    void isNotTakenFromAnyoneButTheGateway() throws Exception {
        RecipientKey publicKey =
                RecipientKey.parse(gateway.envelopes().toPublicJWK().toJSONString());
        String kid = TestTown.read(gateway.get("de-linde-direct", "/v1/keys").body())
                .path("keys")
                .path(0)
                .path("kid")
                .asText();
        String forged = base64("{\"alg\":\"EdDSA\",\"typ\":\"sluis-disclosure+jwt\",\"kid\":\"" + kid + "\"}") + "."
                + base64("{\"aud\":\"jeugdhulp-oever\",\"jti\":\"1\",\"exp\":4102444800,"
                        + "\"content_type\":\"application/fhir+json\",\"content\":\"{}\"}")
                + "." + base64("x".repeat(64));
        refuses(400, reader(gateway.envelopes(), OEVER, Instant::now), publicKey.seal(forged));
        refuses(400, reader(gateway.envelopes(), OEVER, Instant::now), publicKey.seal("no signature at all"));
        String receipt = TestTown.read(accepted().body()).path("receipt").asText();
        refuses(400, reader(gateway.envelopes(), OEVER, Instant::now), publicKey.seal(receipt));
        deliver();
    }

    @Test
    void goesToTheKeyOfTheMomentItLeaves() throws Exception {
        post.stubFor(
                WireMock.any(WireMock.anyUrl()).willReturn(WireMock.aResponse().withStatus(204)));
        receives(URI.create(post.baseUrl() + "/in"), gateway.envelopes());
        accept();
        ECKey next = key("oever-envelopes-2");
        receives(URI.create(post.baseUrl() + "/in"), next);
        deliver();
        String sent = post.findAll(WireMock.postRequestedFor(WireMock.urlEqualTo("/in")))
                .get(0)
                .getBodyAsString();
        assertThat(reader(next, OEVER, Instant::now).open(sent).contentType()).isEqualTo("application/fhir+json");
        refuses(400, reader(gateway.envelopes(), OEVER, Instant::now), sent);
    }

    @Test
    void staysWhenTheRecipientHasNoKeyAnyMore() throws Exception {
        String disclosure = accept();
        register(new Reception("fhir-r4", "envelope", null, null));
        deliver();
        assertThat(state(disclosure)).isEqualTo("held");
        assertThat(reason(disclosure)).isEqualTo("recipient-without-key");
        List<String> kept = gateway.bean(Transactions.class)
                .within(
                        TestGateway.TENANT,
                        connection -> Rows.query(
                                connection,
                                "SELECT step FROM decision WHERE disclosure = '" + disclosure + "' ORDER BY at",
                                row -> row.getString(1)));
        assertThat(kept)
                .as("what the decision saw is kept, though it did not go")
                .containsExactly("accept", "clear");
        assertThat(accepted().statusCode()).isEqualTo(422);
    }

    @Test
    void staysWhenTheKeyOfTheRecipientHasEnded() throws Exception {
        String disclosure = accept();
        ECKey over = new ECKeyGenerator(Curve.P_256)
                .keyID("oever-over")
                .expirationTime(java.util.Date.from(Instant.now().minusSeconds(1)))
                .generate();
        receives(URI.create(care.url()).resolve("/envelopes"), over);
        int before = arrived();
        deliver();
        assertThat(state(disclosure)).isEqualTo("held");
        assertThat(reason(disclosure)).isEqualTo("recipient-without-key");
        assertThat(arrived()).isEqualTo(before);
    }

    /** A send that was cleared for the old key may seal to it still: who revokes it waits for that, and no longer. */
    @Test
    void aKeyIsRevokedOnceNothingIsUnderWayToIt() throws Exception {
        accept();
        Leased leased = Objects.requireNonNull(gateway.bean(Claim.class)
                .next(TestGateway.TENANT, new PartyId(OEVER), 1)
                .cleared()
                .get(0));
        String waits = accept();
        CompletableFuture<Void> revoked =
                CompletableFuture.runAsync(() -> register(new Reception("fhir-r4", "envelope", null, null)));
        while (gateway.bean(Directory.class)
                        .find(TestGateway.TENANT, new PartyId(OEVER))
                        .orElseThrow()
                        .receives()
                        .sealTo()
                != null) {
            Thread.onSpinWait();
        }
        assertThatThrownBy(() -> revoked.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        deliver();
        assertThat(state(waits)).as("nothing is sealed to it any more").isEqualTo("held");
        gateway.bean(Settle.class).delivered(leased);
        revoked.get(60, TimeUnit.SECONDS);
    }

    @Test
    void followsNoRedirectAndTakesNoForAnAnswer() throws Exception {
        post.stubFor(WireMock.post("/moved")
                .willReturn(
                        WireMock.aResponse().withStatus(307).withHeader("Location", post.baseUrl() + "/elsewhere")));
        receives(URI.create(post.baseUrl() + "/moved"), gateway.envelopes());
        String disclosure = accept();
        for (int attempt = 0; attempt < 3; attempt++) {
            makeDue();
            deliver();
        }
        assertThat(state(disclosure)).isEqualTo("parked");
        post.verify(0, WireMock.postRequestedFor(WireMock.urlEqualTo("/elsewhere")));
    }

    /** Who answers with an error of its own may have stored it before: nobody is told that it did not go. */
    @Test
    void anErrorOfTheRecipientsLeavesItUncertainWhetherItHasIt() throws Exception {
        receives(URI.create(post.baseUrl() + "/ill"), gateway.envelopes());
        String disclosure = accept();
        List<Integer> statuses = List.of(500, 502, 504, 503, 429, 204);
        for (int status : statuses) {
            post.stubFor(WireMock.post("/ill").willReturn(WireMock.aResponse().withStatus(status)));
            makeDue();
            deliver();
        }
        List<String> results = gateway.bean(Transactions.class)
                .within(
                        TestGateway.TENANT,
                        connection -> Rows.query(
                                connection,
                                "SELECT result FROM attempt WHERE disclosure = '" + disclosure + "' ORDER BY fence",
                                row -> row.getString(1)));
        assertThat(results).containsExactly("uncertain", "uncertain", "uncertain", "failed", "failed", "delivered");
    }

    @Test
    void aKeyIsPublicOnP256ForEncryptionUnderAKid() throws Exception {
        ECKey good = key("a");
        for (String wrong : List.of(
                good.toJSONString(),
                "{}",
                "not json",
                new ECKeyGenerator(Curve.P_384)
                        .keyID("a")
                        .generate()
                        .toPublicJWK()
                        .toJSONString(),
                new ECKeyGenerator(Curve.P_256).generate().toPublicJWK().toJSONString(),
                good.toPublicJWK().toJSONString().replace("\"enc\"", "\"sig\""))) {
            assertThatThrownBy(() -> RecipientKey.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        RecipientKey parsed = RecipientKey.parse(good.toPublicJWK().toJSONString());
        assertThatThrownBy(() -> new Reception("fhir-r4", "tls", null, parsed))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Reception("fhir-r4", "envelope", URI.create("file:///in"), parsed))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Instant recipientsTime() {
        return Instant.now().plus(late);
    }

    private static EnvelopeReader reader(ECKey key, String self, Supplier<Instant> time) {
        Clock clock = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return time.get();
            }
        };
        return new EnvelopeReader(key, self, new PublishedKeys(gateway.url().resolve("/v1/keys")), clock);
    }

    private static void refuses(int status, EnvelopeReader reader, String envelope) {
        assertThatThrownBy(() -> reader.open(envelope))
                .isInstanceOfSatisfying(
                        NotTaken.class, refused -> assertThat(refused.status()).isEqualTo(status));
    }

    private static String base64(String text) {
        return Base64URL.encode(text).toString();
    }

    private static ECKey key(String kid) throws JOSEException {
        return new ECKeyGenerator(Curve.P_256)
                .keyID(kid)
                .keyUse(com.nimbusds.jose.jwk.KeyUse.ENCRYPTION)
                .generate();
    }

    private static void receives(URI address, ECKey key) {
        register(new Reception(
                "fhir-r4",
                "envelope",
                address,
                RecipientKey.parse(key.toPublicJWK().toJSONString())));
    }

    private static void register(Reception receives) {
        gateway.receives(OEVER, receives);
    }

    private static String accept() {
        HttpResponse<String> accepted = accepted();
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        return TestTown.read(accepted.body()).path("disclosure").asText();
    }

    private static HttpResponse<String> accepted() {
        String child = "envelope-" + children++;
        town.child(child);
        for (String parent : List.of("ouder-1", "ouder-2")) {
            town.consent("de-linde-direct", child, parent, "grant", OEVER, TestTown.ALL);
        }
        return gateway.post(
                "de-linde-direct", "/v1/doors/rest-json/plan-coordination/" + OEVER, town.plan(child, child));
    }

    private static void deliver() {
        Dispatcher dispatcher = new Dispatcher(
                gateway.bean(Claim.class),
                gateway.bean(Sealing.class),
                gateway.bean(Sender.class),
                gateway.bean(Settle.class),
                gateway.bean(Tenants.class),
                new Lanes(8));
        assertThat(dispatcher.once(TestGateway.TENANT)).isTrue();
    }

    private static void makeDue() {
        gateway.bean(Transactions.class)
                .within(
                        TestGateway.TENANT,
                        connection -> Rows.update(
                                connection, "UPDATE outbox SET next_at = clock_timestamp() WHERE state = 'waiting'"));
    }

    private static int arrived() throws Exception {
        return Files.exists(arrivals) ? Files.readAllLines(arrivals).size() : 0;
    }

    private static String state(String disclosure) {
        return told(disclosure, "state");
    }

    private static String reason(String disclosure) {
        return told(disclosure, "reason");
    }

    private static String told(String disclosure, String what) {
        return TestTown.read(gateway.get("de-linde-direct", "/v1/disclosures/" + disclosure)
                        .body())
                .path(what)
                .asText();
    }

    private static String facts(String disclosure, String kind) {
        return gateway.bean(Transactions.class).within(TestGateway.TENANT, connection -> Rows.one(
                        connection,
                        "SELECT convert_from(body, 'UTF8') FROM audit_event WHERE kind = ? AND convert_from(body, 'UTF8') LIKE ?",
                        row -> row.getString(1),
                        kind,
                        "%" + disclosure + "%")
                .orElseThrow());
    }
}
