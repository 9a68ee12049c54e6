package org.sluis.bench.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code ./sluis bench exchange}: a plan of 4 KB in, everything that is promised done, delivered over HTTP as FHIR; beside bare
 * Camel, which persists and checks nothing, and Camel with a one-row outbox. All are processes of their own and take turns, so that
 * whatever else the machine does hits all of them. A message counts when the recipient has it.
 */
public final class ExchangeBench {
    private static final int CONNECTIONS = 16;
    private static final int WARM_AFTER = 20_000;
    private static final double STILL_FASTER = 1.05;

    private final Setting setting;
    private final Recipient recipient;
    private final AtomicInteger next = new AtomicInteger();
    private final int seconds;

    /** @param micros of the processors, a message */
    private record Round(double rate, double micros) {}

    private ExchangeBench(Setting setting, Recipient recipient, int seconds) {
        this.setting = setting;
        this.recipient = recipient;
        this.seconds = seconds;
    }

    public static void main(String... arguments) throws Exception {
        int rounds = 5;
        int seconds = 8;
        for (int i = 0; i < arguments.length; i += 2) {
            boolean number = i + 1 < arguments.length && arguments[i + 1].matches("[1-9][0-9]{0,2}");
            if (number && arguments[i].equals("--rounds")) {
                rounds = Integer.parseInt(arguments[i + 1]);
            } else if (number && arguments[i].equals("--seconds")) {
                seconds = Integer.parseInt(arguments[i + 1]);
            } else {
                System.out.println("""
                        Usage: ./sluis bench exchange [--rounds=N] [--seconds=N]
                        A plan in, gated, recorded, sealed, delivered as FHIR; beside bare Camel and Camel with an outbox, in turn.
                          --rounds N    Rounds of each that count (default: 5).
                          --seconds N   Seconds that a round is posted to (default: 8).""".replace("=", " "));
                System.exit(arguments[i].equals("--help") || arguments[i].equals("-h") ? 0 : 2);
            }
        }
        try (Recipient recipient = new Recipient();
                Setting setting = new Setting(new Messages(), recipient, System.out::println)) {
            new ExchangeBench(setting, recipient, seconds).run(rounds);
        } catch (Throwable failure) {
            failure.printStackTrace();
            // Threads of a gateway that did not start would keep this alive.
            System.exit(1);
        }
        System.exit(0);
    }

    private void run(int rounds) throws Exception {
        Map<Contestant, List<Round>> all = new HashMap<>();
        for (Contestant each : setting.all()) {
            warmUp(each);
        }
        for (int round = 1; round <= rounds; round++) {
            for (Contestant each : setting.all()) {
                all.computeIfAbsent(each, key -> new ArrayList<>()).add(saturated(each, "round " + round));
            }
        }
        double bare = rate(all, 0);
        double jdbc = rate(all, 1);
        double ours = rate(all, 2);
        double[] waits = paced(ours / 2);
        System.out.printf(
                Locale.ROOT,
                "at %.0f/s, half of that: accepted within %.0f ms and delivered within %.0f ms, 95 of 100 (aims: 150 and 1000)%n",
                ours / 2,
                waits[0],
                waits[1]);
        System.out.printf(
                Locale.ROOT,
                "processors: %.2f times Camel with an outbox (aim: 0.6)%n",
                micros(all, 2) / micros(all, 1));
        System.out.printf(
                Locale.ROOT,
                "exchange: %.0f/s, %.2f× bare Camel, %.2f× Camel+JDBC, p95 %.0f ms, cpu %.0f µs%n",
                ours,
                ours / bare,
                ours / jdbc,
                waits[1],
                micros(all, 2));
    }

    private double rate(Map<Contestant, List<Round>> all, int which) {
        return quantile(
                all.get(setting.all().get(which)).stream().map(Round::rate).toList(), 0.5);
    }

    private double micros(Map<Contestant, List<Round>> all, int which) {
        return quantile(
                all.get(setting.all().get(which)).stream().map(Round::micros).toList(), 0.5);
    }

    /** By the same number of messages each, for a processor compiles what was run so often; then as long as it gets faster. */
    private void warmUp(Contestant contestant) throws Exception {
        double best = 0;
        boolean faster = true;
        int from = next.get();
        for (int round = 1; faster || next.get() - from < WARM_AFTER; round++) {
            double rate = saturated(contestant, "warming up " + round).rate();
            faster = rate > best * STILL_FASTER;
            best = Math.max(best, rate);
        }
    }

    /** Each connection posts the next as soon as the last was answered; the round lasts until all have arrived. */
    private Round saturated(Contestant contestant, String name) throws Exception {
        recipient.forget();
        String token = setting.token(contestant);
        long cpu = setting.cpu(contestant);
        long began = System.nanoTime();
        long until = began + seconds * 1_000_000_000L;
        int posted = each(
                connection -> {
                    int done = 0;
                    for (; System.nanoTime() < until; done++) {
                        connection.post(contestant.body(next.getAndIncrement() % 1_000_000));
                    }
                    return done;
                },
                contestant,
                token);
        double took = (recipient.await(posted) - began) / 1e9;
        // What is written down after the recipient has answered belongs to the last messages.
        LockSupport.parkNanos(200_000_000);
        Round round = new Round(posted / took, (setting.cpu(contestant) - cpu) / (double) posted);
        System.out.printf(
                Locale.ROOT,
                "%-14s %-21s %6.0f/s, %5.0f µs of the processors a message%n",
                name + ":",
                contestant.name(),
                round.rate(),
                round.micros());
        return round;
    }

    /** Posts to Sluis at this rate, and gives the 95th percentiles until accepted and until delivered, in milliseconds. */
    private double[] paced(double rate) throws Exception {
        recipient.forget();
        Contestant sluis = setting.sluis();
        int first = next.get();
        int many = (int) (rate * seconds);
        long[] due = new long[many];
        double[] accepted = new double[many];
        long began = System.nanoTime();
        AtomicInteger turn = new AtomicInteger();
        each(
                connection -> {
                    int done = 0;
                    for (int i = turn.getAndIncrement(); i < many; i = turn.getAndIncrement()) {
                        due[i] = began + (long) (i / rate * 1e9);
                        LockSupport.parkNanos(due[i] - System.nanoTime());
                        connection.post(sluis.body(first + i));
                        accepted[i] = (System.nanoTime() - due[i]) / 1e6;
                        done++;
                    }
                    return done;
                },
                sluis,
                setting.token(sluis));
        recipient.await(many);
        List<Double> until = new ArrayList<>();
        List<Double> delivered = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            until.add(accepted[i]);
            delivered.add((recipient.at(first + i) - due[i]) / 1e6);
        }
        next.addAndGet(many);
        return new double[] {quantile(until, 0.95), quantile(delivered, 0.95)};
    }

    @FunctionalInterface
    private interface Work {
        int run(Connection connection) throws Exception;
    }

    private static int each(Work work, Contestant contestant, String token)
            throws InterruptedException, ExecutionException, IOException {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                running.add(threads.submit(() -> {
                    try (Connection connection = contestant.connect(token)) {
                        return work.run(connection);
                    }
                }));
            }
            int done = 0;
            for (Future<Integer> each : running) {
                done += each.get();
            }
            return done;
        } finally {
            threads.shutdownNow();
        }
    }

    private static double quantile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.round(share * (sorted.size() - 1)));
    }
}
