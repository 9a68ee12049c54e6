package org.sluis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.audit.Ledger;
import org.sluis.canonical.PartyId;
import org.sluis.connector.Connectors;
import org.sluis.consent.Drain;
import org.sluis.consent.Register;
import org.sluis.consent.Withdrawals;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;
import org.sluis.law.Law;
import org.sluis.party.Caller;
import org.sluis.party.Directory;
import org.sluis.protect.Sealing;

/**
 * Withdrawals race with sends: many messages wait, six workers send them, and one consent of every child is withdrawn
 * meanwhile. A send is late when its effect comes after the withdrawal was answered. The control shows that the race is
 * a real one: without the subject's lock some are late.
 */
class RacedWithdrawalTest {
    private static final int WORKERS = 6;
    private static final int MESSAGES_EACH = 10;

    private static TestGateway gateway;
    private static TestTown town;

    /** What a race came to. */
    private record Outcome(int delivered, int stopped, int late, int repeated) {}

    @BeforeAll
    static void open() {
        gateway = new TestGateway("sluis.delivery.workers=0");
        town = new TestTown(gateway);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void noSendIsLateUnderTheSubjectsLock() throws Exception {
        Outcome outcome = race("locked", 200, gateway.bean(Claim.class), gateway.bean(Drain.class));
        System.out.println("raced withdrawals, with the lock: " + outcome);
        assertThat(outcome.late()).isZero();
        assertThat(outcome.repeated()).isZero();
        assertThat(outcome.delivered() + outcome.stopped()).isEqualTo(200 * MESSAGES_EACH);
        assertThat(outcome.delivered()).isPositive();
        assertThat(outcome.stopped()).isPositive();
    }

    @Test
    void theLockAloneIsEnoughWithADrainThatOnlyWaitsForLeases() throws Exception {
        Outcome outcome = race("lock-only", 50, gateway.bean(Claim.class), waitsForLeases());
        assertThat(outcome.late()).isZero();
        assertThat(outcome.delivered()).isPositive();
    }

    @Test
    void withoutTheLockSomeAreLate() throws Exception {
        BlockingQueue<UUID> beingDecided = new LinkedBlockingQueue<>();
        Outcome outcome = race("unlocked", 60, claimWithoutLock(beingDecided), waitsForLeases(), beingDecided);
        System.out.println("raced withdrawals, control without the lock: " + outcome);
        assertThat(outcome.late()).isPositive();
    }

    private Outcome race(String name, int children, Claim claim, Drain drain) throws Exception {
        return race(name, children, claim, drain, new LinkedBlockingQueue<>());
    }

    /** @param first subjects whose parents withdraw as soon as they are named; the others follow in any order */
    private Outcome race(String name, int children, Claim claim, Drain drain, BlockingQueue<UUID> first)
            throws Exception {
        Map<String, UUID> consents = new ConcurrentHashMap<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < children; i++) {
            String child = name + "-" + i;
            consents.put(
                    child,
                    UUID.fromString(town.childWithBothParentsConsent(child).get(1)));
            names.add(child);
        }
        Map<UUID, String> childOf = accept(names);
        Map<UUID, List<Long>> effects = new ConcurrentHashMap<>();
        Sender sender = (cleared, payload) -> {
            if (cleared instanceof ClearedRecall) {
                return; // holds nothing, and is meant to come after
            }
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
            effects.computeIfAbsent(cleared.disclosure(), id -> Collections.synchronizedList(new ArrayList<>()))
                    .add(System.nanoTime());
        };
        Dispatcher dispatcher = new Dispatcher(
                claim,
                gateway.bean(Sealing.class),
                sender,
                gateway.bean(Settle.class),
                gateway.bean(Tenants.class),
                new Lanes(8));
        Map<String, Long> answered = withdrawWhileSending(dispatcher, names, consents, drain, first);
        int late = 0;
        int repeated = 0;
        for (Map.Entry<UUID, List<Long>> effect : effects.entrySet()) {
            long answer = answered.getOrDefault(childOf.get(effect.getKey()), Long.MAX_VALUE);
            late += effect.getValue().stream().anyMatch(at -> at > answer) ? 1 : 0;
            repeated += effect.getValue().size() - 1;
        }
        return new Outcome(effects.size(), count(name, "stopped"), late, repeated);
    }

