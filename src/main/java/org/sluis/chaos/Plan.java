package org.sluis.chaos;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.sluis.database.Database;

/**
 * What a storm is to be.
 *
 * @param home where Sluis is
 * @param data a folder of its own, emptied first
 * @param seed repeats every pick of the storm; not what the machine makes of it
 * @param rate messages a second
 * @param children how many pupils there are
 * @param quietSeconds of storm without a fault, first
 * @param halts how often a node is halted, at each of the points in turn
 * @param kills how often a node is killed
 * @param rounds how often each other fault comes
 * @param soakSeconds for how long at least one node goes on untouched while its memory, threads and connections are watched
 * @param main what a node is started with: another than {@link #SERVE} for a control that must fail
 * @param meanwhile done to the database before the reckoning: by a control that must fail
 */
public record Plan(
        Path home,
        Path data,
        long seed,
        int rate,
        int children,
        int quietSeconds,
        int halts,
        int kills,
        int rounds,
        int soakSeconds,
        List<String> main,
        Consumer<Database> meanwhile) {
    private static final List<String> SERVE = List.of("org.sluis.cli.Sluis");
    private static final int RATE = 15;
    private static final int CHILDREN = 40;

    /** The short form: each fault once. */
    public static Plan brief(Path home, Path data, long seed) {
        return new Plan(home, data, seed, RATE, CHILDREN, 10, Faults.POINTS.size(), 6, 1, 180, SERVE, any -> {});
    }

    /** Some of each: what a change is checked with before it lands. */
    public static Plan few(Path home, Path data, long seed) {
        return new Plan(home, data, seed, RATE, CHILDREN, 5, 3, 2, 1, 0, SERVE, any -> {});
    }

    /** The long form: ten halts a point, 60 kills, and an hour. */
    public static Plan extensive(Path home, Path data, long seed) {
        return new Plan(
                home, data, seed, RATE, CHILDREN, 60, 10 * Faults.POINTS.size(), 60, 10, 3600, SERVE, any -> {});
    }

    /** Without a single fault. */
    public static Plan calm(Path home, Path data, long seed, int seconds) {
        return new Plan(home, data, seed, RATE, CHILDREN, seconds, 0, 0, 0, 0, SERVE, any -> {});
    }

    /** With nodes that are started otherwise. */
    public Plan served(List<String> by) {
        return new Plan(
                home, data, seed, rate, children, quietSeconds, halts, kills, rounds, soakSeconds, by, meanwhile);
    }

    /** With this done to the database before the reckoning. */
    public Plan meddled(Consumer<Database> with) {
        return new Plan(home, data, seed, rate, children, quietSeconds, halts, kills, rounds, soakSeconds, main, with);
    }
}
