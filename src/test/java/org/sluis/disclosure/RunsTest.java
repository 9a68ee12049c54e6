package org.sluis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Database;
import org.sluis.database.DatabaseSettings;
import org.sluis.database.RealPostgres;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;
import org.sluis.law.Law;

/** Starts and stops are entries: the first and the last of a node, one each. A start says how the run before it ended. */
@ExtendWith(RealPostgres.class)
class RunsTest {
    private static final Duration LONGER_THAN_A_STOP_WAITS = Duration.ofSeconds(15);

    @TempDir
    Path temp;

    private final Database database;

    RunsTest(Database database) {
        this.database = database;
    }

    @Test
    void aGatewayBeginsAndEndsInTheLog() throws Exception {
        try (Database other = Database.open(
                DatabaseSettings.from(settings(gatewayThatWas()), temp.resolve("nothing"), Clock.systemUTC()))) {
            List<JsonNode> entries = entries(other, "TRUE");
            List<JsonNode> runs = entries.stream()
                    .filter(entry -> entry.path("kind").asText().startsWith("gateway-"))
                    .toList();
            assertThat(runs)
                    .extracting(RunsTest::told)
                    .containsExactly(
                            "gateway-started none", "gateway-stopped", "gateway-started stopped", "gateway-stopped");
            assertThat(runs).extracting(run -> run.at("/facts/node").asText()).containsOnly(node(runs));
            assertThat(runs)
                    .extracting(run -> run.at("/facts/version").asText())
                    .allMatch(version -> version.matches("[0-9]+\\.[0-9]+\\.[0-9]+.*"));
            assertThat(entries.get(0)).as("the first entry of all").isEqualTo(runs.get(0));
            assertThat(entries.get(entries.size() - 1))
                    .as("the last entry of all")
                    .isEqualTo(runs.get(3));
            assertThat(covered(other)).as("the last one too is covered").isEqualTo(entries.size());
        }
    }

    private static String node(List<JsonNode> runs) {
        return runs.get(0).at("/facts/node").asText();
    }

    /** Started and stopped twice; what it was started with. */
    private static List<String> gatewayThatWas() {
        TestGateway gateway = new TestGateway("sluis.delivery.workers=0");
        String law = gateway.bean(Law.class).digest();
        assertThat(entries(gateway.bean(Database.class), "kind = 'gateway-started'"))
                .extracting(entry -> entry.at("/facts/law").asText())
                .containsExactly(law);
        gateway.close();
        TestGateway.node(Clock.systemUTC(), gateway.arguments()).close();
        return gateway.arguments();
    }

    private static Map<String, String> settings(List<String> arguments) {
        return arguments.stream()
                .map(argument -> argument.substring(2).split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    @Test
    void nodesThatShareAFolderAreToldApart() {
        try (Ledger ledger = ledger()) {
            Path shared = temp.resolve("shared");
            Runs one = runs(ledger, shared);
            Runs other = runs(ledger, shared);
            one.start();
            other.start();
            other.stop();
            Runs again = runs(ledger, shared);
            again.start();
            one.stop();
            again.stop();
            List<JsonNode> runs = entries(database, "kind LIKE 'gateway-%'");
            assertThat(runs)
                    .extracting(RunsTest::told)
                    .containsExactly(
                            "gateway-started none",
                            "gateway-started none",
                            "gateway-stopped",
                            "gateway-started stopped",
                            "gateway-stopped",
                            "gateway-stopped");
            assertThat(runs.stream().map(run -> run.at("/facts/node").asText()).distinct())
                    .hasSize(2);
            assertThat(runs.get(3).at("/facts/node")).isEqualTo(runs.get(1).at("/facts/node"));
        }
    }

    @Test
    void whereTheLogTakesNothingThereIsNoStartAndAStopEndsAllTheSame() throws Exception {
        try (Ledger ledger = ledger()) {
            Path folder = temp.resolve("away");
            Runs runs = runs(ledger, folder);
            runs.start();
            try (Connection owner = DriverManager.getConnection(
                            database.own().url(),
                            database.own().owner().user(),
                            database.own().owner().password());
                    Statement statement = owner.createStatement()) {
                owner.setAutoCommit(false);
                statement.execute("LOCK TABLE sluis.audit_event");
                Assertions.assertTimeoutPreemptively(LONGER_THAN_A_STOP_WAITS, () -> runs.stop());
            }
            assertThat(runs.isRunning()).isFalse();
            runs.start();
            runs.stop();
            String node =
                    Files.list(folder).findFirst().orElseThrow().getFileName().toString();
            assertThat(entries(database, "convert_from(body, 'UTF8') LIKE '%" + node + "%'"))
                    .extracting(RunsTest::told)
                    .containsExactly("gateway-started none", "gateway-started halted", "gateway-stopped");
        }
        try (Ledger gone = ledgerOfADatabaseThatIsGone()) {
            Runs never = runs(gone, temp.resolve("never"));
            assertThatThrownBy(never::start)
                    .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                            .isEqualTo(Reason.LOG_UNAVAILABLE));
            assertThat(never.isRunning()).isFalse();
        }
    }

    private Ledger ledgerOfADatabaseThatIsGone() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/none");
        return Ledger.open(new Transactions(nowhere), KeyFolder.open(temp.resolve("keys"), Ids.random()), Ids.random());
    }

    private Ledger ledger() {
        return Ledger.open(database.transactions(), KeyFolder.open(temp.resolve("keys"), Ids.random()), Ids.random());
    }

    private static Runs runs(Ledger ledger, Path folder) {
        return new Runs(ledger, Clock.systemUTC(), Ids.random(), folder, "1.2.3", "a".repeat(64));
    }

    /** In the order in which they were written. */
    private static List<JsonNode> entries(Database database, String where) {
        return database.transactions()
                .across(connection -> Rows.query(
                        connection,
                        "SELECT convert_from(body, 'UTF8') FROM audit_event WHERE " + where + " ORDER BY xact, at",
                        row -> TestTown.read(row.getString(1))));
    }

    private static long covered(Database database) {
        return database.transactions().across(connection -> Rows.query(
                        connection, "SELECT max(size) FROM audit_checkpoint", row -> row.getLong(1))
                .get(0));
    }

    private static String told(JsonNode entry) {
        String before = entry.at("/facts/before").asText();
        return entry.path("kind").asText() + (before.isEmpty() ? "" : " " + before);
    }
}
