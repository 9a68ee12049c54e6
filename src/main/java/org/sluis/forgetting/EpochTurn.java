package org.sluis.forgetting;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.database.Rows;
import org.sluis.database.SqlFailed;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;
import org.sluis.vault.EpochGate;
import org.sluis.vault.Vault;

/**
 * Makes erasures, and what retention removed, complete: new epochs, every survivor wrapped and marked anew under them, and then,
 * on record first, the keys of the old ones destroyed. Whatever was copied of the database before is unreadable from then on, for everyone.
 *
 * <p>It may be broken off anywhere and begun again, and run on several nodes at once: each step looks at what is left.
 */
public final class EpochTurn {
    private static final int BATCH = 1000;
    private static final List<String> USES = List.of("wrap", "index");
    /** Longer than a lease: who took a row of the outbox before it was wrapped anew has opened it by then. */
    private static final int LEASE_SECONDS = 20;

    private final Transactions transactions;
    private final Ledger ledger;
    private final KeyFolder keys;
    private final MarkedRows marked;
    private final Clock clock;

    /** @param ledger where the end of each epoch is recorded */
    public EpochTurn(Transactions transactions, Ledger ledger, KeyFolder keys, Vault vault, Clock clock) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.keys = keys;
        this.marked = new MarkedRows(vault, keys);
        this.clock = clock;
    }

    /**
     * What is not complete yet.
     *
     * @param since the oldest erasure, by the database's clock
     * @param removals batches that retention removed
     * @param removedSince the oldest of them
     */
    public record Pending(long erasures, Instant since, long removals, Instant removedSince) {}

    /** @param anew how many rows were wrapped or marked anew @param destroyed the epochs whose keys are gone */
    public record Turned(long anew, List<String> destroyed) {}

    private record Erasure(boolean ofSubject, String wrap, String index, Instant at) {}

    /** What is to be completed; none where all is. */
    public Pending pending() {
        List<Erasure> open = transactions.across(this::open);
        return new Pending(count(open, true), oldest(open, true), count(open, false), oldest(open, false));
    }

    private static long count(List<Erasure> open, boolean ofSubject) {
        return open.stream().filter(each -> each.ofSubject() == ofSubject).count();
    }

    private static Instant oldest(List<Erasure> open, boolean ofSubject) {
        return open.stream()
                .filter(each -> each.ofSubject() == ofSubject)
                .map(Erasure::at)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    /**
     * Completes every erasure and removal there is.
     *
     * @param progress told how many rows were wrapped or marked anew so far
     */
    public Turned complete(LongConsumer progress) {
        begin();
        List<String> tenants = transactions.across(
                connection -> Rows.query(connection, "SELECT id FROM tenant ORDER BY id", row -> row.getString(1)));
        long anew = 0;
        for (String tenant : tenants) {
            for (WrappedRows each : WrappedRows.ALL) {
                anew += all(tenant, each.walk(keys, tenant, superseded("wrap"), BATCH), progress, anew);
            }
            anew += all(
                    tenant, connection -> marked.anew(connection, tenant, superseded("index"), BATCH), progress, anew);
        }
        List<String> destroyed = new ArrayList<>();
        if (superseded("wrap").length > 0) {
            awaitLeases();
        }
        for (String use : USES) {
            for (String epoch : superseded(use)) {
                if (tenants.stream().noneMatch(tenant -> anyLeft(tenant, epoch))) {
                    destroy(epoch);
                    destroyed.add(epoch);
                }
            }
        }
        return new Turned(anew, destroyed);
    }

    /** New epochs where something waits for the end of a current one; everybody who writes is out meanwhile. */
    private void begin() {
        if (transactions.across(this::open).isEmpty()) {
            return;
        }
        transactions.across(connection -> {
            EpochGate.close(connection);
            for (String use : USES) {
                String current = keys.currentEpoch(use);
                if (open(connection).stream()
                        .anyMatch(each -> (use.equals("wrap") ? each.wrap() : each.index()).equals(current))) {
                    keys.rotate(use);
                }
            }
            return true;
        });
    }

    private List<Erasure> open(Connection connection) {
        List<String> wraps = keys.epochs("wrap");
        List<String> indexes = keys.epochs("index");
        return Rows.query(
                connection,
                "SELECT * FROM (SELECT true AS of_subject, wrap_epoch, index_epoch, at FROM erasure"
                        + " UNION ALL SELECT false, wrap_epoch, index_epoch, at FROM removal) e"
                        + " WHERE wrap_epoch = ANY (?) OR index_epoch = ANY (?)",
                row -> new Erasure(row.getBoolean(1), row.getString(2), row.getString(3), Rows.instant(row, "at")),
                wraps.toArray(String[]::new),
                indexes.toArray(String[]::new));
    }

    private String[] superseded(String use) {
        List<String> epochs = keys.epochs(use);
        return epochs.subList(1, epochs.size()).toArray(String[]::new);
    }

    private long all(String tenant, Function<Connection, Integer> batch, LongConsumer progress, long before) {
        long done = 0;
        for (int more = BATCH; more > 0; ) {
            more = transactions.within(tenant, connection -> {
                EpochGate.pass(connection); // or an epoch might begin between wrapping a row and naming its epoch
                return batch.apply(connection);
            });
            done += more;
            progress.accept(before + done);
        }
        return done;
    }

    private boolean anyLeft(String tenant, String epoch) {
        return transactions.within(
                tenant,
                connection -> marked.anyLeft(connection, tenant, epoch)
                        || WrappedRows.ALL.stream().anyMatch(each -> each.anyLeft(connection, tenant, epoch)));
    }

    /** On record before it counts; where a crash came between, the record is there and the key goes now. */
    private void destroy(String epoch) {
        boolean recorded = transactions.within(Ledger.NOBODY, connection -> recorded(connection, epoch));
        if (!recorded) {
            try {
                ledger.alone(
                        Ledger.NOBODY,
                        session -> Rows.update(
                                session.connection(),
                                "INSERT INTO destroyed_epoch (tenant, epoch, event) VALUES (?, ?, ?)",
                                Ledger.NOBODY,
                                epoch,
                                session.record(Event.of(EventKind.EPOCH_DESTROYED, Ledger.NOBODY, clock.instant())
                                                .with("epoch", epoch))
                                        .entry()));
            } catch (SqlFailed another) {
                if (!another.duplicate()) {
                    throw another;
                }
            }
        }
        keys.destroyEpoch(epoch);
    }

    private static boolean recorded(Connection connection, String epoch) {
        return !Rows.query(
                        connection,
                        "SELECT 1 FROM destroyed_epoch WHERE tenant = ? AND epoch = ?",
                        row -> 1,
                        Ledger.NOBODY,
                        epoch)
                .isEmpty();
    }

    /** Waits for whoever holds a row of the outbox as it was wrapped before: as long as a lease lasts, at most. */
    private void awaitLeases() {
        long until = System.nanoTime() + LEASE_SECONDS * 1_000_000_000L;
        Instant now = transactions.across(
                connection -> Rows.query(connection, "SELECT clock_timestamp() AS now", row -> Rows.instant(row, "now"))
                        .get(0));
        while (System.nanoTime() < until && leasedBefore(now)) {
            LockSupport.parkNanos(50_000_000);
        }
    }

    private boolean leasedBefore(Instant now) {
        List<String> tenants = transactions.across(
                connection -> Rows.query(connection, "SELECT id FROM tenant", row -> row.getString(1)));
        return tenants.stream()
                .anyMatch(tenant -> transactions.within(tenant, connection -> !Rows.query(
                                connection,
                                "SELECT 1 FROM outbox WHERE tenant = ? AND open AND state = 'sending'"
                                        + " AND lease_until >= clock_timestamp() AND lease_until <"
                                        + " CAST(? AS timestamptz) + make_interval(secs => ?) LIMIT 1",
                                row -> 1,
                                tenant,
                                now,
                                LEASE_SECONDS)
                        .isEmpty()));
    }
}
