package org.sluis.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.sluis.audit.LogExport;
import org.sluis.audit.LogVerifier;
import org.sluis.audit.Verdict;
import org.sluis.database.Database;

/**
 * After the storm: the ledgers of the players, the tables of the gateway and its log are held against each other (E1 to E6
 * of docs/chaos.md). What does not fit is told by ids, never by a value.
 */
final class Reckoning {
    /** What stands in every message of the storm, and must stand nowhere but with the recipient. */
    private static final List<String> CANARIES =
            List.of("Veldkamp", "Dijkhuis", "Takenkaart", "999900018", Setting.child(1));

    private static final long WITHOUT_DATABASE_MARGIN = TimeUnit.SECONDS.toNanos(2);
    private static final int MOST_IDS = 10;

    private final Ground ground;
    private final Seen seen;
    private final Books books;
    private final Struck struck;
    private final Map<String, String> states;
    private final List<String> failures = new ArrayList<>();
    private int lost;
    private int duplicated;
    private int late;
    private long gaps;

    Reckoning(Ground ground, Database database, Struck struck) throws IOException {
        this.ground = ground;
        this.struck = struck;
        this.seen = new Seen(ground.players());
        this.books = new Books(database);
        this.states = books.states();
    }

    /** Everything that was found wrong, a line each; none where all holds. */
    List<String> failures(Path export) throws IOException {
        everyAcceptedEndsOnce();
        whatWasReceivedWasAccepted();
        whatWasNotAcceptedConverged();
        nothingAfterAWithdrawal();
        theLogTellsAll(export);
        nothingIsLeft(export);
        struck.missed().forEach(failures::add);
        return failures;
    }

    private int fail(String what, Collection<String> ids) {
        if (!ids.isEmpty()) {
            failures.add(what + ": " + ids.size() + " ("
                    + String.join(" ", ids.stream().limit(MOST_IDS).toList())
                    + (ids.size() > MOST_IDS ? " …)" : ")"));
        }
        return ids.size();
    }

    private void everyAcceptedEndsOnce() {
        Set<String> noEnd = new TreeSet<>();
        Set<String> never = new TreeSet<>();
        Set<String> otherwise = new TreeSet<>();
        Set<String> uncertain = books.uncertain();
        for (String accepted : seen.disclosures()) {
            boolean effect = seen.got().containsKey(accepted);
            switch (states.getOrDefault(accepted, "none")) {
                case "delivered" -> {
                    if (!effect) {
                        never.add(accepted);
                    }
                }
                case "stopped", "held", "parked", "expired", "dropped" -> {
                    if (effect && !uncertain.contains(accepted)) {
                        otherwise.add(accepted);
                    }
                }
                default -> noEnd.add(accepted);
            }
        }
        lost += fail("E1 accepted, and no end", noEnd);
        lost += fail("E1 told as delivered, and never received", never);
        fail("E1 told as not delivered, with no doubt about it, and received", otherwise);
    }

    private void whatWasReceivedWasAccepted() {
        Set<String> unknown = new TreeSet<>(seen.got().keySet());
        unknown.removeAll(seen.disclosures());
        fail("E2 received, and never accepted", unknown);
        Set<String> twice = new TreeSet<>();
        seen.got().forEach((id, got) -> {
            if (got.effects.size() != 1 || got.digests.size() != 1) {
                twice.add(id);
            }
        });
        duplicated += fail("E2 with more than one effect", twice);
    }

    private void whatWasNotAcceptedConverged() {
        Set<String> open = new TreeSet<>();
        Set<String> twice = new TreeSet<>();
        seen.sent().forEach((id, sent) -> {
            if (!sent.answered) {
                open.add(id);
            }
            if (sent.disclosures.size() > 1) {
                twice.add(id);
            }
        });
        fail("E3 the sender never learned what became of it", open);
        duplicated += fail("E3 accepted as two disclosures", twice);
        Set<String> unasked = new TreeSet<>(states.keySet());
        unasked.removeAll(seen.disclosures());
        fail("E3 in the outbox, and the sender was never told", unasked);
        long without = struck.withoutDatabase().stream()
                .flatMap(away ->
                        seen.accepted().stream().filter(at -> at > away[0] + WITHOUT_DATABASE_MARGIN && at < away[1]))
                .count();
        if (without > 0) {
            failures.add("E3 accepted while there was no database: " + without);
        }
        if (seen.openWithdrawals() > 0) {
            failures.add("E3 withdrawals that were never answered: " + seen.openWithdrawals());
        }
    }

