package org.sluis.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.sluis.canonical.FailPoint;
import org.sluis.client.Trouble;

/** What can fall: F1, F2, F3, F6, F8, F9 and F10 of the plan of faults, each for the second node or for what both lean on. */
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

    private static final int REACHED_SECONDS = 240;
    /** A lease, and what follows it. */
    private static final int LONGER_THAN_A_LEASE_MILLIS = 24_000;

    private static final int AWAY_SECONDS = 3;
    private static final int FIT_SECONDS = 240;
    private static final int AMID_WORK_MILLIS = 3000;
    private static final int BAD_PERCENT = 12;
    /** Half a minute, an hour and three days, ahead and behind. */
    private static final List<Long> OFF_SECONDS = List.of(30L, -30L, 3600L, -3600L, 259_200L, -259_200L);

    private static final int SAYS_SO_SECONDS = 10;

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

    /** F1: so often, at each point once before at one again, in an order of its own. The node is up again afterwards. */
    void halts(int times) throws IOException, InterruptedException {
        List<String> left = new ArrayList<>();
        if (times > 0) {
            second().kill();
            struck.killed("to be halted");
        }
        for (int i = 0; i < times; i++) {
            if (left.isEmpty()) {
                left.addAll(POINTS);
            }
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
        if (times > 0) {
            second().restart();
            second().awaitReady();
        }
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
            Pause.millis(AMID_WORK_MILLIS);
            long from = System.nanoTime();
            long until =
                    switch (how) {
                        case "backend" -> {
                            ground.server().killBackend();
                            yield from;
                        }
                        case "restart" -> ground.server().restart(AWAY_SECONDS);
                        default -> {
                            ground.server().end(how);
                            yield ground.server().restart(AWAY_SECONDS);
                        }
                    };
            long to = System.nanoTime();
            struck.databaseAway("database " + how, from, until);
            awaitFit();
            tell.accept("database: " + how + ", both nodes fit again after "
                    + Math.round((System.nanoTime() - to) / 1e8) / 10.0 + " s");
        }
    }

    /** A node that was about to open when the database went ended itself: it is started again, as a service manager does. */
    private void awaitFit() throws IOException {
        for (Node node : ground.nodes()) {
            if (!Pause.until(FIT_SECONDS, () -> !node.alive() || node.ready())) {
                throw new Trouble(
                        "a node is not fit, and its database is back", "Its words are in " + node.log() + ".");
            }
            if (!node.alive()) {
                struck.other("ended by itself, started again");
                node.restart();
                node.awaitReady();
            }
        }
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

    /** F8: the second node, which was killed for it, is on a machine whose clock is set, and set right again; it stays on that. */
    void clocks() throws IOException, InterruptedException {
        second().kill();
        struck.killed("to have its clock set");
        second().restartToSet();
        second().awaitReady();
        for (long seconds : OFF_SECONDS) {
            second().setClock(seconds);
            struck.other("clock off by " + seconds);
            if (!Pause.until(SAYS_SO_SECONDS, () -> !second().ready())) {
                struck.missed("a node whose clock is off by " + seconds + " s says that it is fit");
            }
            Pause.millis(AMID_WORK_MILLIS);
            second().setClock(0);
            struck.other("clock right");
            second().awaitReady();
        }
        tell.accept("the second node's clock was half a minute, an hour and three days off, ahead and behind");
    }

    /** F9, by wires that are cut: the second node from the database. */
    void apart(int seconds) throws IOException {
        ground.databaseWire().cut();
        struck.other("the second node and the database are apart");
        Pause.millis(1000L * seconds);
        ground.databaseWire().mend();
        awaitFit();
        tell.accept("the second node was apart from the database for " + seconds + " s");
    }
}
