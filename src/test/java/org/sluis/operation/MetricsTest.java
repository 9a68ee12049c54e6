package org.sluis.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.database.Transactions;
import org.springframework.boot.actuate.health.Status;

/** What a gateway tells those who watch it: how much and how old, by codes, and never of whom. */
class MetricsTest {
    private static final String DOOR = "/v1/doors/rest-json/plan-coordination/de-brug";

    @Test
    void countsWhatIsInTheLogAndWhatWaits() throws Exception {
        try (TestGateway gateway = new TestGateway("sluis.delivery.workers=0", "sluis.metrics.listen=127.0.0.1:0")) {
            TestTown town = new TestTown(gateway);
            town.childWithBothParentsConsent("leerling-zeeroos");
            assertThat(gateway.post("de-linde-direct", DOOR, town.plan("leerling-zeeroos", "bericht-schelp"))
                            .statusCode())
                    .isEqualTo(202);
            town.child("leerling-duinroos");
            assertThat(gateway.post("de-linde-direct", DOOR, town.plan("leerling-duinroos", "bericht-kwal"))
                            .statusCode())
                    .isEqualTo(403);
            gateway.bean(QueueMeters.class).look();

            String told = scraped(gateway);
            assertThat(value(told, "sluis_entries_total", "kind=\"disclosure-released\"", "reason=\"none\""))
                    .isEqualTo(1);
            assertThat(value(told, "sluis_entries_total", "kind=\"disclosure-refused\"", "consent-missing-holder"))
                    .isEqualTo(1);
            assertThat(value(told, "sluis_outbox{", "recipient=\"de-brug\"", "state=\"waiting\""))
                    .isEqualTo(1);
            assertThat(value(told, "sluis_outbox_oldest_seconds", "recipient=\"de-brug\""))
                    .isBetween(0.0, 600.0);
            assertThat(value(told, "sluis_log_commit_seconds_count")).isGreaterThan(1);
            assertThat(value(told, "sluis_log_transaction_seconds_count"))
                    .isBetween(1.0, value(told, "sluis_log_commit_seconds_count"));
            assertThat(value(told, "sluis_log_transaction_seconds_sum"))
                    .as("of it, the database's part")
                    .isBetween(Double.MIN_VALUE, value(told, "sluis_log_commit_seconds_sum"));
            assertThat(value(told, "sluis_delivery_lease_seconds_count"))
                    .as("nothing was sent")
                    .isZero();
            assertThat(value(told, "sluis_policies_approved_by_nobody")).isEqualTo(13);
            assertThat(value(told, "sluis_log_lag_seconds")).isBetween(0.0, 60.0);
            assertThat(told).doesNotContain("zeeroos", "duinroos", "schelp", "kwal", "ouder-", "Noor");
            assertThat(gateway.get("de-linde-direct", "/metrics").statusCode()).isNotEqualTo(200);
            assertThat(gateway.get("de-linde-direct", "/actuator/prometheus").statusCode())
                    .isNotEqualTo(200);
            HttpResponse<String> health = gateway.get("de-linde-direct", "/actuator/health");
            assertThat(health.body()).contains("\"clock\":{\"status\":\"UP\"}");
        }
    }

    @Test
    void aSendIsTimedFromItsLeaseToWhatBecameOfIt() {
        WireMockServer care = new WireMockServer(0);
        care.start();
        care.stubFor(WireMock.any(WireMock.anyUrl())
                .willReturn(WireMock.aResponse().withStatus(503).withFixedDelay(200)));
        try (TestGateway gateway = new TestGateway(
                "sluis.delivery.workers=1", "sluis.connectors.fhir-r4.url=" + care.baseUrl() + "/fhir")) {
            TestTown town = new TestTown(gateway);
            town.childWithBothParentsConsent("leerling-zeester");
            assertThat(gateway.post("de-linde-direct", DOOR, town.plan("leerling-zeester", "bericht-mossel"))
                            .statusCode())
                    .isEqualTo(202);
            Timer leases = gateway.bean(MeterRegistry.class)
                    .get("sluis.delivery.lease")
                    .timer();
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> leases.count() >= 2);
            assertThat(leases.totalTime(TimeUnit.MILLISECONDS)).isGreaterThanOrEqualTo(leases.count() * 200.0);
        } finally {
            care.stop();
        }
    }

    @Test
    void withoutAnAddressOfItsOwnThereAreNone() {
        MetricsServer none = new MetricsServer(() -> "", "");
        none.start();
        assertThat(none.isRunning()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9464", "localhost", "127.0.0.1:", "a b:9464", "127.0.0.1:123456"})
    void anAddressThatIsNoneIsToldAtOnce(String listen) {
        assertThatThrownBy(() -> new MetricsServer(() -> "", listen)).hasMessageContaining("127.0.0.1:9464");
    }

    @Test
    void aReasonThatAPersonWroteIsNoLabel() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        LogMeters meters = new LogMeters(registry, () -> Duration.ZERO);
        meters.recorded("log-broken", "wegens-Noor");
        assertThat(registry.get("sluis.entries").counter().getId().getTag("reason"))
                .isEqualTo("other");
    }

    @ParameterizedTest
    @CsvSource({"0, UP", "4, UP", "-4, UP", "6, DOWN", "-6, DOWN"})
    void clocksThatAreApartAreTold(int seconds, String status) {
        try (TestGateway gateway = new TestGateway("sluis.delivery.workers=0")) {
            Clock off = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));
            assertThat(new ClockHealth(gateway.bean(Transactions.class), off)
                            .health()
                            .getStatus())
                    .isEqualTo(new Status(status));
        }
    }

    private static String scraped(TestGateway gateway) throws Exception {
        int port = gateway.bean(MetricsServer.class).port();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Of the one line that has all of this. */
    private static double value(String told, String... parts) {
        List<String> lines = told.lines()
                .filter(line -> line.startsWith(parts[0]))
                .filter(line -> List.of(parts).stream().allMatch(line::contains))
                .toList();
        assertThat(lines).as(String.join(" ", parts)).hasSize(1);
        return Double.parseDouble(lines.get(0).substring(lines.get(0).lastIndexOf(' ') + 1));
    }
}