    private void nothingAfterAWithdrawal() {
        Set<String> after = new TreeSet<>();
        seen.got().forEach((id, got) -> {
            if (seen.afterWithdrawal(id, got)) {
                after.add(id);
            }
        });
        late = fail("E4 received after a withdrawal was answered", after);
    }

    private void theLogTellsAll(Path export) throws IOException {
        gaps += fail("E5 the log does not tell of it", books.untold());
        Set<String> untold = new TreeSet<>(seen.withdrawn());
        untold.removeAll(books.withdrawn());
        gaps += fail("E5 withdrawals that the log does not tell of", untold);
        long places = books.gaps() + books.unplaced();
        gaps += places;
        if (places > 0) {
            failures.add("E5 places that are missing in the log, or entries without one: " + places);
        }
        Verdict verdict = verified(export);
        if (!verdict.ok()) {
            gaps++;
            failures.add("E5 " + verdict.message());
        }
    }

    /** Recomputed from an export, which must contain every checkpoint that a node or the witness ever kept. */
    private Verdict verified(Path export) throws IOException {
        new LogExport(ground.database().auditor(), ground.keys(), Ground.ORIGIN).write(export);
        List<String> known = new ArrayList<>();
        for (Path file : files(ground.checkpoints())) {
            known.addAll(LogVerifier.notes(Files.readAllBytes(file)));
        }
        for (Path file : files(ground.witnessFolder())) {
            if (file.toString().endsWith(".checkpoint")) {
                known.addAll(LogVerifier.notes(Files.readAllBytes(file)));
            }
        }
        return LogVerifier.verify(export, LogVerifier.keys(Files.readAllBytes(export.resolve(LogVerifier.KEY))), known);
    }

    private void nothingIsLeft(Path export) throws IOException {
        fail("E6 ended, and its payload is still there", books.unpurged());
        fail("E6 tables that hold content", books.tablesWith(CANARIES));
        List<Path> outside = new ArrayList<>(files(export));
        outside.addAll(files(ground.checkpoints()));
        ground.nodes().forEach(node -> outside.add(node.log()));
        Set<String> told = new TreeSet<>();
        for (Path file : outside) {
            String text = new String(Files.readAllBytes(file), ISO_8859_1);
            if (CANARIES.stream().anyMatch(word -> text.contains(new String(word.getBytes(UTF_8), ISO_8859_1)))) {
                told.add(file.getFileName().toString());
            }
        }
        fail("E6 files that hold content", told);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** How often each came, in words. */
    String onTheWire() {
        int arrived = seen.got().values().stream().mapToInt(got -> got.arrivals).sum();
        return "on the wire: " + seen.arrivals() + " arrivals, " + arrived + " of them taken, "
                + (arrived - seen.got().size()) + " of these a second time; " + struck.halts() + " halts, "
                + struck.kills() + " kills, " + seen.withdrawn().size() + " withdrawals answered";
    }

    /** The last line. */
    String line() {
        Map<String, Integer> ends = new TreeMap<>();
        seen.disclosures().forEach(id -> ends.merge(states.getOrDefault(id, "none"), 1, Integer::sum));
        int refused = ends.getOrDefault("stopped", 0) + ends.getOrDefault("held", 0);
        int expired = ends.getOrDefault("expired", 0) + ends.getOrDefault("dropped", 0);
        return String.format(
                Locale.ROOT,
                "chaos: accepted=%d delivered=%d refused=%d expired=%d parked=%d lost=%d duplicated=%d"
                        + " after-withdrawal=%d gaps=%d recovery-p95=%.1fs",
                seen.disclosures().size(),
                ends.getOrDefault("delivered", 0),
                refused,
                expired,
                ends.getOrDefault("parked", 0),
                lost,
                duplicated,
                late,
                gaps,
                recovery());
    }

    /** From what fell to the next delivery, in seconds; the 95th of a hundred. */
    private double recovery() {
        List<Long> effects = seen.got().values().stream()
                .flatMap(got -> got.effects.stream())
                .sorted()
                .toList();
        List<Long> took = struck.moments().stream()
                .flatMap(fell -> effects.stream().filter(at -> at > fell).findFirst().map(at -> at - fell).stream())
                .sorted()
                .toList();
        return took.isEmpty() ? 0 : took.get((int) Math.ceil(took.size() * 0.95) - 1) / 1e9;
    }
}
