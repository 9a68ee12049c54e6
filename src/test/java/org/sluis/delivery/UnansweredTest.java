package org.sluis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Reason;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.party.person.Officers;
import org.sluis.protect.Sealing;

/** Signals that really went: who is told when nobody answers, and the list on which each that is not answered says why. */
class UnansweredTest {
    private static final String SCHOOL = "de-linde-direct";
    private static final List<String> CATEGORIES =
            List.of("IDENT", "SCHOOL", "AUTHORITY", "SIGNAL", "BEHAVIOUR", "ATTENDANCE", "FAMILY", "VOICE");

    private static WireMockServer contact;
    private static Officers officers;
    private static TestTown town;
    private static int messages;

    private final Deadlines deadlines = officers.gateway.bean(Deadlines.class);
    private final Dispatcher dispatcher = new Dispatcher(
            officers.gateway.bean(Claim.class),
            officers.gateway.bean(Sealing.class),
            (cleared, payload) -> {},
            officers.gateway.bean(Settle.class),
            officers.gateway.bean(Tenants.class),
            new Lanes(8));

    @BeforeAll
    static void open() throws Exception {
        contact = new WireMockServer(0);
        contact.start();
        contact.stubFor(
                WireMock.post("/coordinator").willReturn(WireMock.aResponse().withStatus(204)));
        Path contacts = Files.createTempFile("sluis-contacts", "");
        Files.writeString(contacts, "waterlee " + contact.baseUrl() + "/coordinator\n");
        officers = new Officers("sluis.delivery.workers=0", "sluis.delivery.contacts=" + contacts);
        town = new TestTown(officers.gateway);
        officers.gateway.bean(Tenants.class).all();
    }

    @AfterAll
    static void close() {
        officers.close();
        contact.stop();
    }

    @Test
    void itsTimeBeginsWithDeliveryAndIsOfTheAgreementsCalendar() {
        String signal = accept("calendar-1");
        deadlines.round(TestGateway.TENANT);
        assertThat(shown(signal).path("reply").asText()).isEqualTo("expected");
        assertThat(shown(signal).has("replyBy")).as("not yet with them").isFalse();
        officers.asOwner(
                "UPDATE sluis.outbox SET expires_at = 'infinity', state = 'delivered', ciphertext = NULL, wrapped_key = NULL,"
                        + " settled_at = '2026-12-18T12:00:00Z' WHERE disclosure = '" + signal + "'");
        deadlines.round(TestGateway.TENANT);
        assertThat(shown(signal).path("replyBy").asText())
                .as("five working days, none of them in the holidays")
                .isEqualTo("2027-01-08T23:00:00Z");
    }

