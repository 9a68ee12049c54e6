package org.sluis.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.audit.Ledger;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.demo.CareSystem;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Two nodes on one database; the machine of one tells another time, by turns half a minute, an hour and three days off. It says so,
 * does nothing meanwhile, and goes on when its clock is right again; the other one is not disturbed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClockTest {
    private static final String CLIENT = "de-linde-direct";
    private static final String DOOR = "/v1/doors/rest-json/plan-coordination/de-brug";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private TestGateway right;
    private CareSystem care;
    private ConfigurableApplicationContext off;
    private SetNode.Moved clock;
    private URI url;
    private TestTown town;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        right = new TestGateway("sluis.delivery.workers=0");
        care = new CareSystem(0, folder, null);
        List<String> arguments = new ArrayList<>(right.arguments());
        arguments.addAll(List.of("--sluis.delivery.workers=1", "--sluis.connectors.fhir-r4.url=" + care.url()));
        off = SetNode.gateway().run(arguments.toArray(String[]::new));
        clock = off.getBean("clock", SetNode.Moved.class);
        url = URI.create("http://localhost:" + off.getEnvironment().getProperty("local.server.port"));
        town = new TestTown(right);
        town.childWithBothParentsConsent("time");
    }

    @AfterAll
    void close() throws Exception {
        off.close();
        care.close();
        right.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {30, -30, 3600, -3600, 259_200, -259_200})
    void whoseClockIsOffDoesNothingAndSaysSo(long seconds) throws Exception {
        assertThat(post(url, "before" + seconds)).isEqualTo(202);
        await().atMost(SOON).until(() -> open() == 0);

        clock.move(Duration.ofSeconds(seconds));
        await().atMost(SOON).until(() -> !off.getBean(Ledger.class).accepts());
        HttpResponse<String> health = get("/actuator/health");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).contains("\"clock\":{\"status\":\"DOWN\"}");
        HttpResponse<String> tokens = get("/oauth2/jwks");
        assertThat(tokens.statusCode()).isEqualTo(503);
        assertThat(tokens.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(post(url, "off" + seconds)).isEqualTo(503);
        assertThat(post(right.url(), "right" + seconds)).isEqualTo(202);
        assertThat(open()).as("the other sends nothing, and this one must not").isEqualTo(1);

        clock.move(Duration.ZERO);
        await().atMost(SOON).until(() -> get("/actuator/health").statusCode() == 200);
        assertThat(post(url, "off" + seconds)).isEqualTo(202);
        await().atMost(SOON).until(() -> open() == 0);
    }

    private int post(URI node, String id) {
        return right.post(node, CLIENT, DOOR, town.plan("time", id, "OPP-" + id))
                .statusCode();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(url.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What was accepted and is not delivered. */
    private long open() {
        return right.bean(Transactions.class).within(TestGateway.TENANT, connection -> Rows.one(
                        connection, "SELECT count(*) FROM outbox WHERE state <> 'delivered'", row -> row.getLong(1))
                .orElseThrow());
    }
}
