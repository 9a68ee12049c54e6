package org.sluis.consent.birthday;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.TestGateway.TENANT;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestClock;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.canonical.PartyId;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.party.Directory;
import org.sluis.party.Party;
import org.sluis.party.Registrar;

/** What a school hears and reads of a warning, over real HTTP: its webhook an id and a kind, its token the rest. */
class WarningsDoorTest {
    private static final String LINDE = "de-linde-direct";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static TestGateway gateway;
    private static WireMockServer school;

    @BeforeAll
    static void open() {
        gateway = new TestGateway("sluis.delivery.workers=0");
        school = new WireMockServer(options().dynamicPort());
        school.start();
        school.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(204)));
        Party linde = gateway.bean(Directory.class)
                .find(TENANT, new PartyId("de-linde"))
                .orElseThrow();
        gateway.bean(Registrar.class)
                .register(new Party(
                        TENANT,
                        linde.id(),
                        linde.kind(),
                        linde.name(),
                        linde.oin(),
                        linde.brin(),
                        linde.agb(),
                        linde.receives(),
                        school.baseUrl() + "/hook",
                        linde.version()));
    }

    @AfterAll
    static void close() {
        gateway.close();
        school.stop();
    }

    @Test
    void theSchoolHearsAnIdAndReadsTheRestUntilItHasSeenIt() {
        LocalDate day = LocalDate.now(TestClock.HERE).plusDays(20);
        TestTown town = new TestTown(gateway);
        town.child("bijna-twaalf");
        born("bijna-twaalf", day.minusYears(12));
        List<String> consents = List.of(
                town.consent("bijna-twaalf", "ouder-1", "grant", TestTown.ALL),
                town.consent("bijna-twaalf", "ouder-2", "grant", TestTown.ALL));
        gateway.bean(Warnings.class).round(TENANT);

        until(() -> heard() == 1 && waiting("next_at > clock_timestamp() + interval '6 days'") == 1);
        JsonNode said = said();
        assertThat(said.fieldNames()).toIterable().containsExactlyInAnyOrder("id", "warning", "kind", "at");
        assertThat(said.path("kind").asText()).isEqualTo("ask-child-and-holder");
        assertThat(said.toString())
                .doesNotContain(day.toString(), day.minusYears(12).toString(), "bijna", "ouder", consents.get(0));

        JsonNode warning = list(LINDE).get(0);
        assertThat(warning.path("id")).isEqualTo(said.path("warning"));
        assertThat(warning.path("subject").asText()).isEqualTo("bijna-twaalf");
        assertThat(warning.path("from").asText()).isEqualTo(day.toString());
        assertThat(warning.path("asked").toString()).isEqualTo("[\"child\",\"holder\"]");
        assertThat(list("het-anker-direct")).isEmpty();

        due();
        until(() -> heard() == 2);
        assertThat(said()).as("the same again, a week later").isEqualTo(said);
        String seen = "/v1/warnings/" + warning.path("id").asText() + "/seen";
        assertThat(gateway.post("het-anker-direct", seen, "").statusCode()).isEqualTo(404);
        assertThat(gateway.post(LINDE, "/v1/warnings/" + new UUID(1, 2) + "/seen", "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(gateway.post(LINDE, "/v1/warnings/x/seen", "").statusCode()).isEqualTo(404);
        assertThat(rejected()).isEqualTo(2);
        assertThat(gateway.post(LINDE, seen, "").statusCode()).isEqualTo(204);
        assertThat(gateway.post(LINDE, seen, "").statusCode()).isEqualTo(204);
        assertThat(list(LINDE).get(0).path("seen").asBoolean()).isTrue();
        due();
        until(() -> waiting("true") == 0);
        assertThat(heard()).isEqualTo(2);
    }

    private static void born(String localId, LocalDate day) {
        assertThat(gateway.post(
                                LINDE,
                                "/v1/subjects",
                                "{\"localId\": \"" + localId + "\", \"birthDate\": \"" + day + "\", \"holders\": []}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static JsonNode list(String client) {
        return TestTown.read(gateway.get(client, "/v1/warnings").body()).path("warnings");
    }

    private static int heard() {
        return school.findAll(postRequestedFor(urlEqualTo("/hook"))).size();
    }

    /** The last notice; that it is signed, {@code WebhookTest} shows of every kind. */
    private static JsonNode said() {
        List<LoggedRequest> all = school.findAll(postRequestedFor(urlEqualTo("/hook")));
        String claims = all.get(all.size() - 1).getBodyAsString().split("\\.", -1)[1];
        return TestTown.read(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8));
    }

    private static int waiting(String condition) {
        return count("notification WHERE " + condition);
    }

    private static int rejected() {
        return count("audit_event WHERE kind = 'consent-rejected'");
    }

    private static int count(String what) {
        return gateway.bean(Transactions.class)
                .within(TENANT, connection -> Rows.one(connection, "SELECT count(*) FROM " + what, row -> row.getInt(1))
                        .orElseThrow());
    }

    private static void due() {
        gateway.bean(Transactions.class)
                .within(
                        TENANT,
                        connection -> Rows.update(connection, "UPDATE notification SET next_at = clock_timestamp()"));
    }

    private static void until(BooleanSupplier holds) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it did not happen in time").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
