package org.sluis.audit.reading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sluis.canonical.PartyId;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;

/** Says how long a page takes in a log of so many entries, whose pupils have 150 entries each. Not a test. */
final class SearchSpeed {
    private static final String OWN = "waterlee-scholen";
    private static final Reader LINDE = new Reader(OWN, new PartyId("de-linde"));
    private static final Instant NOON = Instant.parse("2026-03-02T11:00:00Z");
    private static final Instant FIRST = NOON.minusSeconds(100_000_000);

    private SearchSpeed() {}

    public static void main(String... args) {
        int size = args.length > 0 ? Integer.parseInt(args[0]) : 3_000_000;
        try (Database database = Database.open(RealPostgres.fresh())) {
            Transactions transactions = database.transactions();
            transactions.across(connection -> Rows.update(
                    connection, "INSERT INTO tenant (id, name) VALUES (?, ?) ON CONFLICT DO NOTHING", OWN, OWN));
            RealPostgres.asOwner(database, Crowded.sql(OWN, size, NOON));
            RealPostgres.asOwner(
                    database,
                    "SET search_path = sluis; INSERT INTO audit_checkpoint (size, root, note, at) VALUES ("
                            + (size + 5000) + ", sha256(''), 'none', now())");
            List<UUID> pupils = transactions.within(
                    OWN,
                    connection -> Rows.query(
                            connection,
                            "SELECT subject FROM audit_erasable TABLESAMPLE SYSTEM (0.05) LIMIT 400",
                            row -> row.getObject(1, UUID.class)));
            for (int round = 0; round < 3; round++) {
                List<Long> micros = new ArrayList<>();
                for (UUID pupil : pupils) {
                    micros.add(time(transactions, new LogSearch(FIRST, NOON, pupil, null, Map.of()), 100));
                }
                told("by subject", size, micros);
            }
            List<Long> micros = new ArrayList<>();
            for (int i = 1; i <= 400; i++) {
                LogSearch search =
                        new LogSearch(FIRST, NOON, null, disclosure(transactions, i * (size / 1300)), Map.of());
                micros.add(time(transactions, search, 100));
            }
            told("by disclosure", size, micros);
            told(
                    "one page of a reason that is nowhere",
                    size,
                    List.of(time(transactions, new LogSearch(FIRST, NOON, null, null, Map.of("reason", "x")), 100)));
            told("one page of everything", size, List.of(time(transactions, LogSearch.between(FIRST, NOON), 100)));
        }
    }

    private static UUID disclosure(Transactions transactions, int number) {
        return transactions.across(connection -> Rows.query(
                        connection,
                        "SELECT md5(?::text)::uuid",
                        row -> row.getObject(1, UUID.class),
                        String.valueOf(number))
                .get(0));
    }

    private static long time(Transactions transactions, LogSearch search, int limit) {
        long began = System.nanoTime();
        transactions.within(OWN, connection -> LogEntries.page(connection, LINDE, search, null, limit));
        return (System.nanoTime() - began) / 1000;
    }

    private static void told(String what, int size, List<Long> micros) {
        List<Long> sorted = new ArrayList<>(micros);
        Collections.sort(sorted);
        System.out.printf(
                "%s, %,d entries: median %.1f ms, p99 %.1f ms, slowest %.1f ms%n",
                what,
                size,
                sorted.get(sorted.size() / 2) / 1000.0,
                sorted.get((int) (sorted.size() * 0.99)) / 1000.0,
                sorted.get(sorted.size() - 1) / 1000.0);
    }
}
