package org.sluis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.database.Database;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.demo.CareSystem;

/**
 * The gateway is killed with -9 between accepting and delivering, ten times. What was answered 202 arrives, and has one
 * effect at the care system, however often it arrives.
 */
class KilledGatewayTest {
    private static final int KILLS = 10;
    private static final int MESSAGES_EACH = 4;

    @Test
    void everyAcceptedMessageHasOneEffect(@TempDir Path folder) throws Exception {
        try (TestGateway bystander = new TestGateway("sluis.delivery.workers=0");
                CareSystem care = new CareSystem(0, folder, null)) {
            TestTown town = new TestTown(bystander);
            town.childWithBothParentsConsent("kill-child");
            Set<String> accepted = new LinkedHashSet<>();
            int interrupted = 0;
            for (int round = 0; round < KILLS; round++) {
                try (Node node = new Node(bystander, care.url())) {
                    for (int i = 0; i < MESSAGES_EACH; i++) {
                        String id = "kill-" + round + "-" + i;
                        HttpResponse<String> answer = bystander.post(
                                node.url,
                                "de-linde-direct",
                                "/v1/doors/rest-json/plan-coordination/de-brug",
                                town.plan("kill-child", id, "OPP-" + id));
                        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
                        accepted.add(
                                TestTown.read(answer.body()).path("disclosure").asText());
                    }
                    LockSupport.parkNanos(Duration.ofMillis(8L * round).toNanos());
                    node.kill();
                    interrupted += waiting(bystander) > 0 ? 1 : 0;
                }
            }
            assertThat(interrupted)
                    .as("kills that came before everything was delivered")
                    .isEqualTo(KILLS);
            try (Node stopped = new Node(bystander, care.url())) {
                // All are about one child: what is behind the one that was killed in its send waits for the end of that
                // lease.
                long before = waiting(bystander);
                while (waiting(bystander) == before) {
                    LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
                }
                stopped.stop();
                assertThat(waiting(bystander)).as("stopped while it sent").isPositive();
            }
            try (Node last = new Node(bystander, care.url())) {
                while (waiting(bystander) > 0) {
                    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                }
            }
            theLogTellsHowEachRunEnded(bystander);
            assertThat(accepted).hasSize(KILLS * MESSAGES_EACH);
            Map<String, Integer> effects = effects(folder.resolve("arrivals.ndjson"));
            assertThat(effects).hasSize(KILLS * MESSAGES_EACH);
            assertThat(effects.values()).containsOnly(1);
        }
    }

    /** A run that was stopped while it sent ends with the entry that says so: nothing that it did comes after. */
    private static void theLogTellsHowEachRunEnded(TestGateway gateway) {
        List<String> told = gateway.bean(Database.class)
                .transactions()
                .across(connection -> Rows.query(connection, """
                        SELECT concat_ws(' ', kind, convert_from(body, 'UTF8')::jsonb #>> '{facts,before}') FROM audit_event
                        WHERE kind LIKE 'gateway-%' OR kind LIKE 'delivery-%' ORDER BY xact, at""", row -> row.getString(1)));
        List<String> runs =
                told.stream().filter(one -> one.startsWith("gateway-")).toList();
        List<String> expected = new ArrayList<>(List.of("gateway-started none", "gateway-started none"));
        expected.addAll(Collections.nCopies(KILLS, "gateway-started halted"));
        expected.addAll(List.of("gateway-stopped", "gateway-started stopped"));
        assertThat(runs).isEqualTo(expected);
        int stopped = told.indexOf("gateway-stopped");
        assertThat(told.get(stopped - 1)).isNotEqualTo("delivery-cleared").startsWith("delivery-");
        assertThat(told.get(stopped + 1)).isEqualTo("gateway-started stopped");
    }

    private static long waiting(TestGateway gateway) {
        return gateway.bean(Transactions.class).within(TestGateway.TENANT, connection -> Rows.one(
                        connection, "SELECT count(*) FROM outbox WHERE state <> 'delivered'", row -> row.getLong(1))
                .orElseThrow());
    }

    /** Per plan how many arrivals changed anything. */
    private static Map<String, Integer> effects(Path arrivals) throws IOException {
        Map<String, Integer> effects = new TreeMap<>();
        for (String line : Files.readAllLines(arrivals)) {
            var arrival = TestTown.read(line);
            effects.merge(
                    arrival.path("about").asText(), arrival.path("changed").asInt() > 0 ? 1 : 0, Integer::sum);
        }
        return effects;
    }

    /** A gateway in a process of its own, on the bystander's database and keys. */
    private static final class Node implements AutoCloseable {
        private final Process process;
        private final URI url;

        Node(TestGateway bystander, String careUrl) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    NodeMain.class.getName()));
            command.addAll(bystander.arguments());
            command.add("--sluis.connectors.fhir-r4.url=" + careUrl);
            command.add("--sluis.delivery.workers=1");
            command.add(
                    "--sluis.connectors.validate-first=0"); // it lives for seconds, and would spend them on a validator
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = output.readLine();
            StringBuilder said = new StringBuilder();
            while (line != null && !line.startsWith(NodeMain.READY)) {
                said.append(line).append('\n');
                line = output.readLine();
            }
            assertThat(line).as(said.toString()).isNotNull();
            url = URI.create(line.substring(NodeMain.READY.length()));
            Thread drain = new Thread(() -> output.lines().forEach(ignored -> {}), "node-output");
            drain.setDaemon(true);
            drain.start();
        }

        void kill() throws IOException {
            new ProcessBuilder("kill", "-9", Long.toString(process.pid())).start();
            process.onExit().join();
        }

        /** As a service manager does. */
        void stop() {
            process.destroy();
            process.onExit().join();
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }
}
