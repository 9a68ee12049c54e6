package org.sluis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.sluis.canonical.Dictionary;
import org.sluis.database.Database;
import org.sluis.database.DatabaseSettings;
import org.sluis.freetext.Screen;
import org.sluis.law.Law;
import org.sluis.party.PartyKind;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.Packs;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.PackFault;
import org.sluis.policy.pack.PackReader;
import org.sluis.policy.pack.PackSource;
import org.sluis.policy.simulate.Past;
import org.sluis.policy.simulate.Report;
import org.sluis.policy.simulate.Simulation;

/**
 * How long it takes to try drafts on recorded decisions. Every policy differs from the one in force, so that none is
 * spared the second decision; of one the draft forbids an element that went.
 */
public final class SimulateBench {
    /** Measured: the row, its indexes and its entry, and what PostgreSQL keeps beside them for a while. */
    private static final long BYTES_EACH = 5_000;

    private static final long SPARE = 3L << 30;
    private static final int WORKERS = 2;
    private static final String GOES = "{element: goal.evaluation, rule: OPTIONAL}";
    private static final String STAYS = "{element: goal.evaluation, rule: FORBIDDEN}";

    private final Law law;
    private final DecisionPoint inForce;
    private final List<Pack> drafts;

    private SimulateBench(Path policies) {
        Dictionary dictionary = Dictionary.load(policies.resolve("dictionary.yaml"));
        Screen screen = Screen.load(policies.resolve("free-text/nl"), dictionary);
        law = Law.load(policies.resolve("law/nl"));
        inForce = DecisionPoint.of(Packs.load(policies, dictionary, screen), law);
        drafts = drafts(policies, screen);
    }

    private static List<Pack> drafts(Path policies, Screen screen) {
        List<PackFault> faults = new ArrayList<>();
        List<Pack> drafts = new ArrayList<>();
        PackReader reader = new PackReader(screen.kinds());
        for (PackSource source : Packs.sources(policies, faults)) {
            SortedMap<String, String> files = new TreeMap<>(source.files());
            files.replaceAll((name, text) -> text.replace(GOES, STAYS) + "\n# another edition\n");
            Pack draft = reader.read(new PackSource(source.id(), files), faults);
            if (draft != null) {
                drafts.add(draft);
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("the drafts of the benchmark are not valid: " + faults);
        }
        return drafts;
    }

    /**
     * Loads what is missing, goes through it {@code rounds} times, and tells; the last line is the slowest.
     *
     * @param home where {@code consent-policies} is
     * @param data where the decisions are kept for the next run
     * @return whether each round looked at every decision and saw what the draft changes
     * @throws IllegalArgumentException where the disk is too full
     */
    public static boolean run(Path home, Path data, long decisions, int rounds, Clock clock, Consumer<String> say)
            throws IOException, SQLException, InterruptedException {
        Path folder = Files.createDirectories(data.resolve("decisions-" + decisions));
        SimulateBench bench = new SimulateBench(home.resolve("consent-policies"));
        try (Database database = Database.open(
                new DatabaseSettings(new DatabaseSettings.Bundled(folder), WORKERS + 1, ZoneId.of("UTC"), clock))) {
            Bygone bygone = new Bygone(database);
            bench.fill(bygone, decisions, folder, say);
            say.accept(bygone.size());
            boolean right = true;
            double slowest = 0;
            for (int round = 1; round <= rounds; round++) {
                long began = System.nanoTime();
                Report report = new Simulation(bench.inForce, bench.drafts, PartyKind.SCHOOL)
                        .over(
                                new Past(database.transactions(), Bygone.TENANT, Bygone.BEGAN, Bygone.ENDED),
                                WORKERS,
                                (done, all) -> {});
                double seconds = (System.nanoTime() - began) / 1e9;
                slowest = Math.max(slowest, seconds);
                right &= right(report, decisions);
                say.accept(String.format(Locale.ROOT, "round %d: %.1f s; %s", round, seconds, told(report)));
            }
            say.accept(String.format(
                    Locale.ROOT, "simulate: %d decisions in %.1f s, %.0f/s", decisions, slowest, decisions / slowest));
            return right;
        }
    }

    private void fill(Bygone bygone, long decisions, Path folder, Consumer<String> say)
            throws IOException, SQLException {
        long missing = decisions - bygone.there();
        if (missing <= 0) {
            say.accept("the decisions are there already, in " + folder);
            return;
        }
        long needed = missing * BYTES_EACH + SPARE;
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < needed) {
            throw new IllegalArgumentException("too little disk in " + folder + ": " + needed / 1_000_000
                    + " MB needed, " + free / 1_000_000 + " MB free; ask for fewer with --decisions");
        }
        say.accept(String.format(Locale.ROOT, "loading %,d decisions", missing));
        AtomicLong done = new AtomicLong();
        bygone.load(decisions, new Shapes(inForce, law), inForce, more -> {
            if (done.addAndGet(more) % 100_000 == 0) {
                say.accept(String.format(Locale.ROOT, "  %,d loaded", done.get()));
            }
        });
    }

    private static boolean right(Report report, long decisions) {
        return report.decisions() == decisions
                && report.unreadable() == 0
                && report.recordedOtherwise() == 0
                && report.changes().stream().anyMatch(line -> line.change().equals("vanishes"))
                && report.changes().stream().allMatch(line -> "goal.evaluation".equals(line.element()));
    }

    private static String told(Report report) {
        return String.format(
                Locale.ROOT,
                "%d decisions, %d unchanged, %d unreadable, %d recorded otherwise, %d kinds of change",
                report.decisions(),
                report.unchanged(),
                report.unreadable(),
                report.recordedOtherwise(),
                report.changes().size());
    }
}
