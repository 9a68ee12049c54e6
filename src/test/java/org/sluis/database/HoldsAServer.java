package org.sluis.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;

/** A process of its own that starts the bundled server, commits a row, says so, and waits to be killed. */
final class HoldsAServer {
    private HoldsAServer() {}

    public static void main(String[] args) throws Exception {
        BundledPostgres server = BundledPostgres.start(Path.of(args[0]));
        try (Connection connection = Connections.single(server.url("postgres"), server.superuser())
                        .getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS kept (run text)");
            statement.execute("INSERT INTO kept VALUES ('" + args[1] + "')");
        }
        System.out.println("committed");
        System.in.read();
    }
}
