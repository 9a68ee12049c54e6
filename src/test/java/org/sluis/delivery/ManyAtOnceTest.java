package org.sluis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.canonical.PartyId;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.party.person.Officers;
import org.sluis.protect.Sealing;

/** What is due together is cleared together, each by itself; and what waits for another is let go by that one's end, and by nobody else. */
class ManyAtOnceTest {
    private static final PartyId BRUG = new PartyId("de-brug");
    private static final AtomicInteger MESSAGES = new AtomicInteger();
    /** Each on a thread of its own: the common pool may have but one. */
    private static final Executor THREADS = task -> new Thread(task).start();

    private static Officers officers;
    private static TestTown town;
    private static Claim claim;
    private static Settle settle;

    @BeforeAll
    static void open() {
        officers = new Officers();
        town = new TestTown(officers.gateway);
        officers.gateway.bean(Tenants.class).all();
        claim = officers.gateway.bean(Claim.class);
        settle = officers.gateway.bean(Settle.class);
    }

    @AfterAll
    static void close() {
        officers.close();
    }

    @Test
    void eachOfManyIsDecidedAndRecordedAndTheOneThatMayNotGoEndsAlone() {
        String noor = accept("noor");
        String sem = accept("sem");
        String lina = accept("lina");
        String behind = accept("noor");
        officers.asOwner("UPDATE sluis.consent SET valid_until = valid_from + 1 WHERE subject ="
                + " (SELECT subject FROM sluis.outbox WHERE disclosure = '" + sem + "')");
        List<Leased> cleared = claim.next(TestGateway.TENANT, BRUG, 8).cleared();
        assertThat(cleared)
                .extracting(leased -> leased.disclosure().toString())
                .as("in the order in which they came, and none that has one before it")
                .containsExactly(noor, lina);
        assertThat(row(sem)).isEqualTo("stopped, no payload, nothing due");
        assertThat(row(behind)).isEqualTo("waiting, payload, nothing due");
        for (Leased leased : cleared) {
            String of = " WHERE disclosure = '" + leased.disclosure() + "'";
            assertThat(texts(
                            "SELECT a.event::text FROM attempt a JOIN decision d ON d.event = a.event JOIN audit_event e"
                                    + " ON e.id = a.event AND e.kind = 'delivery-cleared' WHERE a.fence = 1 AND d.step = 'clear'"
                                    + " AND d.disclosure = a.disclosure AND e.disclosure = a.disclosure AND a.disclosure = '"
                                    + leased.disclosure() + "'"))
                    .hasSize(1);
            assertThat(texts("SELECT (lease_until = '" + leased.leaseEnd() + "')::text FROM outbox" + of))
                    .containsExactly("true");
        }
        assertThat(claim.next(TestGateway.TENANT, BRUG, 8).found()).isFalse();
        settle.delivered(cleared.get(0));
        assertThat(row(behind)).isEqualTo("waiting, payload, due");
        assertThat(claim.next(TestGateway.TENANT, BRUG, 8).cleared())
                .extracting(leased -> leased.disclosure().toString())
                .containsExactly(behind);
        settle.delivered(cleared.get(1));
    }

    /** What is behind it is written, and not yet committed, when it ends: its end waits for that, and finds it. */
    @Test
    void anEndSeesWhatIsBeingAcceptedBehindIt() {
        accept("jort");
        Leased leased = claim.next(TestGateway.TENANT, BRUG, 8).cleared().get(0);
        CompletableFuture<Integer> slow = CompletableFuture.supplyAsync(
                () -> officers.asOwner(
                        "DO $$ BEGIN LOCK TABLE sluis.decision IN EXCLUSIVE MODE; PERFORM pg_sleep(1.2); END $$"),
                THREADS);
        untilLocks("mode = 'ExclusiveLock' AND granted");
        CompletableFuture<String> accepting = CompletableFuture.supplyAsync(() -> send("jort"), THREADS);
        untilLocks("NOT granted");
        settle.delivered(leased);
        slow.join();
        String behind = accepting.join();
        assertThat(row(behind)).isEqualTo("waiting, payload, due");
        settle.delivered(claim.next(TestGateway.TENANT, BRUG, 8).cleared().get(0));
    }

    /** Accepted and ended in the same moments: no end may overlook who waits for it. */
    @Test
    void nobodyIsLeftWaitingForWhatHasEnded() {
        List<String> arrived = Collections.synchronizedList(new ArrayList<>());
        Dispatcher dispatcher = new Dispatcher(
                claim,
                officers.gateway.bean(Sealing.class),
                (leased, payload) -> arrived.add(leased.disclosure().toString()),
                settle,
                officers.gateway.bean(Tenants.class),
                new Lanes(8));
        dispatcher.start(3);
        List<List<String>> accepted = new ArrayList<>();
        List<CompletableFuture<Void>> schools = new ArrayList<>();
        for (String child : List.of("mees", "fenna", "yara")) {
            town.childWithBothParentsConsent(child);
            List<String> own = new ArrayList<>();
            accepted.add(own);
            schools.add(CompletableFuture.runAsync(
                    () -> {
                        for (int i = 0; i < 60; i++) {
                            own.add(send(child));
                        }
                    },
                    THREADS));
        }
        schools.forEach(CompletableFuture::join);
        dispatcher.close();
        while (dispatcher.once(TestGateway.TENANT)) {
            assertThat(arrived).hasSizeLessThan(200);
        }
        for (List<String> own : accepted) {
            assertThat(arrived.stream().filter(own::contains).toList())
                    .as("each child's own, in order")
                    .isEqualTo(own);
        }
    }

    private static String accept(String child) {
        town.childWithBothParentsConsent(child);
        return send(child);
    }

    private static String send(String child) {
        HttpResponse<String> answer = officers.gateway.post(
                "de-linde-direct",
                "/v1/doors/rest-json/plan-coordination/de-brug",
                town.plan(child, "many-" + MESSAGES.getAndIncrement()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return TestTown.read(answer.body()).path("disclosure").asText();
    }

    private static void untilLocks(String which) {
        long until = System.nanoTime() + 10_000_000_000L;
        while (texts("SELECT mode FROM pg_locks WHERE relation = 'sluis.decision'::regclass AND " + which)
                .isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(until);
        }
    }

    private static String row(String disclosure) {
        return texts("SELECT state || CASE WHEN ciphertext IS NULL THEN ', no payload' ELSE ', payload' END"
                        + " || CASE WHEN open AND next_at <= clock_timestamp() THEN ', due' ELSE ', nothing due' END FROM outbox"
                        + " WHERE disclosure = '" + disclosure + "'")
                .get(0);
    }

    private static List<String> texts(String sql) {
        return officers.gateway
                .bean(Transactions.class)
                .within(TestGateway.TENANT, connection -> Rows.query(connection, sql, row -> row.getString(1)));
    }
}