    @Test
    void theSenderIsToldThenTheContactHearsHowManyAndBetweenWhomAndNothingOfAChild() throws Exception {
        String signal = delivered("late-1");
        String other = delivered("late-2");
        assertThat(because(signal)).contains("in-time");
        over(signal);
        over(other);
        assertThat(because(signal)).contains("overdue");
        JsonNode told = shown(signal);
        assertThat(told.path("state").asText()).isEqualTo("delivered");
        assertThat(told.path("reply").asText()).isEqualTo("overdue");
        SignedJWT report = SignedJWT.parse(told.path("report").asText());
        assertThat(report.getHeader().getType().getType()).isEqualTo("sluis-non-answer+jwt");
        assertThat(report.getJWTClaimsSet().getStringClaim("disclosure")).isEqualTo(signal);
        deadlines.round(TestGateway.TENANT);
        assertThat(entries("answer-overdue", signal)).as("once").isEqualTo(1);
        contact.verify(0, WireMock.postRequestedFor(WireMock.urlEqualTo("/coordinator")));

        officers.asOwner("UPDATE sluis.outbox SET reply_by = clock_timestamp() WHERE disclosure IN ('" + signal + "', '"
                + other + "') AND reply = 'overdue'");
        deadlines.round(TestGateway.TENANT);
        deadlines.round(TestGateway.TENANT);
        assertThat(because(signal)).contains("escalated");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !contact.findAll(
                        WireMock.postRequestedFor(WireMock.urlEqualTo("/coordinator")))
                .isEmpty());
        var heard = contact.findAll(WireMock.postRequestedFor(WireMock.urlEqualTo("/coordinator")));
        assertThat(heard).hasSize(1);
        SignedJWT said = SignedJWT.parse(heard.get(0).getBodyAsString());
        assertThat(said.getHeader().getType().getType()).isEqualTo("sluis-escalation+jwt");
        assertThat(said.getJWTClaimsSet().getClaims().keySet())
                .containsExactlyInAnyOrder("id", "agreement", "count", "parties", "at");
        assertThat(said.getJWTClaimsSet().getIntegerClaim("count")).isEqualTo(2);
        assertThat(said.getJWTClaimsSet().getStringListClaim("parties"))
                .containsExactly("de-linde", "jeugdteam-waterlee");
        assertThat(said.getPayload().toString()).doesNotContain(signal, other, "late-1");
        String entry = within(
                "SELECT convert_from(body, 'UTF8') FROM audit_event WHERE kind = 'answers-escalated'",
                row -> row.getString(1));
        assertThat(entry).contains("\"count\":\"2\"").doesNotContain("\"subject\":", signal);
    }

    @Test
    void anAnswerThatArrivedEndsItAndOneOnItsWayHoldsItUp() {
        String signal = delivered("answered-1");
        String answer = answer(signal, "waiting");
        over(signal);
        assertThat(because(signal)).contains("answer-under-way");
        assertThat(entries("answer-overdue", signal)).isZero();
        officers.asOwner(
                "UPDATE sluis.outbox SET state = 'delivered', ciphertext = NULL, wrapped_key = NULL WHERE disclosure = '"
                        + answer + "'");
        assertThat(because(signal)).as("though nobody looked since").isEmpty();
        deadlines.round(TestGateway.TENANT);
        assertThat(shown(signal).path("reply").asText()).isEqualTo("answered");
        assertThat(entries("answer-overdue", signal)).isZero();

        String late = delivered("answered-2");
        over(late);
        answer(late, "delivered");
        deadlines.round(TestGateway.TENANT);
        assertThat(shown(late).path("reply").asText()).as("late, but there").isEqualTo("answered");
    }

    @Test
    void anAnswerThatWaitsForItsOwnConsentIsNoSilence() {
        String signal = delivered("consent-1");
        String silent = delivered("consent-2");
        refused(signal, "signal-acknowledgement", Reason.CONSENT_MISSING_HOLDER);
        refused(silent, "signal-acknowledgement", Reason.CONSENT_REFUSED);
        over(signal);
        over(silent);
        assertThat(because(signal)).contains("answer-waits-for-consent");
        assertThat(entries("answer-overdue", signal)).isZero();
        assertThat(because(silent)).as("that one waits for nothing").contains("overdue");
    }

    @Test
    void whatNeverArrivedIsOnTheListUntilItIsSentAnew() {
        String signal = accept("lost-1");
        assertThat(line(signal).orElseThrow().path("state").asText()).isEqualTo("waiting");
        officers.asOwner("UPDATE sluis.outbox SET expires_at = clock_timestamp() WHERE disclosure = '" + signal + "'");
        work();
        JsonNode line = line(signal).orElseThrow();
        assertThat(line.path("because").asText()).isEqualTo("not-delivered");
        assertThat(line.path("state").asText()).isEqualTo("expired");
        assertThat(line.path("reason").asText()).isEqualTo("not-delivered-in-time");
        assertThat(line.toString()).doesNotContain("lost-1");
        String anew = signal("lost-1");
        assertThat(because(signal)).isEmpty();
        assertThat(because(anew)).contains("not-delivered");
        work();
        assertThat(because(anew)).contains("in-time");
        assertThat(officers.gateway.get("linde-1", "/v1/delivery/unanswered").statusCode())
                .as("for an operator")
                .isEqualTo(403);
    }

    @Test
    void whatComesBackIsWithItsSenderAgainUntilItIsSentAnew() {
        String signal = delivered("returned-1");
        assertThat(line(signal).orElseThrow().path("turn").asText()).isEqualTo("jeugdteam-waterlee");
        String back = answer(signal, "signal-returned", "waiting");
        over(signal);
        assertThat(because(signal)).contains("answer-under-way");
        assertThat(entries("answer-overdue", signal)).isZero();

        officers.asOwner(
                "UPDATE sluis.outbox SET state = 'delivered', ciphertext = NULL, wrapped_key = NULL WHERE disclosure = '"
                        + back + "'");
        assertThat(because(signal)).as("though nobody looked since").contains("returned");
        deadlines.round(TestGateway.TENANT);
        JsonNode line = line(signal).orElseThrow();
        assertThat(line.path("because").asText()).isEqualTo("returned");
        assertThat(line.path("turn").asText()).as("who has the ball").isEqualTo("de-linde");
        assertThat(line.toString()).doesNotContain("returned-1");
        assertThat(shown(signal).path("reply").asText()).isEqualTo("returned");
        assertThat(shown(signal).has("report")).as("nobody failed").isFalse();
        assertThat(entries("answer-overdue", signal)).isZero();

        String anew = signal("returned-1");
        assertThat(because(signal)).isEmpty();
        work();
        assertThat(because(anew)).as("it came back before this one").contains("in-time");
    }

    @Test
    void whoHandsItBackAndAnswersAfterAllHasAnswered() {
        String signal = delivered("returned-2");
        answer(signal, "signal-returned", "delivered");
        deadlines.round(TestGateway.TENANT);
        assertThat(shown(signal).path("reply").asText()).isEqualTo("returned");
        answer(signal, "delivered");
        deadlines.round(TestGateway.TENANT);
        assertThat(shown(signal).path("reply").asText()).isEqualTo("answered");
        assertThat(because(signal)).isEmpty();
    }

    private void work() {
        int rounds = 0;
        while (dispatcher.once(TestGateway.TENANT)) {
            assertThat(rounds++).isLessThan(50);
        }
    }

    private String accept(String child) {
        town.child(child);
        for (String parent : List.of("ouder-1", "ouder-2")) {
            town.consent(SCHOOL, child, parent, "grant", "signal", "jeugdteam-waterlee", CATEGORIES);
        }
        return signal(child);
    }

    private static String signal(String child) {
        try {
            ObjectNode signal =
                    (ObjectNode) TestTown.read(Files.readString(Path.of("test-fixtures/disclosures/signal-noor.json")));
            signal.put("messageId", "unanswered-" + messages++);
            ((ObjectNode) signal.path("pupil"))
                    .put("id", child)
                    .put("birthDate", TestTown.birthDate().toString());
            HttpResponse<String> answer =
                    officers.gateway.post(SCHOOL, "/v1/doors/rest-json/signal/jeugdteam-waterlee", signal.toString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            return TestTown.read(answer.body()).path("disclosure").asText();
        } catch (java.io.IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String delivered(String child) {
        String disclosure = accept(child);
        work();
        deadlines.round(TestGateway.TENANT);
        assertThat(shown(disclosure).path("replyBy").asText()).isNotEmpty();
        return disclosure;
    }

    private void over(String disclosure) {
        officers.asOwner(
                "UPDATE sluis.outbox SET reply_by = clock_timestamp() WHERE disclosure = '" + disclosure + "'");
        deadlines.round(TestGateway.TENANT);
    }

    /** What whoever got it sent back, as the outbox holds it. */
    private static String answer(String signal, String state) {
        return answer(signal, "signal-acknowledgement", state);
    }

    private static String answer(String signal, String purpose, String state) {
        UUID id = UUID.randomUUID();
        UUID entry = recorded(signal, EventKind.DISCLOSURE_RELEASED, id, purpose, null);
        String payload = state.equals("delivered") ? "NULL, NULL" : "'x', 'x'";
        officers.asOwner(
                "INSERT INTO sluis.outbox (tenant, disclosure, subject, sender, recipient, purpose, connector, state,"
                        + " elements, decision, mapping_digest, pseudonym_epoch, key_epoch, wrapped_key, ciphertext, accepted_at, next_at,"
                        + " expires_at, event) SELECT tenant, '" + id
                        + "', subject, recipient, sender, '" + purpose + "', connector, '"
                        + state + "', elements, decision, mapping_digest, pseudonym_epoch, key_epoch, " + payload
                        + ", clock_timestamp(), 'infinity', 'infinity', '" + entry
                        + "' FROM sluis.outbox WHERE disclosure = '" + signal + "'");
        return id.toString();
    }

    private static void refused(String signal, String purpose, Reason reason) {
        recorded(signal, EventKind.DISCLOSURE_REFUSED, UUID.randomUUID(), purpose, reason);
    }

    /** As the spine records it, the other way round and about the same pupil. */
    private static UUID recorded(String signal, EventKind kind, UUID disclosure, String purpose, Reason reason) {
        UUID subject = within(
                "SELECT subject FROM outbox WHERE disclosure = '" + signal + "'", row -> row.getObject(1, UUID.class));
        Outcome outcome = reason == null ? Outcome.PERMIT : reason.outcome();
        return officers.gateway.bean(Ledger.class).alone(TestGateway.TENANT, session -> session.record(
                        Event.of(kind, TestGateway.TENANT, Instant.now())
                                .about(subject)
                                .with("disclosure", disclosure)
                                .with("reason", reason == null ? "none" : reason.code())
                                .with("outcome", outcome)
                                .with("sender", "jeugdteam-waterlee")
                                .with("recipient", "de-linde")
                                .with("purpose", purpose))
                .entry());
    }

    private static JsonNode shown(String disclosure) {
        return TestTown.read(
                officers.gateway.get(SCHOOL, "/v1/disclosures/" + disclosure).body());
    }

    private static Optional<String> because(String disclosure) {
        return line(disclosure).map(each -> each.path("because").asText());
    }

    private static Optional<JsonNode> line(String disclosure) {
        HttpResponse<String> answer = officers.gateway.get("linde-3", "/v1/delivery/unanswered");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(
                        TestTown.read(answer.body()).path("unanswered").spliterator(), false)
                .filter(each -> each.path("disclosure").asText().equals(disclosure))
                .findFirst();
    }

    private static long entries(String kind, String disclosure) {
        return within(
                "SELECT count(*) FROM audit_event WHERE kind = '" + kind + "' AND disclosure = '" + disclosure + "'",
                row -> row.getLong(1));
    }

    private static <T> T within(String sql, Rows.RowMapper<T> mapper) {
        return officers.gateway.bean(Transactions.class).within(TestGateway.TENANT, connection -> Rows.query(
                        connection, sql, mapper)
                .get(0));
    }
}
