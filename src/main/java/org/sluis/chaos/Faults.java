package org.sluis.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.sluis.canonical.FailPoint;
import org.sluis.client.Trouble;
import org.sluis.database.Rows;

/** What can fall: F1, F2, F3, F6, F9 and F10 of the plan of faults, each for the second node or for what both lean on. */
final class Faults {
    /** Where a node is halted. A test holds them equal to those that the code names. */
    static final List<String> POINTS = List.of(
            "before-accept-commit",
            "after-accept-commit",
            "before-202",
            "after-claim-lock",
            "before-lease-commit",
            "after-lease-commit",
            "after-seal",
            "mid-body",
            "after-last-byte",
            "after-response",
            "before-result-commit",
            "after-result-commit",
            "before-sequence",
            "after-sequence",
            "before-checkpoint-fsync",
            "during-purge");

    private static final int REACHED_SECONDS = 90;
    /** A lease, and what follows it. */
    private static final int LONGER_THAN_A_LEASE_MILLIS = 24_000;

    private static final int BAD_PERCENT = 12;

    private final Ground ground;
    private final Struck struck;
    private final Dice dice;
    private final Consumer<String> tell;

    Faults(Ground ground, Struck struck, Dice dice, Consumer<String> tell) {
        this.ground = ground;
        this.struck = struck;
        this.dice = dice;
        this.tell = tell;
    }

    private Node second() {
        return ground.nodes().get(1);
    }

    /** F1: at each point once, in an order of its own. The node is up again afterwards. */
    void halts() throws IOException, InterruptedException {
        List<String> left = new ArrayList<>(POINTS);
        second().kill();
        struck.killed("to be halted");
        while (!left.isEmpty()) {
            String point = left.remove(dice.below(left.size()));
            int time = 2 + dice.below(6);
            second().restartToHalt(point, time);
            Optional<Integer> code = second().ended(REACHED_SECONDS);
            if (code.isPresent() && code.get() == FailPoint.HALTED) {
                struck.halted(point);
                tell.accept("halted " + point + ", the time it came there: " + time);
            } else {
                struck.missed("no node came to " + point);
                second().kill();
            }
        }
        second().restart();
        second().awaitReady();
    }

    /** F2: up to three seconds after it is ready. The node is up again afterwards. */
    void kill(int node) throws IOException, InterruptedException {
        Node victim = ground.nodes().get(node);
        Pause.millis(dice.below(3000));
        victim.kill();
        struck.killed("node " + node);
        victim.restart();
        victim.awaitReady();
        tell.accept("killed node " + node + ", and it serves again");
    }

    /** F3: stopped at once, killed, restarted, and one backend killed. Both nodes are fit again afterwards. */
    void database() throws IOException, InterruptedException {
        for (String how : List.of("QUIT", "KILL", "restart", "backend")) {
            long from = System.nanoTime();
            switch (how) {
                case "backend" -> Signal.send("KILL", backend());
                case "restart" -> ground.restartDatabase(3);
                default -> {
                    end(postmaster(), how);
                    ground.restartDatabase(3);
                }
            }
            long to = System.nanoTime();
            struck.databaseAway("database " + how, from, how.equals("backend") ? from : to);
            boolean again = Pause.until(60, () -> ground.nodes().stream().allMatch(Node::ready));
            if (!again) {
                throw new Trouble("a node is not fit 60 s after the database is back", "Look at the nodes' logs.");
            }
            tell.accept("database: " + how + ", both nodes fit again after "
                    + Math.round((System.nanoTime() - to) / 1e8) / 10.0 + " s");
            Pause.millis(1000);
        }
    }

    private static void end(long pid, String how) throws IOException, InterruptedException {
        Signal.send(how, pid);
        if (!Pause.until(60, () -> ProcessHandle.of(pid).isEmpty())) {
            throw new Trouble("PostgreSQL does not end", "Its process is " + pid + ".");
        }
    }

    private long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(ground.data().resolve("postgres/cluster/postmaster.pid"))
                .get(0)
                .strip());
    }

    private long backend() {
        return ground.database()
                .transactions()
                .across(connection -> Rows.query(
                        connection,
                        "SELECT pid FROM pg_stat_activity WHERE usename = current_user AND pid <> pg_backend_pid()"
                                + " ORDER BY pid",
                        row -> row.getLong(1)))
                .get(0);
    }

    /** F6: errors, answers that mean nothing, resets, silence; until it is over. */
    void badDay(boolean begins) throws IOException {
        int percent = begins ? BAD_PERCENT : 0;
        ground.recipient().tell("bad " + percent);
        ground.breaks(percent);
        struck.other(begins ? "bad day" : "bad day over");
        tell.accept(begins ? "the recipient has a bad day" : "the recipient's bad day is over");
    }

    /** F10: who holds leases stops for longer than they last, and goes on as if nothing had been. */
    void stopped() throws IOException, InterruptedException {
        ground.recipient().tell("slow 700");
        Pause.millis(1500);
        second().signal("STOP");
        struck.other("stopped");
        Pause.millis(LONGER_THAN_A_LEASE_MILLIS);
        second().signal("CONT");
        struck.other("goes on");
        ground.recipient().tell("slow 0");
        tell.accept("the second node stood still for longer than its leases, and went on");
    }

    /** F9, by wires that are cut: the second node from the database. */
    void apart(int seconds) throws Trouble {
        ground.databaseWire().cut();
        struck.other("the second node and the database are apart");
        Pause.millis(1000L * seconds);
        ground.databaseWire().mend();
        if (!Pause.until(60, second()::ready)) {
            throw new Trouble("a node is not fit 60 s after its database is back", "Look at its log.");
        }
        tell.accept("the second node was apart from the database for " + seconds + " s");
    }
}
