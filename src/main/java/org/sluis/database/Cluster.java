package org.sluis.database;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * PostgreSQL's data directory {@code <folder>/cluster} and the programs that make, start and stop it. The caller holds
 * the lock of the folder.
 */
record Cluster(Path folder, Path home) {
    static final String LOOPBACK = "127.0.0.1";
    private static final int START_ATTEMPTS = 40;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String SECRET = "initdb-";

    /**
     * Fixed on the command line, so that neither postgresql.conf nor ALTER SYSTEM can undo them. An error's text may quote
     * a row: the server's log does not hold it.
     */
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

    Path directory() {
        return folder.resolve("cluster");
    }

    Path log() {
        return directory().resolve("server.log");
    }

    /** Makes the directory when there is none, whole or not at all, and starts the server; gives its port. */
    int start(Login superuser) throws IOException {
        Account account = Account.choose(home, directory());
        if (Files.exists(directory())) {
            demandSameMajor();
            account.own(directory());
        } else {
            make(account, superuser);
        }
        return launch(account);
    }

    /** Rolls back open transactions and ends; does nothing when no server runs. */
    void stop() throws IOException {
        if (PidFile.running(directory()).isPresent()) {
            succeed(
                    Account.choose(home, directory()),
                    program(
                            "pg_ctl",
                            "stop",
                            "-w",
                            "-t",
                            "60",
                            "-s",
                            "-m",
                            "fast",
                            "-D",
                            directory().toString()));
        }
    }

    private void demandSameMajor() throws IOException {
        String major = Files.readString(directory().resolve("PG_VERSION")).strip();
        if (!home.getFileName().toString().startsWith(major + ".")) {
            throw new DatabaseUnfit(
                    directory() + " was written by PostgreSQL " + major + ", this one is " + home.getFileName(),
                    "Dump it with the Sluis that wrote it and load the dump with this one.");
        }
    }

    private void make(Account account, Login superuser) throws IOException {
        removeLeftOvers();
        Path fresh = Files.createDirectory(
                folder.resolve("cluster.new"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path secret = Files.createTempFile(folder, SECRET, "");
        try {
            Files.writeString(secret, superuser.password());
            account.own(secret);
            account.own(fresh);
            succeed(
                    account,
                    program(
                            "initdb",
                            "-D",
                            fresh.toString(),
                            "--username=" + superuser.user(),
                            "--pwfile=" + secret,
                            "--auth=scram-sha-256",
                            "--data-checksums",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--set=shared_buffers=" + memory() + "MB"));
        } finally {
            Files.delete(secret);
        }
        Files.move(fresh, directory(), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * A quarter of this machine's, in MB, as PostgreSQL's manual advises (section 19.4); with its own default of 128 MB a
     * register of a million comes from the disk. Written once, so that postgresql.conf can say something else.
     */
    private static long memory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() >> 22;
    }

    /** What a first start that was killed has left. */
    private void removeLeftOvers() throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.toList()) {
                String name = child.getFileName().toString();
                if (name.equals("cluster.new") || name.startsWith(SECRET)) {
                    Binaries.removeTree(child);
                }
            }
        }
    }

    /** A killed server's last backends may take a moment to notice; a remembered port may have been taken. Both pass. */
    private int launch(Account account) throws IOException {
        int port = rememberedPort();
        for (int attempt = 1; ; attempt++) {
            Files.deleteIfExists(log());
            Account.Ended ended = account.run(home, startCommand(port));
            if (ended.code() == 0) {
                Files.writeString(folder.resolve("port"), Integer.toString(port));
                return port;
            }
            String log = Files.isReadable(log()) ? Files.readString(log()) : "";
            if (attempt < START_ATTEMPTS && log.contains("could not create any TCP/IP sockets")) {
                port = freePort();
            } else if (attempt < START_ATTEMPTS && log.contains("is still in use")) {
                LockSupport.parkNanos(PAUSE_NANOS);
            } else {
                throw new DatabaseUnfit(
                        "the bundled PostgreSQL in " + directory() + " does not start",
                        "Mend what it complains of and start again. It said:\n" + ended.said() + "\n" + log);
            }
        }
    }

    private List<String> startCommand(int port) {
        StringBuilder options = new StringBuilder("-p " + port);
        PINNED.forEach(setting -> options.append(" -c ").append(setting));
        String data = directory().toString();
        return program(
                "pg_ctl",
                "start",
                "-w",
                "-t",
                "120",
                "-s",
                "-D",
                data,
                "-l",
                log().toString(),
                "-o",
                options.toString());
    }

    private List<String> program(String name, String... arguments) {
        return Stream.concat(Stream.of(home.resolve("bin").resolve(name).toString()), Stream.of(arguments))
                .toList();
    }

    private void succeed(Account account, List<String> command) throws IOException {
        Account.Ended ended = account.run(home, command);
        if (ended.code() != 0) {
            throw new DatabaseUnfit(command.get(0) + " failed", "It said:\n" + ended.said());
        }
    }

    private int rememberedPort() throws IOException {
        Path file = folder.resolve("port");
        String port = Files.exists(file) ? Files.readString(file).strip() : "";
        return port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : freePort();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }
}
