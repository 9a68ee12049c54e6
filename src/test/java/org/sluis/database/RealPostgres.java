package org.sluis.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.sluis.database.DatabaseSettings.Own;

/**
 * The real PostgreSQL for tests: {@code @ExtendWith(RealPostgres.class)} and a parameter of type {@link Database}, in a
 * constructor or a method. One server a JVM, one fresh migrated database a test class, closed after it. Sessions live in
 * Los Angeles, so that nothing passes by leaning on the zone.
 */
public final class RealPostgres implements BeforeAllCallback, ParameterResolver {
    public static final ZoneId SESSION_ZONE = ZoneId.of("America/Los_Angeles");

    private static final Namespace ROOM = Namespace.create(RealPostgres.class);
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int POOL = 10;
    private static final Path DATA = Path.of("target", "real-postgres");

    /** The server of this JVM and the migrated database that the others are copied from. */
    private static final class Server {
        static final BundledPostgres POSTGRES = BundledPostgres.start(DATA);
        static final String TEMPLATE = "template_" + ProcessHandle.current().pid();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(POSTGRES::close));
            removeLeftOvers();
            asSuperuser(Roles.createDatabase(TEMPLATE));
            Database.open(settings(POSTGRES.own(TEMPLATE))).close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        database(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Database.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return database(context);
    }

    private static Database database(ExtensionContext context) {
        ExtensionContext ofClass = context;
        while (ofClass.getTestMethod().isPresent()) {
            ofClass = ofClass.getParent().orElseThrow();
        }
        return ofClass.getStore(ROOM).getOrComputeIfAbsent("database", key -> Database.open(fresh()), Database.class);
    }

    /** Settings of a fresh migrated database, for a test that opens its own, or hands it to another process. */
    public static DatabaseSettings fresh() {
        Own own = Server.POSTGRES.own("test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet());
        String name = own.url().substring(own.url().lastIndexOf('/') + 1);
        asSuperuser("CREATE DATABASE " + name + " OWNER " + Roles.OWNER + " TEMPLATE " + Server.TEMPLATE);
        // A copy does not inherit who may connect to what it was copied from (V1__roles.sql).
        asSuperuser("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
        asSuperuser("GRANT CONNECT ON DATABASE " + name + " TO " + Roles.APP + ", " + Roles.AUDITOR);
        return settings(own);
    }

    private static DatabaseSettings settings(Own own) {
        return new DatabaseSettings(own, POOL, SESSION_ZONE, Clock.systemUTC());
    }

    /** Runs statements as the owner of the tables, for a table that only a test needs. */
    public static void asOwner(Database database, String sql) {
        Own own = database.own();
        try (Connection connection = Connections.single(own.url(), own.owner()).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Where the server keeps every database, its log and its journal, with all of it written out. */
    public static Path writtenOut() {
        asSuperuser("CHECKPOINT");
        return DATA.resolve("postgres/cluster");
    }

    /** Every row of every table, of all tenants, as text. */
    public static String rows(Database database) {
        StringBuilder all = new StringBuilder();
        try (Connection connection = Connections.single(database.own().url(), Server.POSTGRES.superuser())
                .getConnection()) {
            for (String table : Rows.query(
                    connection,
                    "SELECT tablename FROM pg_tables WHERE schemaname = 'sluis'",
                    row -> row.getString(1))) {
                Rows.query(connection, "SELECT t::text FROM sluis." + table + " t", row -> row.getString(1))
                        .forEach(
                                row -> all.append(table).append(' ').append(row).append('\n'));
            }
            return all.toString();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Runs one statement as the superuser in the database {@code postgres}. */
    static void asSuperuser(String sql) {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Connection superuser() throws SQLException {
        return Connections.single(Server.POSTGRES.url("postgres"), Server.POSTGRES.superuser())
                .getConnection();
    }

    /** Databases of test runs whose process is gone. */
    private static void removeLeftOvers() {
        try (Connection connection = superuser()) {
            for (String name : Rows.query(
                    connection,
                    "SELECT datname FROM pg_database WHERE datname ~ '^(test|template)_[0-9]+(_|$)'",
                    row -> row.getString(1))) {
                if (ProcessHandle.of(Long.parseLong(name.split("_")[1])).isEmpty()
                        || Long.parseLong(name.split("_")[1])
                                == ProcessHandle.current().pid()) {
                    asSuperuser("DROP DATABASE " + name + " WITH (FORCE)");
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
