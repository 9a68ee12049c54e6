package org.sluis.disclosure.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.canonical.FailPoint;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;

/** A node that ends in the middle of a file, as by kill -9: the next one goes on, and nothing is sent or refused twice. */
class BrokenOffFolderTest {
    private static final int CHILDREN = 4;

    @Test
    void aFileThatWasBrokenOffIsTakenUpAgainAndRepeatsNothing(@TempDir Path root) throws Exception {
        try (TestGateway bystander = new TestGateway("sluis.delivery.workers=0")) {
            TestTown town = new TestTown(bystander);
            StringBuilder text = new StringBuilder(Signals.header()).append(Signals.row("nobody", "broken-0"));
            for (int i = 1; i <= CHILDREN; i++) {
                FolderDoorTest.child(town, "broken-" + i);
                text.append(Signals.row("broken-" + i, "broken-" + i));
            }
            Files.createDirectory(root.resolve("in"));
            Signals.drop(root.resolve("in"), "broken.csv", text.toString());
            List<String> node = new ArrayList<>(bystander.arguments());
            for (String setting : FolderDoorTest.settings(root)) {
                node.add("--" + setting);
            }

            // Accepted and recorded, but its sender was not told: the moment that shows whether a repeat is harmless.
            assertThat(halted(node, "before-202:3")).isEqualTo(FailPoint.HALTED);

            assertThat(root.resolve("in/broken.csv")).exists();
            assertThat(root.resolve("reports")).isEmptyDirectory();
            assertThat(count(bystander, "outbox")).isEqualTo(3);
            List<String> before = disclosures(bystander);
            var next = TestGateway.node(Clock.systemUTC(), node);
            try {
                List<List<String>> report = FolderDoorTest.report(root, "broken.csv");
                assertThat(report)
                        .extracting(row -> row.get(2))
                        .containsExactly("pending", "accepted", "accepted", "accepted", "accepted");
                assertThat(report).extracting(row -> row.get(3)).containsAll(before);
            } finally {
                next.close();
            }
            assertThat(count(bystander, "outbox")).isEqualTo(CHILDREN);
            assertThat(count(bystander, "refusal")).isEqualTo(1);
            try (Stream<Path> refused = Files.list(root.resolve("refused"))) {
                assertThat(refused).hasSize(1);
            }
        }
    }

    private static int halted(List<String> node, String point) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-D" + FailPoint.PROPERTY + "=" + point,
                "-cp",
                System.getProperty("java.class.path"),
                "org.sluis.delivery.NodeMain"));
        command.addAll(node);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static List<String> disclosures(TestGateway gateway) {
        return gateway.bean(Transactions.class)
                .within(
                        TestGateway.TENANT,
                        connection ->
                                Rows.query(connection, "SELECT disclosure::text FROM outbox", row -> row.getString(1)));
    }

    private static int count(TestGateway gateway, String table) {
        return gateway.bean(Transactions.class).within(TestGateway.TENANT, connection -> Rows.one(
                        connection, "SELECT count(*) FROM " + table, row -> row.getInt(1))
                .orElseThrow());
    }
}
