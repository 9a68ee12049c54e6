package org.sluis.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sluis.TestClock.midnight;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestClock;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.audit.Ledger;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.consent.ConsentTexts;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;

/** A yes to an older text, at the door and just before sending, when a text that differs in substance comes into force. */
class NewTextTest {
    private static final String LINDE = "de-linde-direct";
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
    private static final LocalDate NEW = TODAY.plusDays(20);
    private static final TestClock CLOCK = new TestClock();

    private static TestGateway gateway;
    private static TestTown town;
    private static ConsentTexts texts;
    private static int messages;

    @BeforeAll
    static void open() {
        gateway = new TestGateway(CLOCK, "sluis.delivery.workers=0");
        town = new TestTown(gateway);
        texts = new ConsentTexts(gateway.bean(Ledger.class), CLOCK);
        assertThat(gateway.bean(Tenants.class).all()).contains(TestGateway.TENANT); // their rules are in force
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @AfterEach
    void today() {
        CLOCK.set(null);
    }

    @Test
    void aMaterialTextMakesAYesToAnOlderOneCountNoMoreFromItsFirstDayOn() {
        town.childWithBothParentsConsent("text-yes");
        town.child("text-no");
        town.consent("text-no", "ouder-1", "grant", TestTown.ALL);
        town.consent("text-no", "ouder-2", "refuse", TestTown.ALL);
        UUID waits = accept("text-yes");

        assertThat(register("2026-1", true, TODAY.minusDays(90), "a")).isTrue();
        accept("text-yes");
        assertThat(register("2026-2", false, TODAY, "b")).isTrue();
        accept("text-yes");
        assertThat(register("2027-1", true, NEW, "c")).isTrue();
        CLOCK.set(midnight(NEW).minusSeconds(1));
        UUID alsoWaits = accept("text-yes");

        CLOCK.set(midnight(NEW));
        refused("text-yes", "consent-to-renew");
        refused("text-no", "consent-refused");
        while (gateway.bean(Claim.class).next(TestGateway.TENANT, new PartyId("de-brug"), 1) != Claim.Step.NOTHING) {
            assertThat(rows("SELECT 1 FROM outbox WHERE state = 'sending'")).isEmpty();
        }
        for (UUID each : List.of(waits, alsoWaits)) {
            assertThat(rows("SELECT state || ' ' || reason FROM outbox WHERE disclosure = '" + each + "'"))
                    .containsExactly("stopped consent-to-renew");
        }
        renew("ouder-1", "2027-1");
        refused("text-yes", "consent-to-renew");
        renew("ouder-2", "2027-1");
        accept("text-yes");
        assertThat(register("2027-2", false, NEW.plusDays(1), "d")).isTrue();
        CLOCK.set(midnight(NEW.plusDays(2)));
        accept("text-yes");
    }

    @Test
    void whatIsRegisteredDoesNotChangeAndComesInOrder() {
        Purpose other = new Purpose("signal");
        assertThat(texts.register(TestGateway.TENANT, text(other, "1", false, TODAY, "a")))
                .isTrue();
        assertThat(texts.register(TestGateway.TENANT, text(other, "1", false, null, "a")))
                .isFalse();
        assertThat(texts.register(TestGateway.TENANT, text(other, "2", false, null, "b")))
                .isTrue();
        for (ConsentTexts.Text wrong : List.of(
                text(other, "1", false, TODAY, "b"),
                text(other, "1", true, TODAY, "a"),
                text(other, "1", false, TODAY.plusDays(1), "a"),
                text(other, "3", true, TODAY.minusDays(1), "c"),
                text(other, "versie drie", true, TODAY, "c"))) {
            assertThatThrownBy(() -> texts.register(TestGateway.TENANT, wrong))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(rows("SELECT place || version FROM consent_text WHERE purpose = 'signal' ORDER BY place"))
                .containsExactly("11", "22");
        assertThat(rows("SELECT convert_from(body, 'UTF8') FROM audit_event WHERE kind = 'consent-text-registered'"
                        + " AND convert_from(body, 'UTF8') LIKE '%\"signal\"%'"))
                .hasSize(2)
                .anySatisfy(entry -> assertThat(entry)
                        .contains(
                                "\"version\":\"2\"",
                                "\"place\":\"2\"",
                                "\"material\":\"false\"",
                                "\"from\":\"" + TODAY));
    }

    @Test
    void aTextWaitsForTheSendThatIsBeingCleared() {
        CompletableFuture<Boolean> registering = gateway.bean(Transactions.class)
                .within(TestGateway.TENANT, connection -> {
                    assertThat(Rows.query(
                                    connection,
                                    "SELECT 1 FROM epoch WHERE tenant = ? AND name = 'policy' FOR SHARE",
                                    row -> 1,
                                    TestGateway.TENANT))
                            .hasSize(1);
                    CompletableFuture<Boolean> started = CompletableFuture.supplyAsync(() ->
                            texts.register(TestGateway.TENANT, text(new Purpose("waits"), "1", true, TODAY, "a")));
                    assertThatThrownBy(() -> started.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
                    return started;
                });
        assertThat(registering.join()).isTrue();
    }

    private static ConsentTexts.Text text(
            Purpose purpose, String version, boolean material, LocalDate from, String digit) {
        return new ConsentTexts.Text(purpose, version, material, from, digit.repeat(64));
    }

    private static boolean register(String version, boolean material, LocalDate from, String digit) {
        return texts.register(
                TestGateway.TENANT, text(new Purpose("plan-coordination"), version, material, from, digit));
    }

    private static void renew(String holder, String version) {
        HttpResponse<String> answer = gateway.post(LINDE, "/v1/consents", """
                {"subject": "text-yes", "grantor": "holder", "holder": "%s", "effect": "grant",
                 "purpose": "plan-coordination", "recipient": "de-brug", "categories": ["%s"], "from": "%s", "until": "%s",
                 "textVersion": "%s", "proof": {"verified": "in-person", "by": "ib-01", "at": "%sT08:00:00Z",
                 "digest": "%s"}}
                """.formatted(
                        holder,
                        String.join("\",\"", TestTown.ALL),
                        TODAY,
                        TODAY.plusDays(200),
                        version,
                        NEW.minusDays(1),
                        "cd".repeat(32)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static HttpResponse<String> send(String child) {
        return gateway.post(
                LINDE, "/v1/doors/rest-json/plan-coordination/de-brug", town.plan(child, "new-text-" + messages++));
    }

    private static UUID accept(String child) {
        HttpResponse<String> answer = send(child);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return UUID.fromString(TestTown.read(answer.body()).path("disclosure").asText());
    }

    private static void refused(String child, String reason) {
        HttpResponse<String> answer = send(child);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(TestTown.read(answer.body()).path("title").asText()).isEqualTo(reason);
    }

    private static List<String> rows(String sql) {
        return gateway.bean(Transactions.class)
                .within(TestGateway.TENANT, connection -> Rows.query(connection, sql, row -> row.getString(1)));
    }
}
