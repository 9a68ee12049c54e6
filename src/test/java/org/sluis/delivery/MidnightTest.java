package org.sluis.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.TestClock.midnight;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.TestClock;
import org.sluis.TestGateway;
import org.sluis.TestLaw;
import org.sluis.TestTown;
import org.sluis.audit.Ledger;
import org.sluis.canonical.PartyId;
import org.sluis.connector.Connectors;
import org.sluis.consent.Register;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;
import org.sluis.party.Caller;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The midnight of a birthday, over real HTTP: what waits may go one second before it and is stopped at it, by the gateway
 * itself; what was leased before goes.
 */
class MidnightTest {
    private static final String LINDE = "de-linde-direct";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Map<String, TestGateway> GATEWAYS = new HashMap<>();
    private static final TestClock CLOCK = new TestClock();
    private static int children;

    @AfterAll
    static void close() {
        GATEWAYS.values().forEach(TestGateway::close);
    }

    /** One that sends nothing of itself, by the law as it ships, or with what the statute says of 12 to 15. */
    private static TestGateway gateway(String law) {
        return GATEWAYS.computeIfAbsent(law, name -> {
            CLOCK.set(null);
            return new TestGateway(CLOCK, "sluis.delivery.workers=0", "sluis.law=" + TestLaw.folder(name));
        });
    }

    @ParameterizedTest
    @CsvSource({
        // the day itself and the day after: both ends of the short day and of the long one
        "SECTOR_PRACTICE, 12, true, 2026-03-29, consent-missing-child",
        "SECTOR_PRACTICE, 12, true, 2026-03-30, consent-missing-child",
        "SECTOR_PRACTICE, 12, true, 2026-10-25, consent-missing-child",
        "SECTOR_PRACTICE, 12, true, 2026-10-26, consent-missing-child",
        "SECTOR_PRACTICE, 12, true, 2027-03-28, consent-missing-child",
        "SECTOR_PRACTICE, 12, true, 2027-10-31, consent-missing-child",
        "SECTOR_PRACTICE, 12, true, 2026-07-01, consent-missing-child",
        "STATUTE, 16, true, 2026-03-29, consent-missing-child",
        "STATUTE, 16, true, 2026-10-26, consent-missing-child",
        "SECTOR_PRACTICE, 18, false, 2026-03-30, situation-unknown",
        "SECTOR_PRACTICE, 18, false, 2027-03-28, situation-unknown",
    })
    void whatWaitsMayGoBeforeMidnightAndIsStoppedAtIt(
            String law, int age, boolean capable, LocalDate birthday, String reason) {
        TestGateway gateway = gateway(law);
        String child = child(gateway, birthday.minusYears(age), birthday, capable);
        UUID goes = accept(gateway, child, birthday.minusYears(age));
        UUID stays = accept(gateway, child, birthday.minusYears(age));

        CLOCK.set(midnight(birthday).minusSeconds(1));
        Leased leased = claim(gateway).cleared().get(0);
        assertThat(leased.disclosure()).isEqualTo(goes);
        assertThat(state(transactions(gateway), stays)).isEqualTo("waiting ");
        CLOCK.set(midnight(birthday));

        until(() -> state(transactions(gateway), stays).equals("stopped " + reason));
        assertThat(state(transactions(gateway), goes)).isEqualTo("sending ");
        gateway.bean(Settle.class).delivered(leased);
        assertThat(state(transactions(gateway), goes)).isEqualTo("delivered ");
        until(() -> entries(transactions(gateway), subject(gateway, child)).size() == 1);
        assertThat(entries(transactions(gateway), subject(gateway, child)).get(0))
                .contains("\"to-band\":\"" + (age == 12 ? "12-15" : age == 16 ? "16-17" : "adult") + "\"")
                .doesNotContain(birthday.minusYears(age).toString(), child);
    }

    @ParameterizedTest
    @CsvSource({"2028-02-28, false", "2028-02-29, true"})
    void whoWasBornOnALeapDayIsTwelveOnThatDay(LocalDate day, boolean stopped) {
        LocalDate born = LocalDate.of(2016, 2, 29);
        TestGateway gateway = gateway("SECTOR_PRACTICE");
        String child = child(gateway, born, day, true);
        UUID waits = accept(gateway, child, born);
        CLOCK.set(midnight(day));
        if (stopped) {
            until(() -> state(transactions(gateway), waits).startsWith("stopped"));
        } else {
            gateway.bean(Settle.class).delivered(claim(gateway).cleared().get(0));
        }
    }

    @Test
    void whatIsClaimedAfterMidnightIsStoppedThoughNobodyFroze() {
        TestGateway gateway = gateway("SECTOR_PRACTICE");
        LocalDate birthday = LocalDate.of(2026, 5, 20);
        String child = child(gateway, birthday.minusYears(12), birthday, true);
        UUID waits = accept(gateway, child, birthday.minusYears(12));

        TestClock after = new TestClock(midnight(birthday));
        Claim claim = new Claim(
                transactions(gateway),
                gateway.bean(Ledger.class),
                new Clearance(
                        gateway.bean(SendLocks.class),
                        new RenderedBy(gateway.bean(Connectors.class), gateway.bean(KeyFolder.class)),
                        after),
                after);
        assertThat(claim.next(TestGateway.TENANT, new PartyId("de-brug"), 1)).isEqualTo(Claim.Step.ENDED);
        assertThat(state(transactions(gateway), waits)).isEqualTo("stopped consent-missing-child");
        assertThat(entries(transactions(gateway), subject(gateway, child))).isEmpty();
    }

