package org.sluis.forgetting;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;

/**
 * Removes what is past its period of what makes an entry of the log personal: its salts, the way to it from a pupil, and the rows
 * beside it that name the pupil or hold what a decision saw. The entry stays. What still waits, is in force or is under a legal hold
 * stays too; the database decides that ({@code retention_due}), and removes ({@code apply_retention}).
 */
public final class Retention {
    private static final UUID FIRST = new UUID(0, 0);

    private final Transactions transactions;
    private final Ledger ledger;
    private final KeyFolder keys;
    private final Clock clock;
    private final RetentionLaw law;

    /** @param ledger where each batch is recorded, in the transaction that removes it */
    public Retention(Transactions transactions, Ledger ledger, KeyFolder keys, Clock clock, RetentionLaw law) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.keys = keys;
        this.clock = clock;
        this.law = law;
    }

    /** What is past its period and is still there. @param since when the first of them was past; null where there is none */
    public record Due(
            EventKind kind,
            RetentionLaw.Term term,
            long entries,
            @Nullable Instant since) {}

    private record Oldest(EventKind kind, long entries, Instant at) {}

    private record Gone(boolean entries, String name, long count, UUID last) {}

    /** @param last after which it goes on; null where nothing is left */
    private record Batch(long entries, @Nullable UUID last) {}

    /** How often at most the epochs turn for what was removed here alone. */
    Period complete() {
        return law.complete();
    }

    /** Each kind that has a period, in the order of the catalogue, of all controllers together. */
    public List<Due> due() {
        List<Oldest> found = new ArrayList<>();
        for (String tenant : tenants()) {
            byPeriod()
                    .forEach((period, kinds) -> found.addAll(
                            transactions.within(tenant, connection -> due(connection, tenant, period, kinds))));
        }
        return law.terms().entrySet().stream()
                .map(each -> due(each.getKey(), each.getValue(), found))
                .toList();
    }

    private static Due due(EventKind kind, RetentionLaw.Term term, List<Oldest> found) {
        List<Oldest> of = found.stream().filter(each -> each.kind() == kind).toList();
        return new Due(
                kind,
                term,
                of.stream().mapToLong(Oldest::entries).sum(),
                of.stream()
                        .map(each -> each.at()
                                .atOffset(ZoneOffset.UTC)
                                .plus(term.period())
                                .toInstant())
                        .min(Instant::compareTo)
                        .orElse(null));
    }

    private List<Oldest> due(Connection connection, String tenant, Period period, List<EventKind> kinds) {
        return Rows.query(
                connection,
                "SELECT kind, count(*) AS entries, min(at) AS at FROM retention_due(?, ?, ?, ?, NULL) GROUP BY kind",
                row -> new Oldest(
                        EventKind.valueOf(
                                row.getString("kind").replace('-', '_').toUpperCase(java.util.Locale.ROOT)),
                        row.getLong("entries"),
                        Rows.instant(row, "at")),
                tenant,
                codes(kinds),
                until(period),
                FIRST);
    }

    /**
     * Removes all that is past its period now, in batches, each on record. It may be broken off anywhere, and run on several nodes at
     * once: none takes what another is at.
     *
     * @param progress told how many entries were seen to so far
     * @return how many
     */
    public long apply(LongConsumer progress) {
        long done = 0;
        for (String tenant : tenants()) {
            done += apply(tenant, progress, done);
        }
        return done;
    }

    private long apply(String tenant, LongConsumer progress, long before) {
        long done = 0;
        for (Map.Entry<Period, List<EventKind>> each : byPeriod().entrySet()) {
            for (UUID next = FIRST; next != null; ) {
                UUID after = next;
                Batch batch =
                        ledger.alone(tenant, session -> batch(session, tenant, each.getKey(), each.getValue(), after));
                done += batch.entries();
                next = batch.last();
                progress.accept(before + done);
            }
        }
        return done;
    }

    private Batch batch(Ledger.Session session, String tenant, Period period, List<EventKind> kinds, UUID after) {
        Instant until = until(period);
        List<Gone> gone = Rows.query(
                session.connection(),
                "SELECT entries, name, gone, last FROM apply_retention(?, ?, ?, ?)",
                row -> new Gone(
                        row.getBoolean("entries"),
                        row.getString("name"),
                        row.getLong("gone"),
                        row.getObject("last", UUID.class)),
                tenant,
                codes(kinds),
                until,
                after);
        long entries =
                gone.stream().filter(Gone::entries).mapToLong(Gone::count).sum();
        if (entries > 0) {
            // Read after the rows are locked and gone: none of them can have come under a newer epoch.
            List<String> epochs = List.of(keys.currentEpoch("wrap"), keys.currentEpoch("index"));
            Event event = Event.of(EventKind.RETENTION_APPLIED, tenant, clock.instant())
                    .with("kinds", counted(gone, true))
                    .with("count", entries)
                    .with("rows", counted(gone, false))
                    .with("until", until)
                    .with("period", period)
                    .with("digest", law.digest())
                    .with("epochs", epochs);
            Rows.update(
                    session.connection(),
                    "INSERT INTO removal (tenant, event, wrap_epoch, index_epoch) VALUES (?, ?, ?, ?)",
                    tenant,
                    session.record(event).entry(),
                    epochs.get(0),
                    epochs.get(1));
        }
        return new Batch(entries, gone.isEmpty() ? null : gone.get(0).last());
    }

    private static List<String> counted(List<Gone> gone, boolean entries) {
        return gone.stream()
                .filter(each -> each.entries() == entries && each.count() > 0)
                .map(each -> each.name() + ":" + each.count())
                .toList();
    }

    /** The same, of each controller of which it was not done this day (UTC). One controller's trouble is not the next one's. */
    void daily() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        RuntimeException trouble = null;
        for (String tenant : tenants()) {
            try {
                if (!day(tenant).equals(Optional.of(today))) {
                    apply(tenant, done -> {}, 0);
                    transactions.within(
                            tenant,
                            connection -> Rows.update(
                                    connection,
                                    "INSERT INTO retention_day (tenant, day) VALUES (?, ?)"
                                            + " ON CONFLICT (tenant) DO UPDATE SET day = excluded.day",
                                    tenant,
                                    today));
                }
            } catch (RuntimeException failure) {
                trouble = failure;
            }
        }
        if (trouble != null) {
            throw trouble;
        }
    }

    private Optional<LocalDate> day(String tenant) {
        return transactions.within(
                tenant,
                connection -> Rows.one(
                        connection,
                        "SELECT day FROM retention_day WHERE tenant = ?",
                        row -> row.getObject(1, LocalDate.class),
                        tenant));
    }

    private Instant until(Period period) {
        return clock.instant().atOffset(ZoneOffset.UTC).minus(period).toInstant();
    }

    private Map<Period, List<EventKind>> byPeriod() {
        return law.terms().entrySet().stream()
                .collect(Collectors.groupingBy(
                        each -> each.getValue().period(), Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    }

    private static String[] codes(List<EventKind> kinds) {
        return kinds.stream().map(EventKind::code).toArray(String[]::new);
    }

    private List<String> tenants() {
        return transactions.across(
                connection -> Rows.query(connection, "SELECT id FROM tenant ORDER BY id", row -> row.getString(1)));
    }
}
