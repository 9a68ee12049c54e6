package org.sluis.consent.birthday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.TestClock.midnight;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.sluis.TestClock;
import org.sluis.canonical.Ids;
import org.sluis.canonical.PartyId;
import org.sluis.consent.ConsentForm;
import org.sluis.consent.Outgoing;
import org.sluis.consent.SubjectForm;
import org.sluis.consent.Waterlee;
import org.sluis.database.Database;
import org.sluis.database.Rows;
import org.sluis.law.Law;

/** Children of Waterlee with birthdays to come, and nodes that watch them by a clock that a test sets. */
final class BirthdayTown implements AutoCloseable, Outgoing {
    static final LocalDate TODAY = Waterlee.TODAY;

    final Waterlee waterlee;
    final TestClock clock = new TestClock(Waterlee.NOW);
    final List<UUID> cleared = Collections.synchronizedList(new ArrayList<>());
    final List<String> told = Collections.synchronizedList(new ArrayList<>());
    final Set<UUID> stuck = ConcurrentHashMap.newKeySet();

    BirthdayTown(Database database, Path keys) {
        waterlee = new Waterlee(database, keys);
    }

    Freeze freeze() {
        return new Freeze(waterlee.transactions, waterlee.ledger, waterlee.law, this, clock, waterlee.vault);
    }

    Warnings warnings() {
        return warnings(waterlee.law);
    }

    Warnings warnings(Law law) {
        return new Warnings(
                waterlee.transactions,
                waterlee.ledger,
                waterlee.register,
                law,
                this,
                Ids.random(),
                clock,
                waterlee.vault);
    }

    /** A child with two parents who have authority. */
    UUID child(String localId, @Nullable LocalDate born) {
        return waterlee.subjects
                .register(
                        Waterlee.LINDE,
                        new SubjectForm(
                                localId,
                                born,
                                true,
                                List.of(
                                        new SubjectForm.Holder("ouder-1", "112"),
                                        new SubjectForm.Holder("ouder-2", "112")),
                                new SubjectForm.Authority("established", "school-registration", TODAY, null, null)))
                .subject();
    }

    void born(String localId, LocalDate born) {
        waterlee.subjects.register(Waterlee.LINDE, new SubjectForm(localId, born, null, List.of(), null));
    }

    /** A yes until half a year from now. @param holder null for the child's own */
    UUID yes(String localId, @Nullable String holder) {
        return waterlee.consents
                .record(
                        Waterlee.LINDE,
                        new ConsentForm(
                                localId,
                                holder == null ? "child" : "holder",
                                holder,
                                "grant",
                                "plan-coordination",
                                null,
                                "de-brug",
                                null,
                                List.of("IDENT", "PLAN"),
                                TODAY.minusDays(10),
                                TODAY.plusDays(180),
                                "2026-1",
                                null,
                                new ConsentForm.Proof(
                                        "in-person", "ib-01", Waterlee.NOW.minusSeconds(86_400), "ab".repeat(32))))
                .consent();
    }

    /** The days up to this one were handled, and now it is so many seconds past the midnight that ends it. */
    void handledThrough(LocalDate day, long secondsPastMidnight) {
        waterlee.transactions.within(
                Waterlee.TENANT, connection -> BirthdayRows.handledUntil(connection, Waterlee.TENANT, day));
        clock.set(midnight(day.plusDays(1)).plusSeconds(secondsPastMidnight));
    }

    /** Entries of this kind about this subject, oldest first. */
    List<String> entries(String kind, UUID subject) {
        return waterlee.transactions.within(
                Waterlee.TENANT,
                connection -> Rows.query(
                        connection,
                        "SELECT convert_from(e.body, 'UTF8') FROM audit_event e JOIN audit_erasable a ON a.event = e.id"
                                + " WHERE e.kind = ? AND a.subject = ? ORDER BY e.at, e.body",
                        row -> row.getString(1),
                        kind,
                        subject));
    }

    long version(UUID subject) {
        return waterlee.transactions.within(Waterlee.TENANT, connection -> Rows.one(
                        connection, "SELECT version FROM subject WHERE id = ?", row -> row.getLong(1), subject)
                .orElseThrow());
    }

    /** Several at the same time, as nodes are. */
    static void atOnce(List<Runnable> nodes) {
        ExecutorService all = Executors.newFixedThreadPool(nodes.size());
        List<Future<?>> running = new ArrayList<>();
        nodes.forEach(node -> running.add(all.submit(node)));
        for (Future<?> each : running) {
            try {
                each.get();
            } catch (InterruptedException | ExecutionException failure) {
                throw new IllegalStateException(failure);
            }
        }
        assertThat(all.shutdownNow()).isEmpty();
    }

    @Override
    public void clear(String tenant, UUID subject) {
        if (stuck.contains(subject)) {
            throw new IllegalStateException("stuck");
        }
        cleared.add(subject);
    }

    @Override
    public void tell(Connection connection, String tenant, PartyId party, UUID warning, String kind) {
        told.add(party + " " + kind);
    }

    @Override
    public void close() {
        waterlee.close();
    }
}
