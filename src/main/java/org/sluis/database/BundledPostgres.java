package org.sluis.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
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
    private static final String LOOPBACK = "127.0.0.1";
    private static final int START_ATTEMPTS = 40;
    private static final int CONNECT_ATTEMPTS = 600;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Fixed on the command line, so that neither postgresql.conf nor ALTER SYSTEM can undo them. An error's text may quote a row: the server's log does not hold it. */
    private static final List<String> PINNED = List.of(
            "listen_addresses=" + LOOPBACK,
            "unix_socket_directories=",
            "fsync=on",
            "full_page_writes=on",
            "synchronous_commit=on",
            "log_min_messages=log",
            "log_min_error_statement=panic",
            "log_error_verbosity=terse",
            "log_statement=none",
            "log_min_duration_statement=-1",
            "log_checkpoints=off",
            "timezone=UTC",
            "log_timezone=UTC");

    private final Path folder;
    private final Path home;
    private final Path cluster;
    private final Passwords passwords;
    private final ServerLock lock;
    private int port;
    private boolean adopted;

    private BundledPostgres(Path folder, Path home, ServerLock lock) throws IOException {
        this.folder = folder;
        this.home = home;
        this.cluster = folder.resolve("cluster");
        this.passwords = Passwords.kept(folder.resolve("passwords"), !Files.exists(cluster));
        this.lock = lock;
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
                BundledPostgres server = new BundledPostgres(folder, Binaries.unpacked(folder), lock);
                server.adoptOrStart();
                return server;
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

    private void adoptOrStart() throws IOException, SQLException {
        Optional<PidFile> running = PidFile.running(cluster);
        if (running.isPresent()) {
            port = running.get().port();
            adopted = true;
        } else {
            Account account = Account.choose(home, cluster);
            initialise(account);
            launch(account);
        }
        try (Connection superuser = connect()) {
            Roles.ensure(superuser, passwords);
        }
    }

    private void initialise(Account account) throws IOException {
        if (Files.exists(cluster)) {
            String major = Files.readString(cluster.resolve("PG_VERSION")).strip();
            if (!home.getFileName().toString().startsWith(major + ".")) {
                throw new DatabaseUnfit(
                        cluster + " was written by PostgreSQL " + major + ", this one is " + home.getFileName(),
                        "Dump it with the older Sluis and load it with this one (docs/operations.md).");
            }
            account.own(cluster);
            return;
        }
        Path fresh = folder.resolve("cluster.new");
        if (Files.exists(fresh)) {
            Binaries.removeTree(fresh);
        }
        Files.createDirectory(
                fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path secret = Files.createTempFile(folder, "initdb-", "");
        try {
            Files.writeString(secret, passwords.of(Roles.SUPERUSER).password());
            account.own(secret);
            account.own(fresh);
            succeed(
                    account,
                    List.of(
                            program("initdb"),
                            "-D",
                            fresh.toString(),
                            "--username=" + Roles.SUPERUSER,
                            "--pwfile=" + secret,
                            "--auth=scram-sha-256",
                            "--data-checksums",
                            "--encoding=UTF8",
                            "--locale=C"));
        } finally {
            Files.delete(secret);
        }
        Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A killed server's last backends may take a moment to notice; a remembered port may have been taken. Both pass. */
    private void launch(Account account) throws IOException {
        port = rememberedPort();
        Account.Ended ended = new Account.Ended(1, "");
        for (int attempt = 0; attempt < START_ATTEMPTS && ended.code() != 0; attempt++) {
            Files.deleteIfExists(log());
            ended = account.run(home, startCommand());
            String log = Files.isReadable(log()) ? Files.readString(log()) : "";
            if (ended.code() != 0 && log.contains("could not create any TCP/IP sockets")) {
                port = freePort();
            } else if (ended.code() != 0 && log.contains("is still in use")) {
                LockSupport.parkNanos(PAUSE_NANOS);
            } else if (ended.code() != 0) {
                throw new DatabaseUnfit(
                        "the bundled PostgreSQL does not start", "It said:\n" + ended.said() + "\n" + log);
            }
        }
        if (ended.code() != 0) {
            throw new DatabaseUnfit("the bundled PostgreSQL does not start", "See " + log());
        }
        Files.writeString(folder.resolve("port"), Integer.toString(port));
    }

    private List<String> startCommand() {
        StringBuilder options = new StringBuilder("-p " + port);
        PINNED.forEach(setting -> options.append(" -c ").append(setting));
        return List.of(
                program("pg_ctl"),
                "start",
                "-w",
                "-t",
                "120",
                "-s",
                "-D",
                cluster.toString(),
                "-l",
                log().toString(),
                "-o",
                options.toString());
    }

    /** A server that is still recovering lets nobody in yet: wait while its process lives. */
    private Connection connect() throws SQLException, IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return Connections.single(url("postgres"), passwords.of(Roles.SUPERUSER))
                        .getConnection();
            } catch (SQLException refused) {
                String state = String.valueOf(refused.getSQLState());
                if (state.startsWith("28")) {
                    throw new DatabaseUnfit(
                            "the PostgreSQL on port " + port + " does not know the passwords in " + folder,
                            "Put the file passwords back from your backup, or stop the other server on that port.");
                }
                if (attempt == CONNECT_ATTEMPTS || PidFile.running(cluster).isEmpty()) {
                    throw new DatabaseUnfit(
                            "the PostgreSQL in " + cluster + " does not answer (SQLSTATE " + state + ")",
                            "Look at " + log() + ", stop its process, and start again.");
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void succeed(Account account, List<String> command) throws IOException {
        Account.Ended ended = account.run(home, command);
        if (ended.code() != 0) {
            throw new DatabaseUnfit(command.get(0) + " failed", "It said:\n" + ended.said());
        }
    }

    private int rememberedPort() throws IOException {
        Path file = folder.resolve("port");
        return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : freePort();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    private String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private Path log() {
        return cluster.resolve("server.log");
    }

    String url(String database) {
        return "jdbc:postgresql://" + LOOPBACK + ":" + port + "/" + database;
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

    /** Stops the server (fast: open transactions are rolled back) unless another process uses it. */
    @Override
    public void close() {
        try (lock;
                FileLock alone = lock.alone()) {
            if (lock.wasLast() && PidFile.running(cluster).isPresent()) {
                succeed(
                        Account.choose(home, cluster),
                        List.of(
                                program("pg_ctl"),
                                "stop",
                                "-w",
                                "-t",
                                "60",
                                "-s",
                                "-m",
                                "fast",
                                "-D",
                                cluster.toString()));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("the bundled PostgreSQL in " + folder + " cannot be stopped", failure);
        }
    }
}
