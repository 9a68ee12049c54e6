package org.sluis.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.canonical.PartyId;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.keys.Ed25519Signer;
import org.sluis.party.Directory;
import org.sluis.party.Party;
import org.sluis.party.Registrar;
import org.sluis.protect.Sealing;

/** A school hears what became of its disclosures: signed, without content, until it has heard. */
class WebhookTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static TestGateway gateway;
    private static TestTown town;
    private static WireMockServer school;
    private static int messages;

    @BeforeAll
    static void open() {
        gateway = new TestGateway("sluis.delivery.workers=0");
        town = new TestTown(gateway);
        school = new WireMockServer(options().dynamicPort());
        school.start();
        webhook("de-linde", school.baseUrl() + "/hook");
    }

    @AfterAll
    static void close() {
        gateway.close();
        school.stop();
    }

    @BeforeEach
    void nothingHeard() {
        school.resetAll();
        answer(204);
    }

    @Test
    void tellsOnceWhatWasDelivered() {
        town.childWithBothParentsConsent("heard");
        String disclosure = accept("heard");
        deliver();

        until(() -> heard().size() == 1 && waiting() == 0);
        LoggedRequest request = heard().get(0);
        JsonNode claims = verified(request.getBodyAsString());
        assertThat(request.getHeader("Content-Type")).isEqualTo("application/jwt");
        assertThat(names(claims)).containsExactlyInAnyOrder("id", "disclosure", "state", "at");
        assertThat(claims.path("disclosure").asText()).isEqualTo(disclosure);
        assertThat(claims.path("state").asText()).isEqualTo("delivered");
        assertThat(Instant.parse(claims.path("at").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(claims.toString())
                .doesNotContain(
                        "heard", "Noor", "Veldkamp", TestTown.birthDate().toString(), "de-brug", "OPP-2026");
        assertThat(TestTown.read(gateway.get("de-linde-direct", "/v1/disclosures/" + disclosure)
                                .body())
                        .path("state")
                        .asText())
                .isEqualTo("delivered");
    }

    @Test
    void tellsWhyAWithdrawalStoppedIt() {
        List<String> consents = town.childWithBothParentsConsent("stopped");
        String disclosure = accept("stopped");
        HttpResponse<String> withdrawn =
                gateway.post("de-linde-direct", "/v1/consents/" + consents.get(1) + "/withdrawal", "{}");
        assertThat(withdrawn.statusCode()).as(withdrawn.body()).isEqualTo(200);

        until(() -> heard().size() == 1 && waiting() == 0);
        JsonNode claims = verified(heard().get(0).getBodyAsString());
        assertThat(names(claims)).containsExactlyInAnyOrder("id", "disclosure", "state", "at", "reason");
        assertThat(claims.path("disclosure").asText()).isEqualTo(disclosure);
        assertThat(claims.path("state").asText()).isEqualTo("stopped");
        assertThat(claims.path("reason").asText()).startsWith("consent-");
        assertThat(claims.toString()).doesNotContain("ouder-2", consents.get(1));
    }

    @Test
    void triesAgainLaterWhenTheSchoolFails() {
        answer(500);
        town.childWithBothParentsConsent("deaf");
        accept("deaf");
        deliver();

        until(() -> heard().size() == 1);
        assertThat(waiting()).isEqualTo(1);
        assertThat(secondsUntilDue()).isBetween(1.0, 30.0);
        answer(204);
        makeDue();
        until(() -> heard().size() == 2 && waiting() == 0);
        JsonNode first = verified(heard().get(0).getBodyAsString());
        JsonNode second = verified(heard().get(1).getBodyAsString());
        assertThat(second).isEqualTo(first);
    }

    @Test
    void followsNoRedirect() {
        school.stubFor(post(urlEqualTo("/hook"))
                .willReturn(aResponse().withStatus(307).withHeader("Location", school.baseUrl() + "/elsewhere")));
        town.childWithBothParentsConsent("led-away");
        accept("led-away");
        deliver();

        until(() -> heard().size() == 1);
        makeDue();
        until(() -> heard().size() == 2); // the first one has ended, so a redirect would have been followed by now
        assertThat(waiting()).isEqualTo(1);
        school.verify(0, postRequestedFor(urlEqualTo("/elsewhere")));
        school.verify(0, getRequestedFor(urlEqualTo("/elsewhere")));
        answer(204);
        makeDue();
        until(() -> waiting() == 0);
    }

    @Test
    void keepsNobodyWaitingForAnAddressThatIsNone() {
        assertThatThrownBy(() -> webhook("het-anker", "http:// waterlee.example"))
                .isInstanceOf(IllegalArgumentException.class);
        gateway.bean(Transactions.class)
                .within(
                        TestGateway.TENANT,
                        connection -> Rows.update(
                                connection,
                                "UPDATE party SET webhook = 'http:// waterlee.example' WHERE id = 'het-anker'"));
        town.child("het-anker-direct", "anker-1");
        for (String parent : List.of("ouder-1", "ouder-2")) {
            town.consent("het-anker-direct", "anker-1", parent, "grant", "de-brug", TestTown.ALL);
        }
        accept("het-anker-direct", "anker-1");
        deliver();
        town.childWithBothParentsConsent("behind");
        accept("behind");
        deliver();

        until(() -> heard().size() == 1 && waiting() == 1);
        gateway.bean(Transactions.class)
                .within(TestGateway.TENANT, connection -> Rows.update(connection, "DELETE FROM notification"));
    }

    private static void webhook(String party, String address) {
        Party now = gateway.bean(Directory.class)
                .find(TestGateway.TENANT, new PartyId(party))
                .orElseThrow();
        gateway.bean(Registrar.class)
                .register(new Party(
                        now.tenant(),
                        now.id(),
                        now.kind(),
                        now.name(),
                        now.oin(),
                        now.brin(),
                        now.agb(),
                        now.receives(),
                        address,
                        now.version()));
    }

    private static void answer(int status) {
        school.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status)));
    }

    private static List<LoggedRequest> heard() {
        return school.findAll(postRequestedFor(urlEqualTo("/hook")));
    }

    private static String accept(String child) {
        return accept("de-linde-direct", child);
    }

    private static String accept(String client, String child) {
        boolean anker = client.startsWith("het-anker");
        HttpResponse<String> accepted = gateway.post(
                client,
                "/v1/doors/rest-json/plan-coordination/de-brug",
                town.plan(child, "webhook-" + messages++)
                        .replace("00000099000000001000", anker ? "00000099000000002000" : "00000099000000001000")
                        .replace("99ZA00", anker ? "99ZB00" : "99ZA00"));
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        return TestTown.read(accepted.body()).path("disclosure").asText();
    }

    /** One send, to a recipient that takes everything. */
    private static void deliver() {
        Dispatcher dispatcher = new Dispatcher(
                gateway.bean(Claim.class),
                gateway.bean(Sealing.class),
                (cleared, payload) -> {},
                gateway.bean(Settle.class),
                gateway.bean(Tenants.class),
                new Lanes(8));
        assertThat(dispatcher.once(TestGateway.TENANT)).isTrue();
    }

    private static int waiting() {
        return gateway.bean(Transactions.class).within(TestGateway.TENANT, connection -> Rows.one(
                        connection, "SELECT count(*) FROM notification", row -> row.getInt(1))
                .orElseThrow());
    }

    private static double secondsUntilDue() {
        return gateway.bean(Transactions.class).within(TestGateway.TENANT, connection -> Rows.one(
                        connection,
                        "SELECT extract(epoch FROM next_at - clock_timestamp()) FROM notification",
                        row -> row.getDouble(1))
                .orElseThrow());
    }

    private static void makeDue() {
        gateway.bean(Transactions.class)
                .within(
                        TestGateway.TENANT,
                        connection -> Rows.update(connection, "UPDATE notification SET next_at = clock_timestamp()"));
    }

    private static void until(BooleanSupplier holds) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it did not happen in time").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** What a school does: the key of this id at {@code /v1/keys}, then the signature, then the claims. */
    private static JsonNode verified(String jws) {
        String[] parts = jws.split("\\.", -1);
        assertThat(parts).hasSize(3);
        JsonNode header = TestTown.read(text(parts[0]));
        assertThat(header.path("alg").asText()).isEqualTo("EdDSA");
        assertThat(header.path("typ").asText()).isEqualTo("sluis-notice+jwt");
        List<JsonNode> keys = new ArrayList<>();
        TestTown.read(gateway.get("de-linde-direct", "/v1/keys").body())
                .path("keys")
                .forEach(keys::add);
        JsonNode key = keys.stream()
                .filter(one -> one.path("kid").equals(header.path("kid")))
                .findFirst()
                .orElseThrow();
        byte[] publicKey = Base64.getUrlDecoder().decode(key.path("x").asText());
        byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
        assertThat(Ed25519Signer.verify(publicKey, ascii(parts[0] + "." + parts[1]), signature))
                .isTrue();
        assertThat(Ed25519Signer.verify(publicKey, ascii(parts[0] + "." + parts[1] + "A"), signature))
                .isFalse();
        return TestTown.read(text(parts[1]));
    }

    private static String text(String base64) {
        return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static List<String> names(JsonNode claims) {
        List<String> names = new ArrayList<>();
        claims.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
