package org.sluis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.sluis.audit.LogVerifier;
import org.sluis.audit.Verdict;

/**
 * How fast the log is: recording beside plain inserts, in turn so that whatever else the machine does hits both; an
 * append, few and many entries in, in turn too; the search by a pupil; and the verification of the whole log as it is
 * exported. Everything goes through the ledger and the sequencer of the gateway, on a disk that is waited for.
 */
public final class AuditBench {
    private static final long FEW = 10_000;
    private static final int WARM_UP = 2;
    private static final int APPENDS = 200;
    private static final int PUPILS = 400;
    private static final int VERIFIED = 3;
    /** Measured: the rows of an entry with their indexes and its export; and what PostgreSQL keeps beside them for a while. */
    private static final long BYTES_EACH = 3_000;

    private static final long BYTES_EXPORTED = 1_000;
    private static final long SPARE = 5L << 30;

    private final Plan plan;
    private final Consumer<String> say;

    /**
     * @param data where the logs are kept, a folder each; those of an earlier run are used again
     * @param entries of the larger log; the smaller has ten thousand
     * @param callers threads that have releases recorded, or insert
     * @param rounds that count, of each; {@code seconds} a round of callers takes
     */
    public record Plan(Path data, long entries, int callers, int rounds, int seconds) {}

    private AuditBench(Plan plan, Consumer<String> say) {
        this.plan = plan;
        this.say = say;
    }

    /**
     * Records what is missing, measures, and tells; the last line is the figure.
     *
     * @return whether the exported log was found whole and every search found something
     * @throws IllegalArgumentException where the disk is too full
     * @throws IllegalStateException where the database does not wait for its disk
     */
    public static boolean run(Plan plan, Clock clock, Consumer<String> say)
            throws IOException, SQLException, InterruptedException {
        AuditBench bench = new AuditBench(plan, say);
        bench.demandRoom();
        try (LoggedPast few = LoggedPast.open(plan.data(), FEW, plan.callers(), clock, say);
                LoggedPast many = LoggedPast.open(plan.data(), plan.entries(), plan.callers(), clock, say)) {
            say.accept("fsync is on; " + LoggedPast.count(few.size()) + " and " + LoggedPast.count(many.size())
                    + " entries; " + Runtime.getRuntime().availableProcessors() + " processors");
            double times = bench.recording(many);
            bench.appending(few, many);
            boolean found = bench.searching(many);
            double verified = bench.verifying(many);
            say.accept("the logs are kept in " + plan.data() + " for the next run");
            say.accept(
                    String.format(Locale.ROOT, "audit: %.2f× plain insert, %.0f entries/s verified", times, verified));
            return found && verified > 0;
        }
    }

    private void demandRoom() throws IOException {
        Path data = Files.createDirectories(plan.data());
        boolean there = Files.exists(data.resolve("log-" + plan.entries()));
        long needed = plan.entries() * ((there ? 0 : BYTES_EACH) + BYTES_EXPORTED) + SPARE;
        long free = Files.getFileStore(data).getUsableSpace();
        if (free < needed) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "too little disk in %s: %.1f GB needed, %.1f GB free; ask for fewer with --entries, or name another"
                            + " disk with --data",
                    data,
                    needed / 1e9,
                    free / 1e9));
        }
    }

    private double recording(LoggedPast log) throws SQLException, InterruptedException {
        List<Double> plain = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        try (Covering covering = new Covering(log.checkpoints())) {
            Releases releases = new Releases(log, covering);
            PlainInserts inserts = new PlainInserts(log, log.anEntry());
            for (int round = -WARM_UP; round < plan.rounds(); round++) {
                double one = inserts.round(plan.callers(), plan.seconds());
                double other = releases.round(plan.callers(), plan.seconds());
                if (round < 0) {
                    releases.forget();
                    continue;
                }
                plain.add(one);
                ours.add(other);
                say.accept(String.format(
                        Locale.ROOT,
                        "round %d: plain insert %.0f/s, recorded and covered %.0f/s, %.2f times",
                        round + 1,
                        one,
                        other,
                        other / one));
            }
            say.accept(String.format(
                    Locale.ROOT,
                    "%d callers, medians: plain insert %.0f/s, recorded and covered by a checkpoint %.0f/s (aim: at least"
                            + " 2.5 times)",
                    plan.callers(),
                    quantile(plain, 0.5),
                    quantile(ours, 0.5)));
            tell("from the call to a signed checkpoint on disk", releases.millis(), "aim: 99 of 100 under 1000 ms");
        }
        return quantile(ours, 0.5) / quantile(plain, 0.5);
    }

    private void appending(LoggedPast few, LoggedPast many) throws InterruptedException {
        List<Double> small = new ArrayList<>();
        List<Double> large = new ArrayList<>();
        try (Covering one = new Covering(few.checkpoints());
                Covering other = new Covering(many.checkpoints())) {
            Releases here = new Releases(few, one);
            Releases there = new Releases(many, other);
            for (int round = -WARM_UP; round < plan.rounds(); round++) {
                List<Double> a = here.alone(APPENDS);
                List<Double> b = there.alone(APPENDS);
                if (round >= 0) {
                    small.addAll(a);
                    large.addAll(b);
                }
            }
        }
        tell("an append at " + LoggedPast.count(FEW), small, "one caller");
        tell("an append at " + LoggedPast.count(plan.entries()), large, "one caller");
        say.accept(String.format(
                Locale.ROOT,
                "an append takes %.2f times as long there (aim: at most 1.10)",
                quantile(large, 0.5) / quantile(small, 0.5)));
    }

    private boolean searching(LoggedPast log) {
        Lookups lookups = new Lookups(log);
        tell("the newest 100 entries of a pupil, first time", lookups.of(PUPILS), "as the cache is");
        List<Double> took = new ArrayList<>();
        for (int round = 0; round < plan.rounds(); round++) {
            took.addAll(lookups.of(PUPILS));
        }
        tell("the newest 100 entries of a pupil", took, "aim: under 50 ms");
        return lookups.wrong() == 0;
    }

    /** Entries a second, the median of the rounds as it is exported; 0 where the log was not found whole. */
    private double verifying(LoggedPast log) throws IOException {
        Path export = plan.data().resolve("export");
        deleteAll(export);
        try {
            say.accept("exporting " + LoggedPast.count(log.size()) + " entries");
            log.export(export);
            List<Double> rates = new ArrayList<>();
            for (int round = 0; round < VERIFIED; round++) {
                rates.add(verified(export));
            }
            return rates.contains(0.0) ? 0 : quantile(rates, 0.5);
        } finally {
            deleteAll(export);
        }
    }

    private double verified(Path export) {
        long began = System.nanoTime();
        Verdict verdict = LogVerifier.verify(export);
        double seconds = (System.nanoTime() - began) / 1e9;
        double rate = verdict.entries() / seconds;
        say.accept(String.format(Locale.ROOT, "verified in %.1f s, %.0f/s; %s", seconds, rate, verdict.message()));
        return verdict.ok() ? rate : 0;
    }

    private void tell(String what, List<Double> millis, String remark) {
        say.accept(String.format(
                Locale.ROOT,
                "%s: half take no longer than %.2f ms, 99 of 100 %.2f ms, the slowest %.2f ms of %d (%s)",
                what,
                quantile(millis, 0.5),
                quantile(millis, 0.99),
                quantile(millis, 1),
                millis.size(),
                remark));
    }

    private static double quantile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.round(share * (sorted.size() - 1)));
    }

    private static void deleteAll(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                    Files.delete(file);
                }
            }
        }
    }
}
