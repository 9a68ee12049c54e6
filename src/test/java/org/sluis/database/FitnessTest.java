package org.sluis.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.database.DatabaseSettings.Own;

/** A server of its own that each test makes unfit in one way, and that is fit otherwise. */
class FitnessTest {
    @TempDir
    static Path data;

    private static BundledPostgres postgres;
    private static Path home;
    private static Path cluster;
    private static Account account;

    private static Own own;

    @BeforeAll
    static void startsOnce() throws IOException {
        postgres = BundledPostgres.start(data);
        own = postgres.sluis();
        Path folder = data.toAbsolutePath().normalize().resolve("postgres");
        cluster = folder.resolve("cluster");
        home = Binaries.unpacked(folder);
        account = Account.choose(home, cluster);
    }

    @AfterAll
    static void stops() {
        postgres.close();
    }

    @AfterEach
    void isFitOtherwise() {
        assertThatCode(() -> open(own, Clock.systemUTC())).doesNotThrowAnyException();
    }

    @Test
    void refusesEverySettingThatLosesWhatWasRecordedAndNamesThemAll() throws IOException {
        restart("-c fsync=off -c full_page_writes=off -c synchronous_commit=off");
        try {
            assertThatThrownBy(() -> open(own, Clock.systemUTC()))
                    .isInstanceOf(DatabaseUnfit.class)
                    .hasMessageContaining("- fsync is off: set it in postgresql.conf")
                    .hasMessageContaining("- full_page_writes is off")
                    .hasMessageContaining("- synchronous_commit is off");
        } finally {
            restart("");
        }
    }

    @Test
    void refusesAServerWithoutChecksums() throws Exception {
        Path bare = cluster.resolveSibling("bare");
        Path password = Files.writeString(
                cluster.resolveSibling("initdb-bare"), postgres.superuser().password());
        account.own(password);
        Files.createDirectory(bare);
        account.own(bare);
        pg(
                "initdb",
                "-D",
                bare.toString(),
                "--encoding=UTF8",
                "--locale=C",
                "-A",
                "scram-sha-256",
                "-U",
                Roles.SUPERUSER,
                "--pwfile=" + password,
                "--no-sync");
        stop(cluster);
        try {
            startWith(bare, "");
            try (Connection superuser = Connections.single(postgres.url("postgres"), postgres.superuser())
                    .getConnection()) {
                Roles.ensure(superuser, Passwords.kept(cluster.resolveSibling("passwords"), false));
            }
            assertUnfit("- data_checksums is off: stop PostgreSQL, run pg_checksums --enable");
        } finally {
            stop(bare);
            startWith(cluster, "");
        }
    }

    @Test
    void refusesASettingThatIsTurnedOffForTheRoleAlone() {
        superuser("ALTER ROLE sluis_app SET synchronous_commit = off");
        superuser("ALTER ROLE sluis_app SET default_transaction_isolation = 'serializable'");
        assertThatThrownBy(() -> open(own, Clock.systemUTC()))
                .isInstanceOf(DatabaseUnfit.class)
                .hasMessageContaining("synchronous_commit is off")
                .hasMessageContaining("transaction_isolation is serializable");
        superuser("ALTER ROLE sluis_app RESET ALL");
    }

