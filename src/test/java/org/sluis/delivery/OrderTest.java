package org.sluis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.party.person.Officers;
import org.sluis.protect.Sealing;

/**
 * What is about one child reaches a recipient in order; what is tried in vain waits for a person, and nothing of another child
 * waits for it. Each test leaves nothing that waits.
 */
class OrderTest {
    private static Officers officers;
    private static TestTown town;
    private static int messages;

    private final List<String> arrived = new ArrayList<>();
    private final Map<String, Sender.NotSent.Kind> failing = new HashMap<>();
    private final Dispatcher dispatcher = new Dispatcher(
            officers.gateway.bean(Claim.class),
            officers.gateway.bean(Sealing.class),
            (cleared, payload) -> {
                Sender.NotSent.Kind kind = failing.get(cleared.disclosure().toString());
                if (kind != null) {
                    throw new Sender.NotSent(kind);
                }
                arrived.add(cleared.disclosure().toString());
            },
            officers.gateway.bean(Settle.class),
            officers.gateway.bean(Tenants.class),
            new Lanes(8));

    @BeforeAll
    static void open() {
        officers = new Officers();
        town = new TestTown(officers.gateway);
        officers.gateway.bean(Tenants.class).all();
    }

    @AfterAll
    static void close() {
        officers.close();
    }

    @Test
    void whatIsBehindWaitsForWhatIsBeforeAndAnotherChildDoesNot() {
        child("in-order");
        child("elsewhere");
        String first = accept("in-order");
        String second = accept("in-order");
        String third = accept("in-order");
        String other = accept("elsewhere");
        failing.put(first, Sender.NotSent.Kind.FAILED);
        work();
        assertThat(arrived).containsExactly(other);
        due(second);
        due(third);
        work();
        assertThat(arrived).as("due, and not the first").containsExactly(other);
        failing.clear();
        due(first);
        work();
        assertThat(arrived).containsExactly(other, first, second, third);
    }

    @Test
    void whatIsRefusedThreeTimesIsParkedAndGoesOnWhenAnOperatorSaysSo() {
        child("parked");
        child("beside");
        String first = accept("parked");
        String second = accept("parked");
        String other = accept("beside");
        park(first);
        assertThat(state(first)).isEqualTo("parked recipient-profile-not-met");
        due(second);
        work();
        assertThat(arrived).containsExactly(other);

        JsonNode letter = overview().path("deadLetters").path(0);
        assertThat(letter.path("disclosure").asText()).isEqualTo(first);
        assertThat(letter.path("reason").asText()).isEqualTo("recipient-profile-not-met");
        assertThat(letter.path("attempts").asInt()).isEqualTo(3);
        assertThat(letter.path("behind").asInt()).isEqualTo(1);
        assertThat(letter.toString()).doesNotContain("parked-");

        failing.clear();
        assertThat(post("linde-3", first + "/requeue", "{}", 200).path("state").asText())
                .isEqualTo("waiting");
        work();
        assertThat(arrived).containsExactly(other, first, second);
        assertThat(entries("delivery-parked", first)).isOne();
        assertThat(entries("delivery-requeued", first)).isOne();
        post("linde-3", first + "/requeue", "{}", 404);
    }

    @Test
    void whatAnOperatorDropsIsGoneAndTheNextOneGoes() {
        child("dropped");
        String first = accept("dropped");
        String second = accept("dropped");
        post("linde-3", first + "/drop", "{}", 404); // it is not parked
        park(first);
        post("linde-3", first + "/drop", "{}", 200);
        assertThat(state(first)).isEqualTo("dropped dropped-by-operator");
        assertThat(payload(first)).isFalse();
        work();
        assertThat(arrived).containsExactly(second);
        assertThat(entries("delivery-dropped", first)).isOne();
    }

