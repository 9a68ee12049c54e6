package org.sluis.database;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What several pieces of work want to write in one transaction, gathered so that statements with the same SQL go to PostgreSQL
 * together: in one round trip, and in the order in which their SQL was first asked for. Each piece must therefore ask for its
 * statements in the same order as others of its kind, and read nothing that waits here.
 */
public final class Writes {
    private final Connection connection;
    private final Map<String, List<Row>> waiting = new LinkedHashMap<>();

    private record Row(
            @Nullable Supplier<? extends RuntimeException> unchanged,
            @Nullable Object[] parameters) {}

    /** @param connection in a transaction */
    public Writes(Connection connection) {
        this.connection = connection;
    }

    /** Runs at once what the work asks for. Fails as {@link #run} does. */
    public static void now(Connection connection, Consumer<Writes> work) {
        Writes writes = new Writes(connection);
        work.accept(writes);
        writes.run();
    }

    /** What the rows are written on; whoever writes on it does so before anything that waits here. */
    public Connection connection() {
        return connection;
    }

    /** A statement that may change any number of rows. Parameters are those of {@link Rows}. */
    public void add(String sql, @Nullable Object... parameters) {
        add(null, sql, parameters);
    }

    /** A statement that must change a row. @param unchanged what is thrown where it changes none */
    public void must(Supplier<? extends RuntimeException> unchanged, String sql, @Nullable Object... parameters) {
        add(unchanged, sql, parameters);
    }

    private void add(
            @Nullable Supplier<? extends RuntimeException> unchanged, String sql, @Nullable Object[] parameters) {
        waiting.computeIfAbsent(sql, first -> new ArrayList<>()).add(new Row(unchanged, parameters));
    }

    /** Runs what waits. @throws SqlFailed and {@link DatabaseUnavailable}, or what was to be thrown where nothing changed */
    public void run() {
        Map<String, List<Row>> now = new LinkedHashMap<>(waiting);
        waiting.clear();
        now.forEach((sql, rows) -> {
            int[] changed = Rows.updates(
                    connection, sql, rows.stream().map(Row::parameters).toList());
            for (int i = 0; i < changed.length; i++) {
                Supplier<? extends RuntimeException> unchanged = rows.get(i).unchanged();
                if (changed[i] == 0 && unchanged != null) {
                    throw unchanged.get();
                }
            }
        });
    }
}
