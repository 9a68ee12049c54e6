package org.sluis.forgetting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestClock;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.consent.Register;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;
import org.sluis.party.person.Officers;

/** The periods as they ship, on entries of long ago: what goes, when, and in which batches. */
class RetentionTest {
    private static final String OF = " FROM audit_erasable x JOIN audit_event e ON e.id = x.event WHERE ";
    private static Officers officers;
    private static Transactions transactions;
    private static RetentionLaw law;

    @BeforeAll
    static void open() {
        officers = new Officers();
        transactions = officers.gateway.bean(Transactions.class);
        law = RetentionLaw.load(Path.of("consent-policies/law/nl"));
    }

    @AfterAll
    static void close() {
        officers.close();
    }

    private static Retention retention(Clock clock, RetentionLaw by) {
        return new Retention(
                transactions, officers.gateway.bean(Ledger.class), officers.gateway.bean(KeyFolder.class), clock, by);
    }

    private static Retention retention() {
        return retention(Clock.systemUTC(), law);
    }

    /** So many years and days ago. */
    private static Instant ago(int years, int days) {
        return Instant.now()
                .atOffset(ZoneOffset.UTC)
                .minusYears(years)
                .minusDays(days)
                .toInstant();
    }

    private static List<UUID> recorded(EventKind kind, Instant at, UUID subject, int count) {
        return officers.gateway.bean(Ledger.class).alone(TestGateway.TENANT, session -> session
                .record(IntStream.range(0, count)
                        .mapToObj(i -> Event.of(kind, TestGateway.TENANT, at).about(subject))
                        .toList())
                .stream()
                .map(receipt -> receipt.entry())
                .toList());
    }

    private static UUID recorded(EventKind kind, Instant at) {
        return recorded(kind, at, UUID.randomUUID(), 1).get(0);
    }

    @Test
    void eachKindGoesWhenItsOwnPeriodIsOverAndNotADayBefore() {
        UUID looked = recorded(EventKind.LOG_READ, ago(5, 1));
        UUID lookedLater = recorded(EventKind.LOG_READ, ago(5, -1));
        UUID said = recorded(EventKind.CONSENT_WITHDRAWN, ago(6, 1));
        UUID saidLater = recorded(EventKind.CONSENT_WITHDRAWN, ago(5, 360));
        UUID older = olderThanIdsByTime(ago(7, 0));

        assertThat(due(EventKind.LOG_READ).entries()).isEqualTo(2);
        assertThat(due(EventKind.LOG_READ).since()).isBetween(ago(2, 1), ago(1, 364));
        assertThat(due(EventKind.CONSENT_WITHDRAWN).since()).isBetween(ago(0, 2), ago(0, 0));
        assertThat(due(EventKind.CORRECTION_TOLD))
                .isEqualTo(new Retention.Due(
                        EventKind.CORRECTION_TOLD, law.terms().get(EventKind.CORRECTION_TOLD), 0, null));
        List<Long> told = new ArrayList<>();
        assertThat(retention().apply(told::add)).isEqualTo(3).isEqualTo(told.get(told.size() - 1));

        assertThat(kept(looked, said, older)).isZero();
        assertThat(kept(lookedLater, saidLater)).isEqualTo(2);
        assertThat(due(EventKind.LOG_READ).entries()).isZero();
        assertThat(count("SELECT count(*) FROM audit_event WHERE id = '" + looked + "' OR id = '" + older + "'"))
                .as("the entries stay")
                .isEqualTo(2);
        assertThat(applied()).anySatisfy(entry -> assertThat(entry)
                .contains("\"kinds\":[\"log-read:2\"]", "\"count\":\"2\"", "\"rows\":[\"audit_erasable:2\"]")
                .contains("\"period\":\"P5Y\"", "\"digest\":\"" + law.digest() + "\"", "\"until\":\"")
                .doesNotContain("\"subject\":"));
    }

