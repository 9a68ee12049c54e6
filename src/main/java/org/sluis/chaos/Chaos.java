package org.sluis.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.sluis.canonical.Ids;
import org.sluis.client.Trouble;

/**
 * {@code ./sluis chaos}: two nodes of the gateway under load, with parents who withdraw, and everything that can fall
 * falling on them; then the reckoning.
 */
public final class Chaos {
    private static final int APART_SECONDS = 8;
    private static final int QUIET_SECONDS = 180;
    private static final int COVERED_SECONDS = 120;

    private final Plan plan;
    private final Clock clock;
    private final PrintWriter out;
    private final long began = System.nanoTime();

    private Chaos(Plan plan, Clock clock, PrintWriter out) {
        this.plan = plan;
        this.clock = clock;
        this.out = out;
    }

    /**
     * Lets the storm pass and says what it found; the last line counts.
     *
     * @return whether all of E1 to E6 hold
     * @throws Trouble when the storm could not be raised, or a node does not come up again
     */
    public static boolean run(Plan plan, Clock clock, PrintWriter out) throws IOException, InterruptedException {
        return new Chaos(plan, clock, out).run();
    }

    private void tell(String what) {
        out.printf(Locale.ROOT, "[%6.1f s] %s%n", (System.nanoTime() - began) / 1e9, what);
        out.flush();
    }

    private boolean run() throws IOException, InterruptedException {
        tell("seed " + plan.seed() + ", " + plan.rate() + " messages a second");
        try (Ground ground = new Ground(plan, clock, Ids.random(), this::tell);
                Struck struck = new Struck(plan.data().resolve("storm.ndjson"))) {
            storm(ground, struck);
            calm(ground);
            plan.meanwhile().accept(ground.database());
            Reckoning reckoning = new Reckoning(ground, ground.database(), struck);
            Path export = plan.data().resolve("export");
            List<String> failures = reckoning.failures(export);
            failures.forEach(out::println);
            out.println(reckoning.onTheWire());
            out.println(reckoning.line());
            return failures.isEmpty();
        }
    }

    /** The first node is left alone at first, and watched: what falls on the second or on both comes after. */
    private void storm(Ground ground, Struck struck) throws IOException, InterruptedException {
        Faults faults = new Faults(ground, struck, new Dice(plan.seed()), this::tell);
        Pause.millis(1000L * plan.quietSeconds());
        Soak soak = new Soak(ground.nodes().get(0).pid(), () -> new Books(ground.database()).connections());
        faults.halts(plan.halts());
        if (plan.kills() > 0) {
            faults.badDay(true);
            for (int i = 0; i < plan.kills() * 2 / 3; i++) {
                faults.kill(1);
            }
            faults.badDay(false);
        }
        for (int i = 0; i < plan.rounds(); i++) {
            faults.stopped();
            faults.clocks();
        }
        if (plan.soakSeconds() > 0) {
            soak.end(plan.soakSeconds(), this::tell).forEach(struck::missed);
        }
        for (int i = plan.kills() * 2 / 3; i < plan.kills(); i++) {
            faults.kill(0);
        }
        for (int i = 0; i < plan.rounds(); i++) {
            faults.database();
            faults.apart(APART_SECONDS);
        }
    }

    /** The families say yes, the sender learns of everything, and the outbox runs empty. */
    private void calm(Ground ground) throws IOException, InterruptedException {
        if (!Part.finish(ground.families()) || !Part.finish(ground.sender())) {
            throw new Trouble("a player did not come to an end", "Its words are in " + ground.players() + ".");
        }
        Books books = new Books(ground.database());
        boolean quiet = Pause.until(QUIET_SECONDS, () -> books.open() == 0);
        boolean covered = Pause.until(COVERED_SECONDS, books::cosigned);
        tell("the storm is over: " + (quiet ? "nothing waits" : "there is still something waiting") + ", the log is "
                + (covered ? "cosigned to its end" : "NOT cosigned to its end"));
        Part.finish(ground.recipient());
    }
}
