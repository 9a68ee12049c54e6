package org.sluis.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.util.PasswordUtil;

/**
 * The three roles: the owner migrates and owns the tables, the application runs, the auditor reads the log. A login is
 * the role itself or a member of it.
 */
final class Roles {
    static final String SUPERUSER = "postgres";
    static final String OWNER = "sluis_owner";
    static final String APP = "sluis_app";
    static final String AUDITOR = "sluis_auditor";
    static final String DATABASE = "sluis";
    static final List<String> ALL = List.of(OWNER, APP, AUDITOR);
    static final Set<String> BUNDLED = Set.of(SUPERUSER, OWNER, APP, AUDITOR);

    /** Run as a superuser of an own server, in psql. */
    static final String SQL = ALL.stream()
                    .map(role -> "    " + create(role, "'…choose a password…'") + ";\n")
                    .collect(Collectors.joining())
            + "    " + createDatabase(DATABASE) + ";";

    private Roles() {}

    private static String create(String role, String password) {
        return "CREATE ROLE " + role + " LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD "
                + password;
    }

    static String createDatabase(String name) {
        return "CREATE DATABASE " + name + " OWNER " + OWNER + " ENCODING 'UTF8' LOCALE 'C' TEMPLATE template0";
    }

    /** Makes what is missing of the roles and of the database {@code sluis} in the bundled server. */
    static void ensure(Connection superuser, Passwords passwords) throws SQLException {
        List<String> present = Rows.query(superuser, "SELECT rolname FROM pg_roles", row -> row.getString(1));
        try (Statement statement = superuser.createStatement()) {
            for (String role : ALL) {
                if (!present.contains(role)) {
                    statement.execute(create(role, "'" + verifier(passwords.of(role)) + "'"));
                }
            }
            if (Rows.query(superuser, "SELECT 1 FROM pg_database WHERE datname = ?", row -> 1, DATABASE)
                    .isEmpty()) {
                statement.execute(createDatabase(DATABASE));
            }
        }
    }

    /** SCRAM verifier, computed here: the password itself never reaches the server. */
    private static String verifier(Login login) throws SQLException {
        return PasswordUtil.encodePassword(login.user(), login.password().toCharArray(), "scram-sha-256");
    }
}