    private static Retention.Due due(EventKind kind) {
        return retention().due().stream()
                .filter(each -> each.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    /** As versions of before wrote them. */
    private static UUID olderThanIdsByTime(Instant at) {
        UUID id = UUID.fromString(
                "f0000000-0000-4000-8000-" + String.format("%012x", System.nanoTime() & 0xFFFFFFFFFFFFL));
        String body = "convert_to('{\"kind\":\"log-read\",\"facts\":{}}', 'UTF8')";
        officers.asOwner("INSERT INTO sluis.audit_event (tenant, id, at, kind, body, leaf) VALUES ('"
                + TestGateway.TENANT
                + "', '" + id + "', '" + at + "', 'log-read', " + body + ", sha256('\\x00'::bytea || " + body + "));"
                + "INSERT INTO sluis.audit_erasable (tenant, event, subject) VALUES ('" + TestGateway.TENANT + "', '"
                + id
                + "', '" + UUID.randomUUID() + "')");
        return id;
    }

    /** As much as a transaction should hold, whoever else is at it; each batch is in the log, and none counts twice. */
    @Test
    void manyGoInBatchesOnAnyNumberOfNodes() throws Exception {
        int before = applied().size();
        recorded(EventKind.AGE_BAND_PASSED, ago(5, 3), UUID.randomUUID(), 1100);
        ExecutorService nodes = Executors.newFixedThreadPool(3);
        CountDownLatch begin = new CountDownLatch(1);
        List<Future<Long>> done = new ArrayList<>();
        for (int node = 0; node < 3; node++) {
            done.add(nodes.submit(() -> {
                begin.await();
                return retention().apply(each -> {});
            }));
        }
        begin.countDown();
        long sum = 0;
        for (Future<Long> each : done) {
            sum += each.get();
        }
        nodes.shutdown();
        sum += retention().apply(each -> {});
        assertThat(sum).isEqualTo(1100);
        assertThat(count("SELECT count(*)" + OF + "e.kind = 'age-band-passed'")).isZero();
        List<Integer> counts = applied().stream()
                .skip(before)
                .map(entry -> TestTown.read(entry).path("facts").path("count").asInt())
                .toList();
        assertThat(counts).hasSizeGreaterThanOrEqualTo(5).allMatch(each -> each <= 250);
        assertThat(counts.stream().mapToInt(each -> each).sum()).isEqualTo(1100);
    }

    /** Who places a hold at this moment has the pupil's row; what is about the pupil is left for the next time. */
    @Test
    void whatSomebodyIsAtWaitsForTheNextTime() {
        new TestTown(officers.gateway).child("at-it-1");
        UUID subject = transactions.within(TestGateway.TENANT, connection -> officers.gateway
                .bean(Register.class)
                .subject(connection, officers.caller("linde-1"), "at-it-1")
                .orElseThrow());
        UUID about = recorded(EventKind.LOG_READ, ago(5, 2), subject, 1).get(0);
        UUID other = recorded(EventKind.LOG_READ, ago(5, 2));
        transactions.within(TestGateway.TENANT, connection -> {
            Rows.query(connection, "SELECT 1 FROM subject WHERE id = ? FOR UPDATE", row -> 1, subject);
            return retention().apply(done -> {});
        });
        assertThat(kept(other)).isZero();
        assertThat(kept(about)).isEqualTo(1);
        retention().apply(done -> {});
        assertThat(kept(about)).isZero();
    }

    @Test
    void onceADayIsOnceADay() {
        TestClock clock = new TestClock(Instant.now());
        retention(clock, law).daily();
        UUID late = recorded(EventKind.LOG_READ, ago(5, 2));
        retention(clock, law).daily();
        assertThat(kept(late)).as("it was done today").isEqualTo(1);
        officers.asOwner("UPDATE sluis.retention_day SET day = '"
                + LocalDate.now(ZoneOffset.UTC).minusDays(1) + "'");
        EpochTurn turn = officers.gateway.bean(EpochTurn.class);
        new ForgettingWatch(turn, retention(clock, law), transactions, Duration.ZERO).round();
        assertThat(kept(late)).isZero();
        assertThat(turn.pending().removals())
                .as("and the epochs turn another time")
                .isPositive();
    }

    @Test
    void theEpochsTurnByThemselvesOnceThePeriodForItIsOver() {
        recorded(EventKind.LOG_READ, ago(5, 2));
        retention().apply(done -> {});
        KeyFolder keys = officers.gateway.bean(KeyFolder.class);
        String wrap = keys.currentEpoch("wrap");
        EpochTurn turn = officers.gateway.bean(EpochTurn.class);
        ForgettingWatch watch = new ForgettingWatch(turn, retention(), transactions, Duration.ZERO);
        officers.asOwner("UPDATE sluis.removal SET at = now() - interval '29 days 23 hours'");
        watch.round();
        assertThat(keys.currentEpoch("wrap")).isEqualTo(wrap);
        officers.asOwner("UPDATE sluis.removal SET at = now() - interval '30 days 1 hour'");
        watch.round();
        assertThat(keys.epochs("wrap")).hasSize(1).doesNotContain(wrap);
        assertThat(turn.pending().removals()).isZero();
    }

    @Test
    void withoutPeriodsNothingGoes() {
        UUID old = recorded(EventKind.WARNING_SEEN, ago(50, 0));
        Retention idle = retention(Clock.systemUTC(), new RetentionLaw(Map.of(), Period.ofDays(1), "none"));
        assertThat(idle.due()).isEmpty();
        assertThat(idle.apply(done -> {})).isZero();
        assertThat(kept(old)).isEqualTo(1);
        assertThat(retention().apply(done -> {})).isPositive();
        assertThat(kept(old)).isZero();
    }

    private static long kept(UUID... entries) {
        return transactions.within(TestGateway.TENANT, connection -> Rows.query(
                        connection,
                        "SELECT count(*) FROM audit_erasable WHERE event = ANY (?)",
                        row -> row.getLong(1),
                        (Object) entries)
                .get(0));
    }

    private static List<String> applied() {
        return officers.entries("retention-applied");
    }

    private static long count(String sql) {
        return transactions.within(TestGateway.TENANT, connection -> Rows.query(connection, sql, row -> row.getLong(1))
                .get(0));
    }
}
