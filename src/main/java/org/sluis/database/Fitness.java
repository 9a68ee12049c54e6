package org.sluis.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sluis.database.DatabaseSettings.Own;
import org.sluis.database.DatabaseUnfit.Finding;

/** What a database must be before Sluis writes to it. Asked on connections of the roles that will use it. */
final class Fitness {
    private static final Duration CLOCK_MAY_DIFFER = Duration.ofSeconds(5);
    private static final String ON = "on";

    private final List<Finding> findings = new ArrayList<>();

    private Fitness() {}

    static void demand(Connection owner, Connection app, Connection auditor, Clock clock) throws SQLException {
        Fitness fitness = new Fitness();
        fitness.server(app);
        fitness.clock(app, clock);
        fitness.role(owner, Roles.OWNER, true);
        fitness.role(app, Roles.APP, false);
        fitness.role(auditor, Roles.AUDITOR, false);
        if (!fitness.findings.isEmpty()) {
            throw new DatabaseUnfit(fitness.findings);
        }
    }

    static Connection connect(Own own, Login login) throws SQLException {
        try {
            return Connections.single(own.url(), login).getConnection();
        } catch (SQLException refused) {
            String state = String.valueOf(refused.getSQLState());
            if (state.startsWith("28") || state.startsWith("3D")) {
                throw new DatabaseUnfit(
                        "PostgreSQL lets " + login.user() + " not in (SQLSTATE " + state + ")",
                        "Check the password, or create what is missing as a superuser:\n" + Roles.SQL);
            }
            throw new DatabaseUnfit(
                    "PostgreSQL does not answer (SQLSTATE " + state + ")",
                    "Check that it runs and that SLUIS_DB_URL names its host, port and database.");
        }
    }

    private void server(Connection app) {
        String durable = "set it in postgresql.conf and restart PostgreSQL; without it a crash loses what was recorded";
        expect(app, "fsync", Set.of(ON), durable);
        expect(app, "full_page_writes", Set.of(ON), durable);
        expect(
                app,
                "synchronous_commit",
                Set.of(ON, "local", "remote_write", "remote_apply"),
                "set it to on, for the server and for the role");
        expect(app, "data_checksums", Set.of(ON), "stop PostgreSQL, run pg_checksums --enable, start it");
        expect(
                app,
                "server_encoding",
                Set.of("UTF8"),
                "create the database again: " + Roles.createDatabase(Roles.DATABASE));
        expect(
                app,
                "transaction_isolation",
                Set.of("read committed"),
                "reset default_transaction_isolation for server, database and role");
    }

    private void expect(Connection connection, String setting, Set<String> allowed, String remedy) {
        String value = first(connection, "SELECT current_setting(?)", setting);
        if (!allowed.contains(value)) {
            findings.add(new Finding(setting, value, remedy));
        }
    }

    private void clock(Connection app, Clock clock) {
        Instant before = clock.instant();
        Instant there = Rows.query(app, "SELECT clock_timestamp() AS now", row -> Rows.instant(row, "now"))
                .get(0);
        Instant after = clock.instant();
        if (there.isBefore(before.minus(CLOCK_MAY_DIFFER)) || there.isAfter(after.plus(CLOCK_MAY_DIFFER))) {
            findings.add(new Finding(
                    "the database's clock",
                    Duration.between(before, there).toSeconds() + " s from this machine's",
                    "synchronise both (NTP); they may differ " + CLOCK_MAY_DIFFER.toSeconds() + " s"));
        }
    }

    private void role(Connection connection, String role, boolean owner) {
        String user = first(connection, "SELECT session_user");
        if (first(connection, "SELECT count(*) FROM pg_roles WHERE rolname = ?", role)
                .equals("0")) {
            findings.add(new Finding("role " + role, "missing", "create it as a superuser:\n" + Roles.SQL));
            return;
        }
        if (!first(connection, "SELECT pg_has_role(session_user, ?, 'MEMBER')", role)
                .equals("t")) {
            findings.add(new Finding("login " + user, "not a member of " + role, "GRANT " + role + " TO " + user));
        }
        String mighty = first(connection, """
                SELECT coalesce(string_agg(rolname, ', '), '') FROM pg_roles
                WHERE (rolsuper OR rolbypassrls) AND pg_has_role(session_user, oid, 'MEMBER')""");
        if (!mighty.isEmpty()) {
            findings.add(new Finding(
                    "login " + user,
                    "able to act past row-level security as " + mighty,
                    "ALTER ROLE … NOSUPERUSER NOBYPASSRLS, and revoke such memberships"));
        } else if (!owner) {
            ownsNothing(connection, user);
        }
    }

    private void ownsNothing(Connection connection, String user) {
        String owned = first(connection, """
                SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname !~ '^(pg_|information_schema$)'
                AND pg_has_role(session_user, c.relowner, 'MEMBER')""");
        boolean mayOwn = first(connection, "SELECT pg_has_role(session_user, ?, 'MEMBER')", Roles.OWNER)
                .equals("t");
        if (mayOwn || !owned.equals("0")) {
            findings.add(new Finding(
                    "login " + user,
                    "owner of " + owned + " tables",
                    "make it no member of " + Roles.OWNER + ", and give the tables to that role"));
        }
    }

    private static String first(Connection connection, String sql, Object... parameters) {
        return Rows.query(connection, sql, row -> String.valueOf(row.getString(1)), parameters)
                .get(0);
    }
}