    @Test
    void refusesAnotherEncoding() {
        superuser("CREATE DATABASE latin OWNER sluis_owner ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
        assertThatThrownBy(() -> open(postgres.own("latin"), Clock.systemUTC()))
                .isInstanceOf(DatabaseUnfit.class)
                .hasMessageContaining("server_encoding is LATIN1");
    }

    @Test
    void refusesAClockThatDiffersByMoreThanFiveSeconds() {
        for (Duration off : List.of(Duration.ofSeconds(7), Duration.ofSeconds(-7))) {
            assertThatThrownBy(() -> open(own, Clock.offset(Clock.systemUTC(), off)))
                    .isInstanceOf(DatabaseUnfit.class)
                    .hasMessageContaining("the database's clock is");
        }
        assertThatCode(() -> open(own, Clock.offset(Clock.systemUTC(), Duration.ofSeconds(3))))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAnApplicationThatRowLevelSecurityDoesNotBind() {
        superuser("ALTER ROLE sluis_app BYPASSRLS");
        assertUnfit("login sluis_app is able to act past row-level security as sluis_app");
        superuser("ALTER ROLE sluis_app NOBYPASSRLS SUPERUSER");
        assertUnfit("login sluis_app is able to act past row-level security");
        superuser("ALTER ROLE sluis_app NOSUPERUSER");
        superuser("CREATE ROLE mighty BYPASSRLS");
        superuser("GRANT mighty TO sluis_app");
        assertUnfit("past row-level security as mighty");
        superuser("DROP ROLE mighty");
    }

    @Test
    void refusesAnApplicationThatOwnsATableOrMayBecomeTheOwner() {
        superuser("GRANT sluis_owner TO sluis_app");
        assertUnfit("login sluis_app is owner of");
        superuser("REVOKE sluis_owner FROM sluis_app");

        inSluis("CREATE TABLE sluis.stray (id int); ALTER TABLE sluis.stray OWNER TO sluis_app");
        assertUnfit("login sluis_app is owner of 1 tables");
        inSluis("DROP TABLE sluis.stray");
    }

    @Test
    void givesTheSqlForAMissingRole() {
        superuser("ALTER ROLE sluis_auditor RENAME TO elsewhere");
        Own borrowed = new Own(own.url(), own.owner(), own.app(), own.app());
        assertThatThrownBy(() -> open(borrowed, Clock.systemUTC()))
                .isInstanceOf(DatabaseUnfit.class)
                .hasMessageContaining("role sluis_auditor is missing")
                .hasMessageContaining("CREATE ROLE sluis_auditor LOGIN NOSUPERUSER NOBYPASSRLS");
        assertThatThrownBy(() -> open(own, Clock.systemUTC()))
                .isInstanceOf(DatabaseUnfit.class)
                .hasMessageContaining("lets sluis_auditor not in")
                .hasMessageContaining("CREATE DATABASE sluis OWNER sluis_owner");
        superuser("ALTER ROLE elsewhere RENAME TO sluis_auditor");
    }

    @Test
    void theLoginMayBeAMemberOfTheRole() {
        superuser("CREATE ROLE app_2027 LOGIN PASSWORD 'invented' IN ROLE sluis_app");
        Own rotated = new Own(own.url(), own.owner(), new Login("app_2027", "invented"), own.auditor());
        assertThatCode(() -> open(rotated, Clock.systemUTC())).doesNotThrowAnyException();
        superuser("DROP ROLE app_2027");
    }

    @Test
    void saysThatNothingAnswers() {
        Own nowhere = new Own("jdbc:postgresql://127.0.0.1:1/sluis", own.owner(), own.app(), own.auditor());
        assertThatThrownBy(() -> open(nowhere, Clock.systemUTC()))
                .isInstanceOf(DatabaseUnfit.class)
                .hasMessageContaining("SLUIS_DB_URL");
    }

    @Test
    void aPasswordIsNeverShown() {
        assertThat(own.toString())
                .contains("sluis_app")
                .doesNotContain(own.app().password());
    }

    private static void assertUnfit(String named) {
        assertThatThrownBy(() -> open(own, Clock.systemUTC()))
                .isInstanceOf(DatabaseUnfit.class)
                .hasMessageContaining(named);
    }

    private static void open(Own where, Clock clock) {
        Database.open(new DatabaseSettings(where, 1, ZoneId.of("UTC"), clock)).close();
    }

    private static void superuser(String sql) {
        run("postgres", sql);
    }

    private static void inSluis(String sql) {
        run(Roles.DATABASE, sql);
    }

    private static void run(String database, String sql) {
        try (Connection connection = Connections.single(postgres.url(database), postgres.superuser())
                        .getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void restart(String options) throws IOException {
        stop(cluster);
        startWith(cluster, options);
    }

    private static void stop(Path directory) throws IOException {
        pg("pg_ctl", "stop", "-w", "-m", "fast", "-D", directory.toString());
    }

    private static void startWith(Path directory, String options) throws IOException {
        String port = own.url().replaceAll(".*:([0-9]+)/.*", "$1");
        String all = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= " + options;
        String log = directory.resolve("server.log").toString();
        pg("pg_ctl", "start", "-w", "-D", directory.toString(), "-l", log, "-o", all);
    }

    private static void pg(String program, String... arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(
                List.of(home.resolve("bin").resolve(program).toString()));
        command.addAll(List.of(arguments));
        Account.Ended ended = account.run(home, command);
        assertThat(ended.code()).as(ended.said()).isZero();
    }
}
