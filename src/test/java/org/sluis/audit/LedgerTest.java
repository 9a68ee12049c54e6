package org.sluis.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.audit.proof.MerkleTree;
import org.sluis.canonical.Ids;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.database.Rows;
import org.sluis.database.SqlFailed;
import org.sluis.database.Transactions;
import org.sluis.database.Writes;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.Wrapped;

@ExtendWith(RealPostgres.class)
class LedgerTest {
    private static final String OWN = "stichting-waterlee";
    private static final String OTHER = "gemeente-waterlee";

    @TempDir
    Path temp;

    private final Database database;
    private KeyFolder keys;
    private Ledger ledger;

    LedgerTest(Database database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        LogFixture.tenants(database, OWN, OTHER);
        keys = KeyFolder.open(temp.resolve("keys"), Ids.random());
        ledger = Ledger.open(database.transactions(), keys, Ids.random());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void keepsAnEntryInItsFinalForm() {
        UUID child = UUID.fromString("00000000-0000-4000-8000-00000000beef");
        AuditReceipt receipt = ledger.commit(LogFixture.unit(LogFixture.event(OWN)
                .with("rows", List.of("R03", "R01"))
                .about(child)
                .committing("payload", "sealed".getBytes(UTF_8))));
        byte[] body = within(OWN, "SELECT body FROM audit_event WHERE id = ?", receipt.entry())
                .get(0);
        String subject = commitment(receipt, 1, child.toString());
        String payload = commitment(receipt, 0, "sealed");
        assertThat(new String(body, UTF_8))
                .isEqualTo("{\"at\":\"2026-03-02T11:00:00.123456Z\",\"commitments\":{\"payload\":\"" + payload
                        + "\"},\"facts\":{\"reason\":\"consent-missing-holder\",\"rows\":[\"R01\",\"R03\"]},\"id\":\""
                        + receipt.entry() + "\",\"kind\":\"disclosure-refused\",\"subject\":\"" + subject
                        + "\",\"tenant\":\"stichting-waterlee\",\"v\":1}");
        assertThat(receipt.leaf()).isEqualTo(HexFormat.of().formatHex(MerkleTree.leaf(body)));
        assertThat(within(OWN, "SELECT leaf FROM audit_event WHERE id = ?", receipt.entry()))
                .containsExactly(MerkleTree.leaf(body));
        assertThat(count(OWN, "SELECT count(*) FROM audit_erasable WHERE subject = '" + child + "'"))
                .isEqualTo(1);
    }

    @Test
    void onlyTheGuiltyFailAndTheOthersShareTransactions() throws Exception {
        int callers = 32;
        int units = 50;
        AtomicInteger refused = new AtomicInteger();
        List<AuditReceipt> receipts = java.util.Collections.synchronizedList(new ArrayList<>());
        long before = ledger.commits();
        long eventsBefore = count(OWN, "SELECT count(*) FROM audit_event");
        inParallel(callers, caller -> {
            for (int i = 0; i < units; i++) {
                boolean guilty = caller == 0;
                Ledger.Unit unit = guilty ? breaking() : LogFixture.unit(LogFixture.event(OWN));
                try {
                    receipts.add(ledger.commit(unit));
                    assertThat(guilty).isFalse();
                } catch (SqlFailed failed) {
                    assertThat(guilty).isTrue();
                    assertThat(failed.duplicate()).isTrue();
                    refused.incrementAndGet();
                }
            }
        });
        assertThat(refused).hasValue(units);
        assertThat(receipts).hasSize((callers - 1) * units);
        assertThat(count(OWN, "SELECT count(*) FROM audit_event") - eventsBefore)
                .isEqualTo(receipts.size());
        for (AuditReceipt receipt : receipts) {
            assertThat(within(OWN, "SELECT leaf FROM audit_event WHERE id = ?", receipt.entry()))
                    .hasSize(1);
        }
        assertThat(ledger.commits() - before).isLessThan(callers * units / 4);
    }

    /** Who is told that another was first can look at what that one wrote: it is committed. */
    @Test
    void aUnitIsToldThatAnotherWasFirstWhenThatOneIsThere() throws Exception {
        int callers = 8;
        AtomicInteger second = new AtomicInteger();
        CyclicBarrier together = new CyclicBarrier(callers);
        inParallel(callers, caller -> {
            for (int i = 0; i < 100; i++) {
                String row = "first-of-" + i;
                together.await(30, TimeUnit.SECONDS);
                try {
                    ledger.commit(writing(connection ->
                            Rows.update(connection, "INSERT INTO tenant (id, name) VALUES (?, ?)", row, row)));
                } catch (SqlFailed failed) {
                    assertThat(failed.duplicate()).isTrue();
                    assertThat(count(OWN, "SELECT count(*) FROM tenant WHERE id = '" + row + "'"))
                            .isEqualTo(1);
                    second.incrementAndGet();
                }
            }
        });
        assertThat(second).hasValue((callers - 1) * 100);
    }

    @Test
    void unitsOfSeveralTenantsShareATransactionAndSeeOnlyTheirOwn() throws Exception {
        long own = count(OWN, "SELECT count(*) FROM audit_event");
        long other = count(OTHER, "SELECT count(*) FROM audit_event");
        inParallel(16, caller -> {
            String tenant = caller % 2 == 0 ? OWN : OTHER;
            for (int i = 0; i < 20; i++) {
                ledger.commit(new Ledger.Unit() {
                    @Override
                    public Event event() {
                        return LogFixture.event(tenant).about(Ids.random().next());
                    }

                    @Override
                    public void write(Writes writes, AuditReceipt receipt) {
                        assertThat(Rows.query(
                                        writes.connection(),
                                        "SELECT DISTINCT tenant FROM audit_event",
                                        row -> row.getString(1)))
                                .containsExactly(tenant);
                    }
                });
            }
        });
        assertThat(count(OWN, "SELECT count(*) FROM audit_event") - own).isEqualTo(160);
        assertThat(count(OTHER, "SELECT count(*) FROM audit_event") - other).isEqualTo(160);
        assertThat(count(OWN, "SELECT count(*) FROM audit_erasable WHERE tenant = '" + OTHER + "'"))
                .isZero();
    }

    @Test
    void aUnitMayNotRecordForAnotherTenant() {
        assertThatThrownBy(() -> ledger.alone(OWN, session -> session.record(LogFixture.event(OTHER))))
                .isInstanceOfSatisfying(
                        SqlFailed.class, failed -> assertThat(failed.sqlState()).isEqualTo("42501"));
    }

    @Test
    void throwsWhatTheUnitThrewUnchanged() {
        IllegalStateException own = new IllegalStateException("of the unit");
        long before = count(OWN, "SELECT count(*) FROM audit_event");
        assertThatThrownBy(() -> ledger.commit(writing(connection -> {
                    throw own;
                })))
                .isSameAs(own);
        Refused refusal = new Refused(Reason.DUPLICATE_WITH_OTHER_CONTENT);
        assertThatThrownBy(() -> ledger.commit(writing(connection -> {
                    throw refusal;
                })))
                .isSameAs(refusal);
        assertThat(count(OWN, "SELECT count(*) FROM audit_event")).isEqualTo(before);
    }

    @Test
    void aUnitThatGoesOnAfterAFailedStatementTakesNoOneWithIt() throws Exception {
        inParallel(8, caller -> {
            for (int i = 0; i < 10; i++) {
                if (caller == 0) {
                    assertThatThrownBy(() -> ledger.commit(writing(LedgerTest::swallow)))
                            .isInstanceOf(IllegalStateException.class);
                } else {
                    ledger.commit(LogFixture.unit(LogFixture.event(OWN)));
                }
            }
        });
    }

    @Test
    void noReceiptForWorkThatSwallowedAFailure() {
        assertThatThrownBy(() -> ledger.commit(writing(LedgerTest::swallow))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ledger.alone(OWN, session -> {
                    AuditReceipt receipt = session.record(LogFixture.event(OWN));
                    swallow(session.connection());
                    return receipt;
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aLostConnectionAtCommitRefusesEveryone() throws Exception {
        assertThatThrownBy(() -> ledger.commit(writing(LedgerTest::dropConnection)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.LOG_UNAVAILABLE));
        assertThat(ledger.commit(LogFixture.unit(LogFixture.event(OWN))).leaf()).hasSize(64);
    }

    @Test
    void refusesWhenTheEntryCannotBeWritten() {
        RealPostgres.asOwner(database, "REVOKE INSERT ON sluis.audit_erasable FROM sluis_app");
        try {
            assertThatThrownBy(() -> ledger.commit(LogFixture.unit(LogFixture.event(OWN))))
                    .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                            .isEqualTo(Reason.LOG_UNAVAILABLE));
        } finally {
            RealPostgres.asOwner(database, "GRANT INSERT ON sluis.audit_erasable TO sluis_app");
        }
    }

    @Test
    void refusesWhenTooManyWaitAndWhenClosed() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        ExecutorService callers = Executors.newCachedThreadPool();
        try {
            Future<AuditReceipt> first = callers.submit(() -> ledger.commit(writing(connection -> {
                inside.countDown();
                await(letGo);
            })));
            assertThat(inside.await(5, TimeUnit.SECONDS)).isTrue();
            GroupCommit full = new GroupCommit(database.transactions());
            for (int i = 0; i < 1024; i++) {
                callers.submit(() -> full.commit(entry(), LogFixture.unit(LogFixture.event(OWN))));
            }
            Refused refused = null;
            while (refused == null) {
                // Nothing takes from this queue, so it is full as soon as the callers have come.
                refused = full.waiting() < 1024 ? null : refusal(full);
            }
            assertThat(refused.reason()).isEqualTo(Reason.LOG_UNAVAILABLE);
            letGo.countDown();
            assertThat(first.get().leaf()).hasSize(64);
        } finally {
            callers.shutdownNow();
            assertThat(callers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }
        ledger.close();
        assertThatThrownBy(() -> ledger.commit(LogFixture.unit(LogFixture.event(OWN))))
                .isInstanceOf(Refused.class);
    }

    @Test
    void workThatRecordsNothingIsRolledBackAndStillAnswers() {
        long before = count(OWN, "SELECT count(*) FROM tenant");
        String answer = ledger.alone(OWN, session -> {
            Rows.update(session.connection(), "INSERT INTO tenant (id, name) VALUES ('unrecorded', 'x')");
            return "nothing to do";
        });
        assertThat(answer).isEqualTo("nothing to do");
        assertThat(count(OWN, "SELECT count(*) FROM tenant")).isEqualTo(before);
        ledger.alone(OWN, session -> {
            Rows.update(session.connection(), "INSERT INTO tenant (id, name) VALUES ('recorded', 'x')");
            return session.record(LogFixture.event(OWN));
        });
        assertThat(count(OWN, "SELECT count(*) FROM tenant")).isEqualTo(before + 1);
    }

    @Test
    void refusesWordsAsFacts() {
        Event event = LogFixture.event(OWN);
        for (String words : List.of("Noor is vaak boos", "h\u00e9", "x".repeat(201), "a\nb")) {
            assertThatThrownBy(() -> event.with("reason", words)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> event.with("reason", List.of("ok", words)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> event.with("Not A Name", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> event.committing("subject", new byte[1])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnEntryThatNoExportHasRoomFor() {
        List<String> names = IntStream.range(0, 328)
                .mapToObj(i -> "%03d".formatted(i) + "x".repeat(193))
                .toList();
        Event event = LogFixture.event(OWN).with("released", names);
        int around = 65_535 - Entry.of(event, Ids.random(), keys).body().length;
        assertThat(around).as("room for one more").isPositive();
        Event full = event.with("client", "x".repeat(around - ",\"client\":\"\"".length()));
        assertThat(ledger.commit(LogFixture.unit(full)).leaf()).hasSize(64);
        assertThatThrownBy(() -> ledger.commit(LogFixture.unit(full.with("door", ""))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an entry of more than 65535 bytes");
    }

    private interface Rowing {
        void write(Connection connection);
    }

    private static Ledger.Unit writing(Rowing rows) {
        return new Ledger.Unit() {
            @Override
            public Event event() {
                return LogFixture.event(OWN);
            }

            @Override
            public void write(Writes writes, AuditReceipt receipt) {
                rows.write(writes.connection());
            }
        };
    }

    private static Ledger.Unit breaking() {
        return writing(connection ->
                Rows.update(connection, "INSERT INTO tenant (id, name) VALUES ('stichting-waterlee', 'twice')"));
    }

    private static void swallow(Connection connection) {
        try {
            Rows.update(connection, "SELECT 1/0");
        } catch (SqlFailed swallowed) {
            assertThat(swallowed.sqlState()).isEqualTo("22012");
        }
    }

    /** The commit that follows fails as when the network goes. */
    private static void dropConnection(Connection connection) {
        try {
            connection.unwrap(org.postgresql.jdbc.PgConnection.class).close();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Entry entry() {
        return Entry.of(LogFixture.event(OWN), Ids.random(), keys);
    }

    private Refused refusal(GroupCommit full) {
        try {
            full.commit(entry(), LogFixture.unit(LogFixture.event(OWN)));
            throw new AssertionError("the queue took more than it holds");
        } catch (Refused refused) {
            return refused;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Caller {
        void call(int number) throws Exception;
    }

    private static void inParallel(int callers, Caller caller) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int number = i;
                calls.add(() -> {
                    caller.call(number);
                    return true;
                });
            }
            for (Future<Boolean> call : threads.invokeAll(calls)) {
                call.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private byte[] salts(AuditReceipt receipt) {
        return database.transactions().within(OWN, connection -> Rows.query(
                        connection,
                        "SELECT epoch, salts FROM audit_erasable WHERE event = ?",
                        row -> keys.unwrap(new Wrapped(row.getString("epoch"), row.getBytes("salts"))),
                        receipt.entry())
                .get(0));
    }

    /** @param place of the commitment's name among those of the entry, in alphabetical order */
    private String commitment(AuditReceipt receipt, int place, String content) {
        byte[] salts = salts(receipt);
        return HexFormat.of()
                .formatHex(Salts.commitment(
                        Arrays.copyOfRange(salts, 32 * place, 32 * place + 32), content.getBytes(UTF_8)));
    }

    private List<byte[]> within(String tenant, String sql, Object... parameters) {
        return new Transactions(database.app())
                .within(tenant, connection -> Rows.query(connection, sql, row -> row.getBytes(1), parameters));
    }

    private long count(String tenant, String sql) {
        return database.transactions().within(tenant, connection -> Rows.query(connection, sql, row -> row.getLong(1))
                .get(0));
    }
}
