package org.sluis.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.sluis.canonical.Ids;

/**
 * What the log is measured against: the same bytes in a table with a primary key and nothing else, each row a transaction
 * of its own on a connection that the caller keeps. Nobody could tell afterwards that a row was changed or is gone.
 */
final class PlainInserts {
    private final LoggedPast beside;
    private final byte[] entry;
    private final Ids ids = Ids.random();

    /** In the same PostgreSQL as this log. @param entry the bytes of a row */
    PlainInserts(LoggedPast beside, byte[] entry) throws SQLException {
        this.beside = beside;
        this.entry = entry.clone();
        try (Connection owner = beside.owner();
                Statement statement = owner.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS plain");
            statement.execute("CREATE TABLE plain (id uuid PRIMARY KEY, body bytea NOT NULL)");
            statement.execute("GRANT INSERT ON plain TO sluis_app");
        }
    }

    /** Rows a second of so many callers. */
    double round(int callers, int seconds) throws InterruptedException {
        long began = System.nanoTime();
        long until = began + seconds * 1_000_000_000L;
        List<Long> rows = Workers.each(callers, caller -> {
            try (Connection connection = beside.database().app().getConnection();
                    PreparedStatement insert = connection.prepareStatement("INSERT INTO plain VALUES (?, ?)")) {
                long done = 0;
                for (; System.nanoTime() < until; done++) {
                    UUID id = ids.next();
                    insert.setObject(1, id);
                    insert.setBytes(2, entry);
                    insert.executeUpdate();
                    connection.commit();
                }
                return done;
            }
        });
        return rows.stream().mapToLong(each -> each).sum() / ((System.nanoTime() - began) / 1e9);
    }
}
