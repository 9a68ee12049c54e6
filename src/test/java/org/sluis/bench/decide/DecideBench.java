package org.sluis.bench.decide;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * {@code ./sluis bench decide}: one decision by Sluis, by plain Java written for these rules alone, and by AuthZForce. They
 * take turns, each time in a process of its own, so that whatever else the machine does hits all of them.
 */
public final class DecideBench {
    static final long SEED = 20261122;
    private static final int FEW = 10;
    private static final int MANY = 1000;

    /** Nanoseconds that a decision takes, round by round. */
    private final Map<Engine, List<Double>> nanos = new EnumMap<>(Engine.class);

    private final List<Double> p99 = new ArrayList<>();
    private final int rounds;
    private final int seconds;

    private enum Engine {
        SLUIS,
        EXPLAINED,
        PLAIN,
        AUTHZFORCE;

        String method() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private DecideBench(int rounds, int seconds) {
        this.rounds = rounds;
        this.seconds = seconds;
    }

    /** @throws IllegalStateException naming the case, where two of them answer differently */
    public static void main(String... arguments) throws RunnerException {
        int rounds = 5;
        int seconds = 2;
        for (int i = 0; i < arguments.length; i += 2) {
            boolean number = i + 1 < arguments.length && arguments[i + 1].matches("[1-9][0-9]{0,2}");
            if (number && arguments[i].equals("--rounds")) {
                rounds = Integer.parseInt(arguments[i + 1]);
            } else if (number && arguments[i].equals("--seconds")) {
                seconds = Integer.parseInt(arguments[i + 1]);
            } else {
                System.out.println("""
                        Usage: ./sluis bench decide [--rounds=N] [--seconds=N]
                        One decision by Sluis, by plain Java and by AuthZForce, in turn; answers are compared first.
                          --rounds N    Rounds of each (default: 5).
                          --seconds N   Seconds of an iteration, eight to a round (default: 2).""".replace("=", " "));
                System.exit(arguments[i].equals("--help") || arguments[i].equals("-h") ? 0 : 2);
            }
        }
        new DecideBench(rounds, seconds).run();
    }

    private void run() throws RunnerException {
        System.out.println(Problem.CASES + " random cases, " + Problem.rules() + " rules: all three answer the same; "
                + Compare.all(Problem.CASES, SEED, Problem.point(1), true));
        for (int round = 0; round < rounds; round++) {
            for (Engine each : Engine.values()) {
                nanos.computeIfAbsent(each, engine -> new ArrayList<>())
                        .add(measure(each, Mode.AverageTime).getScore());
            }
            p99.add(measure(Engine.SLUIS, Mode.SampleTime).getStatistics().getPercentile(99));
        }
        long few = Allocation.bytes(FEW);
        long many = Allocation.bytes(MANY);
        double sluis = median(nanos.get(Engine.SLUIS));
        double floor = sluis / median(nanos.get(Engine.PLAIN));
        double rival = median(nanos.get(Engine.AUTHZFORCE)) / sluis;
        tell("%-12s %10s %10s %10s", "ns/decision", "median", "fastest", "slowest");
        nanos.forEach((engine, all) -> tell(
                "%-12s %10.0f %10.0f %10.0f",
                engine.method(),
                median(all),
                all.stream().min(Double::compare).orElseThrow(),
                all.stream().max(Double::compare).orElseThrow()));
        tell(
                "%d rounds of three iterations of %d s after five to warm up, each in a process of its own, in turn",
                rounds, seconds);
        tell("plain Java: %.2f× its time (aim: at most 2)", floor);
        tell("AuthZForce: %.1f× as fast (aim: at least 25)", rival);
        tell("p99: %.2f µs (aim: under 5)", median(p99) / 1000);
        tell(
                "bytes a decision: %d with %d policies, %d with %d (aim: no more%s)",
                few, FEW, many, MANY, (many - few) * 50 <= few ? "" : ": NOT MET");
        tell(
                "decide: %.0f/s, p99 %.2f µs, %.2f× plain Java, %.1f× AuthZForce",
                1e9 / sluis, median(p99) / 1000, floor, rival);
    }

    private Result<?> measure(Engine engine, Mode mode) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(Engines.class.getName() + "\\." + engine.method() + "$")
                        .mode(mode)
                        .timeUnit(TimeUnit.NANOSECONDS)
                        .forks(1)
                        .warmupIterations(5)
                        .warmupTime(TimeValue.seconds(seconds))
                        .measurementIterations(3)
                        .measurementTime(TimeValue.seconds(seconds))
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .runSingle()
                .getPrimaryResult();
    }

    private static double median(List<Double> all) {
        return all.stream().sorted().skip(all.size() / 2).findFirst().orElseThrow();
    }

    private static void tell(String line, Object... values) {
        System.out.println(String.format(Locale.ROOT, line, values));
    }
}
