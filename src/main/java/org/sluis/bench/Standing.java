package org.sluis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.sluis.canonical.Ids;
import org.sluis.canonical.Outcome;
import org.sluis.consent.Register;
import org.sluis.database.Database;
import org.sluis.database.DatabaseSettings;
import org.sluis.keys.KeyFolder;
import org.sluis.vault.Vault;

/** One register of the comparison, on a PostgreSQL of its own, and how its rounds went. */
final class Standing implements AutoCloseable {
    /** Measured, with what PostgreSQL keeps beside it for a while: tables, their indexes and the journal. */
    private static final long BYTES_EACH = 10_000;

    private static final long SPARE = 3L << 30;

    private final long subjects;
    private final int workers;
    private final Database database;
    private final Register register;
    private final Crowd crowd;
    private final TreeMap<String, Long> before = new TreeMap<>();
    private final List<Double> rates = new ArrayList<>();
    private final List<long[]> nanos = new ArrayList<>();
    private final AtomicLong wrong = new AtomicLong();
    private long asked;

    private Standing(long subjects, int workers, Database database, Vault vault) {
        this.subjects = subjects;
        this.workers = workers;
        this.database = database;
        this.register = new Register(vault);
        this.crowd = new Crowd(database, vault);
    }

    /**
     * Opens the register of so many subjects in a folder of that name, and loads what is not there yet.
     *
     * @throws IllegalArgumentException where the disk is too full for it
     */
    static Standing open(Path data, long subjects, int workers, Clock clock, Consumer<String> say)
            throws IOException, SQLException, InterruptedException {
        Path folder = Files.createDirectories(data.resolve(String.valueOf(subjects)));
        Database database = Database.open(
                new DatabaseSettings(new DatabaseSettings.Bundled(folder), workers, ZoneId.of("UTC"), clock));
        Ids ids = Ids.random();
        Vault vault = Vault.open(database, KeyFolder.open(folder.resolve("keys"), ids), ids);
        Standing standing = new Standing(subjects, workers, database, vault);
        try {
            standing.fill(folder, say);
            say.accept("reading " + count(subjects) + " subjects into memory");
            standing.crowd.warm();
            return standing;
        } catch (IOException | SQLException | InterruptedException | RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    private void fill(Path folder, Consumer<String> say) throws IOException, SQLException, InterruptedException {
        long missing = crowd.missing(subjects);
        if (missing == 0) {
            say.accept(count(subjects) + " subjects are there already, in " + folder);
            return;
        }
        long needed = missing * BYTES_EACH + SPARE;
        long free = Files.getFileStore(folder).getUsableSpace();
        String place = gigabytes(needed) + " needed, " + gigabytes(free) + " free in " + folder;
        if (free < needed) {
            throw new IllegalArgumentException("too little disk for " + count(subjects) + " subjects: " + place
                    + "; ask for fewer with --subjects, or name another disk with --data");
        }
        say.accept("loading " + count(missing) + " subjects with 6 consents each: " + place);
        long began = System.nanoTime();
        AtomicLong done = new AtomicLong();
        AtomicLong told = new AtomicLong();
        crowd.load(subjects, workers, more -> {
            long now = done.addAndGet(more);
            if (now * 20 / missing > told.get()) {
                told.set(now * 20 / missing);
                say.accept(String.format(
                        Locale.ROOT, "  %s loaded, %d s", count(now), (System.nanoTime() - began) / 1_000_000_000));
            }
        });
    }

    /** Begins to count: what came before was to get warm. */
    void begin() throws SQLException {
        before.putAll(crowd.scans());
        rates.clear();
        nanos.clear();
    }

    /** All workers ask about subjects picked by a fixed sequence, for so long; every answer is checked. */
    void round(Question question, int seconds) throws InterruptedException {
        long began = System.nanoTime();
        long until = began + seconds * 1_000_000_000L;
        long from = asked;
        List<long[]> all = Workers.each(workers, worker -> {
            LongStream.Builder each = LongStream.builder();
            for (long i = from + worker; System.nanoTime() < until; i += workers) {
                long number = 1 + Dice.scattered(i, subjects);
                long start = System.nanoTime();
                Outcome outcome = question.ask(database.transactions(), register, number);
                each.add(System.nanoTime() - start);
                if (outcome != (Crowd.agreed(number) ? Outcome.PERMIT : Outcome.DENY)) {
                    wrong.incrementAndGet();
                }
            }
            return each.build().toArray();
        });
        double elapsed = (System.nanoTime() - began) / 1e9;
        long decided = all.stream().mapToLong(each -> each.length).sum();
        asked += workers * all.stream().mapToLong(each -> each.length).max().orElse(0);
        rates.add(decided / elapsed);
        nanos.addAll(all);
    }

    /** Decisions a second: the median of the rounds. */
    double rate() {
        return quantile(rates.stream().mapToDouble(each -> each).toArray(), 0.5);
    }

    /** The same, or another share of the rounds. */
    double rate(double share) {
        return quantile(rates.stream().mapToDouble(each -> each).toArray(), share);
    }

    /** How long a decision took, in milliseconds: the share of them that took no longer. */
    double millis(double share) {
        return quantile(
                nanos.stream()
                        .flatMapToLong(Arrays::stream)
                        .mapToDouble(each -> each / 1e6)
                        .toArray(),
                share);
    }

    long wrong() {
        return wrong.get();
    }

    /** The tables that a decision read from end to end since {@link #begin}, rather than by an index. */
    String scanned() throws SQLException {
        String tables = crowd.scans().entrySet().stream()
                .filter(each -> each.getValue() > before.getOrDefault(each.getKey(), 0L))
                .map(java.util.Map.Entry::getKey)
                .collect(Collectors.joining(" "));
        return tables.isEmpty() ? "none" : tables;
    }

    /** {@code 1k}, {@code 1M}, or the number itself. */
    String name() {
        return subjects % 1_000_000 == 0
                ? subjects / 1_000_000 + "M"
                : subjects % 1000 == 0 ? subjects / 1000 + "k" : String.valueOf(subjects);
    }

    private static double quantile(double[] values, double share) {
        Arrays.sort(values);
        return values.length == 0 ? 0 : values[(int) Math.round(share * (values.length - 1))];
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    @Override
    public void close() {
        database.close();
    }
}