    private Map<UUID, String> accept(List<String> names) throws Exception {
        ProducerTemplate camel = gateway.bean(ProducerTemplate.class);
        Map<UUID, String> childOf = new ConcurrentHashMap<>();
        ExecutorService callers = Executors.newFixedThreadPool(8);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < MESSAGES_EACH; i++) {
            String message = "race-" + i;
            for (String child : names) {
                all.add(callers.submit(() -> {
                    camel.requestBody(
                            "direct:disclosure",
                            gateway.arrival(
                                    "de-linde-direct",
                                    "plan-coordination",
                                    "de-brug",
                                    town.plan(child, message + "-" + child)));
                    return null;
                }));
            }
        }
        for (Future<?> one : all) {
            one.get();
        }
        callers.shutdown();
        gateway.bean(Transactions.class)
                .within(
                        TestGateway.TENANT,
                        connection -> Rows.query(
                                connection,
                                "SELECT disclosure, subject FROM outbox WHERE recalls IS NULL",
                                row -> childOf.put(
                                        row.getObject(1, UUID.class), localId(row.getObject(2, UUID.class)))));
        return childOf;
    }

    private Map<String, Long> withdrawWhileSending(
            Dispatcher dispatcher,
            List<String> names,
            Map<String, UUID> consents,
            Drain drain,
            BlockingQueue<UUID> first)
            throws Exception {
        Caller school = new Caller(TestGateway.TENANT, "de-linde-direct", new PartyId("de-linde"));
        Withdrawals withdrawals = new Withdrawals(gateway.bean(Ledger.class), gateway.bean(Clock.class), drain);
        Map<String, Long> answered = new ConcurrentHashMap<>();
        List<String> order = new ArrayList<>(names);
        Collections.shuffle(order, new Random(20261122));
        dispatcher.start(WORKERS);
        ExecutorService parents = Executors.newFixedThreadPool(3);
        List<Future<?>> all = new ArrayList<>();
        for (String next : order) {
            all.add(parents.submit(() -> {
                UUID named = first.poll(20, TimeUnit.MILLISECONDS);
                String child = named == null ? next : localId(named);
                if (answered.putIfAbsent(child, Long.MAX_VALUE) == null) {
                    withdrawals.withdraw(school, consents.get(child));
                    answered.put(child, System.nanoTime());
                }
                return null;
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        parents.shutdown();
        while (count("", "waiting") + count("", "sending") > 0) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        dispatcher.close();
        return answered;
    }

    private static int count(String name, String state) {
        List<UUID> subjects = gateway.bean(Transactions.class)
                .within(
                        TestGateway.TENANT,
                        connection -> Rows.query(
                                connection,
                                "SELECT subject FROM outbox WHERE state = ? AND recalls IS NULL",
                                row -> row.getObject(1, UUID.class),
                                state));
        return (int) subjects.stream()
                .filter(subject -> name.isEmpty() || localId(subject).startsWith(name))
                .count();
    }

    private static String localId(UUID subject) {
        return gateway.bean(Transactions.class)
                .within(
                        TestGateway.TENANT,
                        connection -> Objects.requireNonNull(gateway.bean(Register.class)
                                .localIds(connection, TestGateway.TENANT, List.of(subject))
                                .get(subject)));
    }

    private static Claim claimWithoutLock(BlockingQueue<UUID> beingDecided) {
        SendLocks open = new OpenLocks(
                gateway.bean(org.sluis.policy.InForce.class),
                gateway.bean(Directory.class),
                gateway.bean(Register.class),
                gateway.bean(Law.class),
                beingDecided::add,
                Duration.ofMillis(20));
        Clearance clearance = new Clearance(
                open,
                new RenderedBy(gateway.bean(Connectors.class), gateway.bean(KeyFolder.class)),
                gateway.bean(Clock.class));
        return new Claim(
                gateway.bean(Transactions.class), gateway.bean(Ledger.class), clearance, gateway.bean(Clock.class));
    }

    private static Drain waitsForLeases() {
        return new WaitsForLeases(gateway.bean(Transactions.class));
    }
}
