package org.sluis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.postgresql.ds.PGSimpleDataSource;
import org.sluis.audit.AuditReceipt;
import org.sluis.audit.Event;
import org.sluis.audit.Ledger;
import org.sluis.audit.LogExport;
import org.sluis.audit.Sequencer;
import org.sluis.audit.reading.LogEntries;
import org.sluis.canonical.Ids;
import org.sluis.database.Database;
import org.sluis.database.DatabaseSettings;
import org.sluis.database.Rows;
import org.sluis.keys.KeyFolder;

/** A log of so many entries, on a PostgreSQL of its own, with ledger and sequencer at work as in the gateway. */
final class LoggedPast implements AutoCloseable {
    private static final String ORIGIN = "sluis.example/bench";
    private static final int FILLERS = 2;
    private static final int BATCH = 1000;
    private static final long PAUSE_MILLIS = 200;
    /** Connections besides those of the callers: ledger, sequencer, and who asks. */
    private static final int SPARE = 8;

    private final Happened happened;
    private final Path folder;
    private final Database database;
    private final KeyFolder keys;
    private final Clock clock;
    private final Ledger ledger;
    private final Sequencer sequencer;

    private LoggedPast(Happened happened, Path folder, Database database, Clock clock) {
        this.happened = happened;
        this.folder = folder;
        this.database = database;
        this.clock = clock;
        this.keys = KeyFolder.open(folder.resolve("keys"), Ids.random());
        this.ledger = Ledger.open(database.transactions(), keys, Ids.random());
        this.sequencer = new Sequencer(database.transactions(), keys, clock, checkpoints(), ORIGIN);
    }

    /**
     * Opens the log in a folder named for its size, and records what is not there yet.
     *
     * @throws IllegalStateException where PostgreSQL does not wait for its disk
     */
    static LoggedPast open(Path data, long entries, int callers, Clock clock, Consumer<String> say)
            throws IOException, SQLException, InterruptedException {
        Path folder = Files.createDirectories(data.resolve("log-" + entries));
        Database database = Database.open(
                new DatabaseSettings(new DatabaseSettings.Bundled(folder), callers + SPARE, ZoneId.of("UTC"), clock));
        try {
            demandFsync(database);
            LoggedPast past = new LoggedPast(new Happened(entries), folder, database, clock);
            past.fill(say);
            return past;
        } catch (SQLException | InterruptedException | RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    private static void demandFsync(Database database) {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            String value = database.transactions().across(connection -> Rows.query(
                            connection, "SELECT current_setting(?)", row -> row.getString(1), setting)
                    .get(0));
            if (!value.equals("on")) {
                throw new IllegalStateException(setting + " is " + value + ": nothing is measured without it");
            }
        }
    }

    private void fill(Consumer<String> say) throws SQLException, InterruptedException {
        database.transactions()
                .across(connection -> Rows.update(
                        connection,
                        "INSERT INTO tenant (id, name) VALUES (?, 'A school board that does not exist') ON CONFLICT DO NOTHING",
                        Happened.TENANT));
        say.accept(folder + ": computing the tree of what is there");
        sequencer.start();
        long there = size();
        long missing = happened.entries() - there;
        if (missing <= 0) {
            say.accept(count(there) + " entries are there already, in " + folder);
            return;
        }
        say.accept("recording " + count(missing) + " entries in " + folder);
        long began = System.nanoTime();
        AtomicLong next = new AtomicLong(there);
        AtomicLong told = new AtomicLong(there);
        Workers.each(FILLERS, worker -> {
            for (long from = next.getAndAdd(BATCH); from < happened.entries(); from = next.getAndAdd(BATCH)) {
                long until = Math.min(from + BATCH, happened.entries());
                List<Event> events =
                        LongStream.range(from, until).mapToObj(happened::of).toList();
                ledger.alone(Happened.TENANT, session -> session.record(events));
                long last = told.get();
                if (until / (missing / 20 + 1) > last / (missing / 20 + 1) && told.compareAndSet(last, until)) {
                    say.accept(String.format(
                            Locale.ROOT,
                            "  %s recorded, %s with a place, %d s",
                            count(until),
                            count(size()),
                            (System.nanoTime() - began) / 1_000_000_000));
                }
            }
            return worker;
        });
        covered(happened.entries());
        say.accept("  vacuum and statistics");
        settle();
    }

    /** Waits until a checkpoint covers so many. */
    private void covered(long entries) throws InterruptedException {
        while (size() < entries) {
            if (!sequencer.running()) {
                throw new IllegalStateException("the sequencer stopped");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private void settle() throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            statement.execute("VACUUM (ANALYZE) audit_event, audit_sequence, audit_erasable");
        }
    }

    /** A connection of who owns the tables. */
    Connection owner() throws SQLException {
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(database.own().url());
        owner.setUser(database.own().owner().user());
        owner.setPassword(database.own().owner().password());
        owner.setCurrentSchema("sluis");
        return owner.getConnection();
    }

    Database database() {
        return database;
    }

    Happened happened() {
        return happened;
    }

    /** How many entries the newest checkpoint covers. */
    long size() {
        return database.transactions().across(LogEntries::size);
    }

    /** Where the checkpoints outside the database are. */
    Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    /** Records the release of that number now, as a caller of the gateway does. */
    AuditReceipt release(long number) {
        return ledger.commit(happened.released(number, clock.instant()));
    }

    /** The bytes of a release, as they are in the log. */
    byte[] anEntry() {
        AuditReceipt receipt = release(0);
        return database.transactions().within(Happened.TENANT, connection -> Rows.query(
                        connection,
                        "SELECT body FROM audit_event WHERE id = ?",
                        row -> row.getBytes(1),
                        receipt.entry())
                .get(0));
    }

    /** Everything that the newest checkpoint covers, as files. */
    void export(Path into) {
        new LogExport(database.auditor(), keys, ORIGIN).write(into);
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    @Override
    public void close() {
        sequencer.close();
        ledger.close();
        database.close();
    }
}
