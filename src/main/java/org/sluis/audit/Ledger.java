package org.sluis.audit;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.canonical.Ids;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.DatabaseUnavailable;
import org.sluis.database.Transactions;
import org.sluis.database.Writes;
import org.sluis.keys.KeyFolder;
import org.sluis.vault.EpochGate;

/**
 * The one writer of the log. What is not in the log did not happen: every change of the business runs inside a unit, and
 * a unit that records no event is rolled back.
 */
public final class Ledger implements AutoCloseable {
    /** The tenant whose entries they are when nobody has said who they are; no controller. */
    public static final String NOBODY = "gateway";

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private final Transactions transactions;
    private final KeyFolder keys;
    private final Ids ids;
    private final GroupCommit group;
    private volatile Recorded told = Recorded.NOBODY;
    private volatile boolean stopped;
    private volatile boolean lagging;
    private volatile boolean clockApart;

    private Ledger(Transactions transactions, KeyFolder keys, Ids ids) {
        this.transactions = transactions;
        this.keys = keys;
        this.ids = ids;
        this.group = new GroupCommit(transactions);
    }

    /** A ledger with its committer running. @param transactions of the application's role */
    public static Ledger open(Transactions transactions, KeyFolder keys, Ids ids) {
        Ledger ledger = new Ledger(transactions, keys, ids);
        ledger.group.start();
        return ledger;
    }

    /**
     * Group commit: units in flight at the same moment share one transaction. For units that wait for no lock another
     * transaction may hold (after 2 s such a unit fails). When one unit fails the batch is replayed without it, so
     * {@code write} may run twice; it never takes effect twice.
     *
     * @return after the commit, the receipt of the unit's event
     * @throws org.sluis.canonical.Refused LOG_UNAVAILABLE when the commit failed or its outcome is unknown, when 1024
     *     units wait already, or after 10 s; whatever the unit itself threw, unchanged, when only that unit failed
     */
    public AuditReceipt commit(Unit unit) {
        demandLog();
        long began = System.nanoTime();
        Event event = unit.event();
        AuditReceipt receipt = group.commit(Entry.of(event, ids, keys), unit);
        told.committed(Duration.ofNanos(System.nanoTime() - began));
        told.recorded(event.kind().code(), event.code("reason"));
        return receipt;
    }

    /** The same for an event that no row goes with. */
    public AuditReceipt commit(Event event) {
        return commit(() -> event);
    }

    /**
     * One transaction of its own, READ COMMITTED, for work that takes row locks (claims, withdrawals). Rolled back unless
     * the work recorded at least one event; what the work returned is returned either way.
     *
     * @throws org.sluis.canonical.Refused LOG_UNAVAILABLE when the database is away or the commit's outcome unknown;
     *     whatever the work itself threw, unchanged
     */
    public <T extends @Nullable Object> T alone(String tenant, Work<T> work) {
        demandLog();
        try {
            List<Event> events = new ArrayList<>();
            T done = transactions.within(tenant, connection -> {
                T result = work.run(new Recording(connection, events));
                if (events.isEmpty()) {
                    connection.rollback();
                } else {
                    EntryRows.demandSound(connection);
                }
                return result;
            });
            events.forEach(event -> told.recorded(event.kind().code(), event.code("reason")));
            return done;
        } catch (DatabaseUnavailable away) {
            throw new Refused(Reason.LOG_UNAVAILABLE);
        }
    }

    /**
     * The receipt of an entry that is in the log already, for a repeat of what led to it.
     *
     * @throws java.util.NoSuchElementException when this tenant has no such entry
     */
    public AuditReceipt receipt(Connection connection, String tenant, UUID entry) {
        return EntryRows.read(connection, tenant, entry).orElseThrow();
    }

    /** Nothing is recorded any more, and so nothing happens: the log was found changed. Only a new start ends it. */
    void stop(RuntimeException why) {
        stopped = true;
        LOG.error("nothing is accepted any more: {}", why.getMessage());
    }

    /** Nothing is recorded while what was recorded is not covered in time: told by {@link LagWatch}, which also ends it. */
    void lag(boolean lags) {
        lagging = lags;
    }

    /** Nothing is recorded while this machine tells another time than the database, and whoever watches that says so. */
    public void clockApart(boolean apart) {
        clockApart = apart;
    }

    /** Whether anything is recorded now, as far as anybody knows; while not, nothing is accepted or sent. */
    public boolean accepts() {
        return !stopped && !lagging && !clockApart;
    }

    private void demandLog() {
        if (!accepts()) {
            throw new Refused(Reason.LOG_UNAVAILABLE);
        }
    }

    /** How many shared transactions were committed since the start: fewer than the units, when callers are many. */
    public long commits() {
        return group.commits();
    }

    /** Refuses what still waits, and stops. */
    @Override
    public void close() {
        group.close();
    }

    /** Who is told from now on of what was committed. */
    public void whenRecorded(Recorded listener) {
        told = listener;
        group.told = nanos -> listener.shared(Duration.ofNanos(nanos));
    }

    /** Hears of what was committed, after it was; codes only. */
    public interface Recorded {
        /** Nobody. */
        Recorded NOBODY = new Recorded() {
            @Override
            public void recorded(String kind, String reason) {}

            @Override
            public void committed(Duration took) {}

            @Override
            public void shared(Duration took) {}
        };

        /** @param reason a code of the catalogue; empty where the entry has none */
        void recorded(String kind, String reason);

        /** @param took from the call of {@link Ledger#commit} on */
        void committed(Duration took);

        /** @param took from the begin of a transaction that units share to the end of its commit */
        void shared(Duration took);
    }

    /** One event and the rows that stand or fall with it. */
    @FunctionalInterface
    public interface Unit {
        /** Asked once. */
        Event event();

        /**
         * Says which rows to write, none unless it says so; the entry is there for their foreign keys. They are written together
         * with those of the other units of the transaction.
         */
        default void write(Writes writes, AuditReceipt receipt) {}
    }

    /** Work under locks. */
    public interface Work<T extends @Nullable Object> {
        T run(Session session);
    }

    /** A transaction that can record. */
    public interface Session {
        Connection connection();

        /** Writes the event into this transaction; the receipt is a promise that only the commit makes true. */
        default AuditReceipt record(Event event) {
            return record(List.of(event)).get(0);
        }

        /** The same for several events, written together. */
        List<AuditReceipt> record(List<Event> events);
    }

    private final class Recording implements Session {
        private final Connection connection;
        private final List<Event> recorded;

        Recording(Connection connection, List<Event> recorded) {
            this.connection = connection;
            this.recorded = recorded;
        }

        @Override
        public Connection connection() {
            return connection;
        }

        @Override
        public List<AuditReceipt> record(List<Event> events) {
            EpochGate.pass(connection);
            List<Entry> entries =
                    events.stream().map(event -> Entry.of(event, ids, keys)).toList();
            entries.stream()
                    .collect(Collectors.groupingBy(Entry::tenant))
                    .forEach((tenant, each) -> EntryRows.write(connection, tenant, each));
            recorded.addAll(events);
            return entries.stream().map(Entry::receipt).toList();
        }
    }
}
