package org.sluis.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sluis.database.DatabaseSettings.Own;

/**
 * The PostgreSQL that comes with Sluis, in {@code <data>/postgres}. It listens on 127.0.0.1 only, asks every login for
 * its password (SCRAM-SHA-256), keeps checksums, and always syncs what it commits. A server that outlived the process
 * that started it is used again; the last process to close it stops it.
 */
final class BundledPostgres implements AutoCloseable {
    private static final int CONNECT_ATTEMPTS = 600;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Cluster cluster;
    private final Passwords passwords;
    private final ServerLock lock;
    private final int port;
    private final boolean adopted;

    private BundledPostgres(Cluster cluster, ServerLock lock) throws IOException, SQLException {
        this.cluster = cluster;
        this.lock = lock;
        this.passwords = Passwords.kept(cluster.folder().resolve("passwords"), !Files.exists(cluster.directory()));
        Optional<PidFile> running = PidFile.running(cluster.directory());
        this.adopted = running.isPresent();
        this.port = adopted ? running.get().port() : cluster.start(superuser());
        try (Connection superuser = connect()) {
            Roles.ensure(superuser, passwords);
        }
    }

    /**
     * Starts it, or uses the one that runs, and makes the roles and the database that are missing.
     *
     * @throws DatabaseUnfit when it cannot be started; the message says why and what to do
     */
    static BundledPostgres start(Path data) {
        try {
            Path folder =
                    Files.createDirectories(data.toAbsolutePath().normalize().resolve("postgres"));
            ServerLock lock = ServerLock.on(folder.resolve("lock"));
            try (FileLock alone = lock.alone()) {
                lock.use();
                return new BundledPostgres(new Cluster(folder, Binaries.unpacked(folder)), lock);
            } catch (IOException | SQLException | RuntimeException | Error failure) {
                lock.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("the bundled PostgreSQL cannot be started in " + data, failure);
        } catch (SQLException failure) {
            throw SqlFailed.of(failure);
        }
    }

    /** A server that is still recovering lets nobody in yet: wait while its process lives. */
    private Connection connect() throws SQLException, IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return Connections.single(url("postgres"), superuser()).getConnection();
            } catch (SQLException refused) {
                String state = String.valueOf(refused.getSQLState());
                if (state.startsWith("28")) {
                    throw new DatabaseUnfit(
                            "the PostgreSQL on port " + port + " does not know the passwords in " + cluster.folder(),
                            "Put the file passwords back from your backup, or stop the other server on that port.");
                }
                if (attempt == CONNECT_ATTEMPTS
                        || PidFile.running(cluster.directory()).isEmpty()) {
                    throw new DatabaseUnfit(
                            "the PostgreSQL in " + cluster.directory() + " does not answer (SQLSTATE " + state + ")",
                            "Look at " + cluster.log() + ", stop its process, and start again.");
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    String url(String database) {
        return "jdbc:postgresql://" + Cluster.LOOPBACK + ":" + port + "/" + database;
    }

    Login superuser() {
        return passwords.of(Roles.SUPERUSER);
    }

    /** The database {@code sluis} and its three logins. */
    Own sluis() {
        return own(Roles.DATABASE);
    }

    Own own(String database) {
        return new Own(url(database), passwords.of(Roles.OWNER), passwords.of(Roles.APP), passwords.of(Roles.AUDITOR));
    }

    /** True when it ran already. */
    boolean adopted() {
        return adopted;
    }

    /** Stops the server unless another process uses it. */
    @Override
    public void close() {
        try (lock;
                FileLock alone = lock.alone()) {
            if (lock.wasLast()) {
                cluster.stop();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "the bundled PostgreSQL in " + cluster.folder() + " cannot be stopped", failure);
        }
    }
}