    @Test
    void aWithdrawalEndsWhatIsParkedAndItDoesNotGoOnWithoutConsent() {
        town.child("withdrawn");
        String consent = town.consent("withdrawn", "ouder-1", "grant", TestTown.ALL);
        town.consent("withdrawn", "ouder-2", "grant", TestTown.ALL);
        String first = accept("withdrawn");
        park(first);
        HttpResponse<String> withdrawn =
                officers.gateway.post("de-linde-direct", "/v1/consents/" + consent + "/withdrawal", "{}");
        assertThat(withdrawn.statusCode()).as(withdrawn.body()).isLessThan(300);
        assertThat(state(first)).startsWith("stopped ");
        assertThat(payload(first)).isFalse();
        post("linde-3", first + "/requeue", "{}", 404);
    }

    /** A consent that ran out meanwhile tells nobody: it is found when it is looked at. */
    @Test
    void whatMayNotGoAnyMoreDoesNotGoOnWhoeverSaysSo() {
        child("ran-out");
        String first = accept("ran-out");
        park(first);
        officers.asOwner("UPDATE sluis.consent SET valid_until = valid_from + 1 WHERE subject ="
                + " (SELECT subject FROM sluis.outbox WHERE disclosure = '" + first + "')");
        failing.clear();
        assertThat(post("linde-3", first + "/requeue", "{}", 200).path("state").asText())
                .isEqualTo("stopped");
        assertThat(payload(first)).isFalse();
        assertThat(entries("delivery-requeued", first)).isZero();
        work();
        assertThat(arrived).isEmpty();
    }

