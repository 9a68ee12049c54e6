package org.sluis.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.sluis.database.DatabaseSettings.Bundled;
import org.sluis.database.DatabaseSettings.Own;

/**
 * The database, fit and migrated. It was found fit before anything was written to it: {@link #open} refuses one that
 * could lose a committed row, let the application past row-level security, or tell a wrong time.
 */
public final class Database implements AutoCloseable {
    private static final int AUDITOR_POOL = 2;

    private final Own own;
    private final HikariDataSource app;
    private final HikariDataSource auditor;
    private final Runnable stopServer;

    private Database(Own own, DatabaseSettings settings, Runnable stopServer) {
        this.own = own;
        this.app = Connections.pool(own.url(), own.app(), settings.poolSize(), settings.sessionZone(), false);
        this.auditor = Connections.pool(own.url(), own.auditor(), AUDITOR_POOL, settings.sessionZone(), true);
        this.stopServer = stopServer;
    }

    /**
     * Starts or connects, checks, migrates as the owner, and opens the pools.
     *
     * @throws DatabaseUnfit naming everything that is wrong and what to do about it
     */
    public static Database open(DatabaseSettings settings) {
        if (settings.where() instanceof Bundled bundled) {
            BundledPostgres server = BundledPostgres.start(bundled.data());
            try {
                return open(server.sluis(), settings, server::close);
            } catch (RuntimeException | Error failure) {
                server.close();
                throw failure;
            }
        }
        return open((Own) settings.where(), settings, () -> {});
    }

    private static Database open(Own own, DatabaseSettings settings, Runnable stopServer) {
        try (Connection owner = Fitness.connect(own, own.owner());
                Connection app = Fitness.connect(own, own.app());
                Connection auditor = Fitness.connect(own, own.auditor())) {
            Fitness.demand(owner, app, auditor, settings.clock());
        } catch (SQLException failure) {
            throw SqlFailed.of(failure);
        }
        bringUpToDate(own);
        return new Database(own, settings, stopServer);
    }

    /** An older version does not work on what a newer one made: it would not know what that one forbids. */
    private static void bringUpToDate(Own own) {
        Flyway flyway = Flyway.configure(Database.class.getClassLoader())
                .dataSource(Connections.single(own.url(), own.owner()))
                .initSql("SET ROLE " + Roles.OWNER)
                .schemas(Connections.SCHEMA)
                .locations("classpath:db/migration")
                .cleanDisabled(true)
                .load();
        for (MigrationInfo applied : flyway.info().applied()) {
            if (applied.getState() == MigrationState.FUTURE_SUCCESS) {
                throw new DatabaseUnfit(
                        "the database was brought to step " + applied.getVersion() + " by a newer version of Sluis",
                        "Start that version, or restore the backup that was made before it.");
            }
        }
        flyway.migrate();
    }

    /** Pooled connections of the application's role: READ COMMITTED, no autocommit, search path {@code sluis}. */
    public DataSource app() {
        return app;
    }

    /** Pooled read-only connections of the auditor's role. */
    public DataSource auditor() {
        return auditor;
    }

    /** Transactions of the application's role. */
    public Transactions transactions() {
        return new Transactions(app);
    }

    /** Work of the owner of the tables, whom row-level security does not bind, in transactions that the work commits. */
    public void asOwner(OwnersWork work) {
        try (Connection owner = Connections.single(own.url(), own.owner()).getConnection()) {
            owner.setSchema(Connections.SCHEMA);
            owner.setAutoCommit(false);
            work.run(owner);
            owner.rollback();
        } catch (SQLException failure) {
            throw SqlFailed.of(failure);
        }
    }

    /** What only the owner of the tables may do: part of a migration that needs more than SQL. */
    @FunctionalInterface
    public interface OwnersWork {
        void run(Connection owner) throws SQLException;
    }

    /** Where this database is and who may log in, for another process that shall use the same one. */
    public Own own() {
        return own;
    }

    /** Closes the pools and, when no other process uses it, stops the bundled server. */
    @Override
    public void close() {
        auditor.close();
        app.close();
        stopServer.run();
    }
}
