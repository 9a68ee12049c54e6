package org.sluis.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.sluis.audit.AuditReceipt;
import org.sluis.database.Rows;

/**
 * Callers that have releases recorded, each the next as soon as it has the receipt. An entry counts when a signed
 * checkpoint outside the database covers it, and a round lasts until that is so of its last. How long one took begins
 * before its event is made, so with salts, commitments and the wait for others in its transaction, and ends when that
 * checkpoint is seen on disk.
 */
final class Releases {
    private final LoggedPast log;
    private final Covering covering;
    private final AtomicLong number;
    private final List<Double> millis = new ArrayList<>();

    private record Call(UUID entry, long began) {}

    Releases(LoggedPast log, Covering covering) {
        this.log = log;
        this.covering = covering;
        this.number = new AtomicLong(log.size());
    }

    /** Entries a second, covered. */
    double round(int callers, int seconds) throws InterruptedException {
        long before = log.size();
        long began = System.nanoTime();
        long until = began + seconds * 1_000_000_000L;
        List<Call> calls = new ArrayList<>();
        Workers.each(callers, caller -> {
                    List<Call> own = new ArrayList<>();
                    for (long start = System.nanoTime(); start < until; start = System.nanoTime()) {
                        AuditReceipt receipt = log.release(number.getAndAdd(3));
                        own.add(new Call(receipt.entry(), start));
                    }
                    return own;
                })
                .forEach(calls::addAll);
        long last = covering.at(before + calls.size() - 1);
        Map<UUID, Long> places = places(before);
        for (Call call : calls) {
            long place = Objects.requireNonNull(places.get(call.entry()), "covered, and without a place");
            millis.add((covering.at(place) - call.began()) / 1e6);
        }
        return calls.size() / ((last - began) / 1e9);
    }

    private Map<UUID, Long> places(long from) {
        Map<UUID, Long> places = new HashMap<>();
        log.database()
                .transactions()
                .across(connection -> Rows.query(
                        connection,
                        "SELECT event, index FROM audit_sequence WHERE index >= ?",
                        row -> places.put(row.getObject("event", UUID.class), row.getLong("index")),
                        from));
        return places;
    }

    /** One caller alone, so many one after the other: milliseconds until each had its receipt. */
    List<Double> alone(int times) {
        List<Double> took = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            log.release(number.getAndAdd(3));
            took.add((System.nanoTime() - began) / 1e6);
        }
        return took;
    }

    /** Of all rounds since {@link #forget}: milliseconds from the call until a checkpoint covered it. */
    List<Double> millis() {
        return List.copyOf(millis);
    }

    /** What was measured until now does not count. */
    void forget() {
        millis.clear();
    }
}