    @Test
    void whatWasNotDeliveredInTimeIsDestroyedAndToldToItsSender() {
        child("late");
        String first = accept("late");
        String second = accept("late");
        Instant expires = rows("SELECT expires_at FROM outbox WHERE disclosure = '" + first + "'");
        assertThat(Duration.between(Instant.now(), expires)).isBetween(Duration.ofDays(5), Duration.ofDays(80));
        assertThat(expires.plusSeconds(30)
                        .atZone(ZoneId.of("Europe/Amsterdam"))
                        .toLocalTime()
                        .toSecondOfDay())
                .isLessThan(60);
        failing.put(first, Sender.NotSent.Kind.FAILED);
        work();
        officers.asOwner("UPDATE sluis.outbox SET expires_at = clock_timestamp() WHERE disclosure = '" + first + "'");
        work();
        assertThat(state(first)).isEqualTo("expired not-delivered-in-time");
        assertThat(payload(first)).isFalse();
        assertThat(arrived).containsExactly(second);
        assertThat(entries("delivery-expired", first)).isOne();
        JsonNode told = TestTown.read(officers.gateway
                .get("de-linde-direct", "/v1/disclosures/" + first)
                .body());
        assertThat(told.path("report").asText()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    }

    @Test
    void whatIsParkedExpiresToo() {
        child("parked-late");
        String first = accept("parked-late");
        park(first);
        officers.asOwner("UPDATE sluis.outbox SET expires_at = clock_timestamp() WHERE disclosure = '" + first + "'");
        work();
        assertThat(state(first)).isEqualTo("expired not-delivered-in-time");
    }

    @Test
    void aWayIsPausedDrainedAndOpenedAgain() {
        child("way");
        for (String way : List.of("\"recipient\", \"id\": \"de-brug\"", "\"connector\", \"id\": \"fhir-r4\"")) {
            regulate(way, "paused");
            String waits = accept("way");
            work();
            assertThat(arrived).isEmpty();
            regulate(way, "draining");
            HttpResponse<String> refused = send("way");
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(refused.body()).contains("delivery-draining");
            work();
            assertThat(arrived).containsExactly(waits);
            arrived.clear();
            assertThat(regulate(way, "open").path("valves")).isEmpty();
            String after = accept("way");
            work();
            assertThat(arrived).containsExactly(after);
            arrived.clear();
        }
        assertThat(entries("delivery-regulated", null)).isEqualTo(6);
    }

    @Test
    void onlyAnOperatorDoesThis() {
        child("no-operator");
        String first = accept("no-operator");
        assertThat(officers.gateway.get("linde-1", "/v1/delivery").statusCode()).isEqualTo(403);
        assertThat(officers.gateway.get("de-linde-direct", "/v1/delivery").statusCode())
                .isEqualTo(403);
        park(first);
        for (String what : List.of(first + "/drop", first + "/requeue")) {
            post("linde-1", what, "{}", 403);
        }
        post("linde-1", "regulate", "{\"kind\": \"recipient\", \"id\": \"de-brug\", \"state\": \"paused\"}", 403);
        post("linde-3", "regulate", "{\"kind\": \"recipient\", \"id\": \"niemand\", \"state\": \"paused\"}", 404);
        post("linde-3", "regulate", "{\"kind\": \"connector\", \"id\": \"noor\", \"state\": \"paused\"}", 404);
        assertThat(post("linde-3", "regulate", "{\"kind\": \"school\", \"id\": \"../x\", \"state\": \"shut\"}", 400)
                        .toString())
                .contains("/kind:", "/id:", "/state:");
        assertThat(state(first)).startsWith("parked ");
        assertThat(overview().path("valves")).isEmpty();
        post("linde-3", first + "/drop", "{}", 200);
    }

    private static void child(String localId) {
        town.childWithBothParentsConsent(localId);
    }

    private static HttpResponse<String> send(String child) {
        return officers.gateway.post(
                "de-linde-direct",
                "/v1/doors/rest-json/plan-coordination/de-brug",
                town.plan(child, "order-" + messages++));
    }

    private static String accept(String child) {
        HttpResponse<String> answer = send(child);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return TestTown.read(answer.body()).path("disclosure").asText();
    }

    /** Until there is nothing to do. */
    private void work() {
        while (dispatcher.once(TestGateway.TENANT)) {
            assertThat(arrived).hasSizeLessThan(50);
        }
    }

    private void park(String disclosure) {
        failing.put(disclosure, Sender.NotSent.Kind.REFUSED);
        for (int i = 0; i < 3; i++) {
            due(disclosure);
            work();
        }
        assertThat(state(disclosure)).startsWith("parked");
    }

    private static void due(String disclosure) {
        officers.asOwner("UPDATE sluis.outbox SET next_at = clock_timestamp() WHERE disclosure = '" + disclosure + "'");
    }

    private static JsonNode overview() {
        return TestTown.read(officers.gateway.get("linde-3", "/v1/delivery").body());
    }

    private static JsonNode regulate(String way, String state) {
        return post("linde-3", "regulate", "{\"kind\": " + way + ", \"state\": \"" + state + "\"}", 200);
    }

    private static JsonNode post(String client, String path, String body, int status) {
        HttpResponse<String> answer = officers.gateway.post(client, "/v1/delivery/" + path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return TestTown.read(answer.body());
    }

    private static String state(String disclosure) {
        JsonNode told = TestTown.read(officers.gateway
                .get("de-linde-direct", "/v1/disclosures/" + disclosure)
                .body());
        return told.path("state").asText() + " " + told.path("reason").asText();
    }

    private static boolean payload(String disclosure) {
        return within(
                "SELECT ciphertext IS NOT NULL FROM outbox WHERE disclosure = '" + disclosure + "'",
                row -> row.getBoolean(1));
    }

    private static Instant rows(String sql) {
        return within(sql, row -> Rows.instant(row, "expires_at"));
    }

    private static long entries(String kind, String disclosure) {
        return within(
                "SELECT count(*) FROM audit_event WHERE kind = '" + kind + "'"
                        + (disclosure == null ? "" : " AND disclosure = '" + disclosure + "'"),
                row -> row.getLong(1));
    }

    private static <T> T within(String sql, Rows.RowMapper<T> mapper) {
        return officers.gateway.bean(Transactions.class).within(TestGateway.TENANT, connection -> Rows.query(
                        connection, sql, mapper)
                .get(0));
    }
}
