package org.sluis.chaos;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.sluis.client.Trouble;
import org.sluis.database.Database;
import org.sluis.database.DatabaseSettings;
import org.sluis.database.Rows;

/** The PostgreSQL of the storm, the one that comes with Sluis: opened, ended by any means, opened again on its port. */
final class Server implements AutoCloseable {
    private static final int CONNECTIONS = 4;
    private static final int END_SECONDS = 120;

    private final Path data;
    private final Clock clock;
    private Database database;

    /** @param data the folder that it is kept in, in the folder {@code postgres} */
    Server(Path data, Clock clock) {
        this.data = data;
        this.clock = clock;
        this.database = open(data, clock);
    }

    private static Database open(Path data, Clock clock) {
        return Database.open(
                new DatabaseSettings(new DatabaseSettings.Bundled(data), CONNECTIONS, ZoneId.of("UTC"), clock));
    }

    /** Stops one that outlived its storm. */
    static void stopLeftOver(Path data, Clock clock) {
        if (Files.exists(pidFile(data))) {
            open(data, clock).close();
        }
    }

    private static Path pidFile(Path data) {
        return data.resolve("postgres/cluster/postmaster.pid");
    }

    Database database() {
        return database;
    }

    int port() {
        return URI.create(database.own().url().substring("jdbc:".length())).getPort();
    }

    /** As a node is told where it is. @param wired the port of the wire that leads there; its own where there is none */
    Map<String, String> told(int wired) {
        var own = database.own();
        Map<String, String> environment = new HashMap<>();
        environment.put("SLUIS_DB_URL", own.url().replaceFirst(":[0-9]+/", ":" + wired + "/"));
        environment.put("SLUIS_DB_OWNER_USER", own.owner().user());
        environment.put("SLUIS_DB_OWNER_PASSWORD", own.owner().password());
        environment.put("SLUIS_DB_APP_USER", own.app().user());
        environment.put("SLUIS_DB_APP_PASSWORD", own.app().password());
        environment.put("SLUIS_DB_AUDITOR_USER", own.auditor().user());
        environment.put("SLUIS_DB_AUDITOR_PASSWORD", own.auditor().password());
        return environment;
    }

    /** Ends it by this signal, and waits until it has. */
    void end(String signal) throws IOException, InterruptedException {
        long pid = Long.parseLong(Files.readAllLines(pidFile(data)).get(0).strip());
        Signal.send(signal, pid);
        if (!Pause.until(END_SECONDS, () -> ProcessHandle.of(pid).isEmpty())) {
            throw new Trouble("PostgreSQL does not end", "Its process is " + pid + ".");
        }
    }

    /** Ends one backend of a node with -9: PostgreSQL then ends all others and recovers. */
    void killBackend() throws IOException, InterruptedException {
        Signal.send(
                "KILL",
                database.transactions()
                        .across(connection -> Rows.query(
                                connection,
                                "SELECT pid FROM pg_stat_activity WHERE usename = current_user"
                                        + " AND pid <> pg_backend_pid() ORDER BY pid",
                                row -> row.getLong(1)))
                        .get(0));
    }

    /** Stops it where it still runs, and starts it after a while. Gives the moment until which it was surely away. */
    long restart(int secondsBetween) {
        database.close();
        Pause.millis(1000L * secondsBetween);
        long away = System.nanoTime();
        database = open(data, clock);
        return away;
    }

    @Override
    public void close() {
        database.close();
    }
}