    @Test
    void aGatewayThatWasDownOverMidnightCatchesUp() {
        LocalDate birthday = LocalDate.of(2026, 10, 25);
        CLOCK.set(null);
        TestGateway before = new TestGateway(CLOCK, "sluis.delivery.workers=0");
        String child = child(before, birthday.minusYears(12), birthday, true);
        UUID waits = accept(before, child, birthday.minusYears(12));
        CLOCK.set(midnight(birthday).minusSeconds(60));
        until(() -> handled(transactions(before)).equals(birthday.minusDays(1)));
        List<String> arguments = new ArrayList<>(before.arguments());
        arguments.add("--sluis.delivery.workers=0");
        UUID subject = subject(before, child);
        before.close();

        CLOCK.set(null);
        try (ConfigurableApplicationContext one = TestGateway.node(CLOCK, arguments);
                ConfigurableApplicationContext other = TestGateway.node(CLOCK, arguments)) {
            Transactions transactions = one.getBean(Transactions.class);
            until(() -> state(transactions, waits).startsWith("stopped"));
            until(() -> handled(other.getBean(Transactions.class)).isAfter(birthday));
            assertThat(entries(transactions, subject).stream().filter(entry -> entry.contains("12-15")))
                    .hasSize(1);
        }
    }

    private static Claim.Step claim(TestGateway gateway) {
        return gateway.bean(Claim.class).next(TestGateway.TENANT, new PartyId("de-brug"), 1);
    }

    /** Registered a month before the day, with two parents who said yes to De Brug. */
    private static String child(TestGateway gateway, LocalDate born, LocalDate day, boolean capable) {
        LocalDate registered = day.minusDays(30);
        CLOCK.set(midnight(registered).plusSeconds(36_000));
        until(() -> handled(transactions(gateway)).equals(registered));
        String child = "midnight-" + children++;
        ok(200, gateway.post(LINDE, "/v1/subjects", """
                {"localId": "%s", "birthDate": "%s", "capable": %s,
                 "holders": [{"localId": "ouder-1", "kind": "112"}, {"localId": "ouder-2", "kind": "112"}],
                 "authority": {"state": "established", "source": "school-registration", "checkedOn": "%s"}}
                """.formatted(child, born, capable, registered)));
        for (String parent : List.of("ouder-1", "ouder-2")) {
            ok(201, gateway.post(LINDE, "/v1/consents", """
                {"subject": "%s", "grantor": "holder", "holder": "%s", "effect": "grant",
                 "purpose": "plan-coordination", "recipient": "de-brug", "categories": ["%s"], "from": "%s",
                 "until": "%s", "textVersion": "2026-1", "proof": {"verified": "in-person", "by": "ib-01",
                 "at": "%sT08:00:00Z", "digest": "%s"}}
                """.formatted(
                            child,
                            parent,
                            String.join("\",\"", TestTown.ALL),
                            registered,
                            registered.plusDays(200),
                            registered.minusDays(1),
                            "ab".repeat(32))));
        }
        return child;
    }

    private static UUID accept(TestGateway gateway, String child, LocalDate born) {
        String plan = new TestTown(gateway)
                .plan(child, "midnight-message-" + children++)
                .replace(TestTown.birthDate().toString(), born.toString());
        HttpResponse<String> answer = gateway.post(LINDE, "/v1/doors/rest-json/plan-coordination/de-brug", plan);
        ok(202, answer);
        return UUID.fromString(TestTown.read(answer.body()).path("disclosure").asText());
    }

    private static void ok(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private static String state(Transactions gateway, UUID disclosure) {
        return rows(
                        gateway,
                        "SELECT state || ' ' || coalesce(reason, '') FROM outbox WHERE disclosure = '" + disclosure
                                + "'")
                .get(0);
    }

    private static LocalDate handled(Transactions gateway) {
        List<String> days = rows(
                gateway,
                "SELECT to_char(day, 'YYYY-MM-DD') FROM birthday_watch WHERE tenant = '" + TestGateway.TENANT + "'");
        return days.isEmpty() ? LocalDate.MIN : LocalDate.parse(days.get(0));
    }

    private static UUID subject(TestGateway gateway, String child) {
        Caller school = new Caller(TestGateway.TENANT, "de-linde-direct", new PartyId("de-linde"));
        return transactions(gateway).within(TestGateway.TENANT, connection -> gateway.bean(Register.class)
                .subject(connection, school, child)
                .orElseThrow());
    }

    private static List<String> entries(Transactions gateway, UUID child) {
        return rows(
                gateway,
                "SELECT convert_from(e.body, 'UTF8') FROM audit_event e JOIN audit_erasable a ON a.event = e.id"
                        + " WHERE e.kind = 'age-band-passed' AND a.subject = '" + child + "'");
    }

    private static Transactions transactions(TestGateway gateway) {
        return gateway.bean(Transactions.class);
    }

    private static List<String> rows(Transactions gateway, String sql) {
        return gateway.within(TestGateway.TENANT, connection -> Rows.query(connection, sql, row -> row.getString(1)));
    }

    private static void until(BooleanSupplier holds) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it did not happen in time").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
