package org.sluis.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluis.client.Trouble;

/**
 * What a node that nothing befalls costs, at the beginning and at the end: bytes that live in its heap, threads, and
 * connections to PostgreSQL. They stay as they were, give or take.
 */
final class Soak {
    private static final Pattern LIVE = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");
    private static final Pattern THREADS = Pattern.compile("(?m)^Threads:\\s+(\\d+)");
    private static final long MORE_BYTES = 16L << 20;
    private static final int MORE_THREADS = 24;
    private static final int MORE_CONNECTIONS = 4;

    private final long process;
    private final LongSupplier connections;
    private final Cost first;
    private final long began = System.nanoTime();

    private record Cost(long bytes, int threads, long connections) {}

    /** From now on. @param connections how many there are to PostgreSQL */
    Soak(long process, LongSupplier connections) throws IOException, InterruptedException {
        this.process = process;
        this.connections = connections;
        this.first = cost();
    }

    private Cost cost() throws IOException, InterruptedException {
        // Counting what lives collects what does not.
        Process counting = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(process),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String said = new String(counting.getInputStream().readAllBytes(), UTF_8);
        counting.waitFor();
        String status = Files.readString(Path.of("/proc", String.valueOf(process), "status"));
        return new Cost(number(LIVE, said), (int) number(THREADS, status), connections.getAsLong());
    }

    private static long number(Pattern pattern, String text) throws Trouble {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new Trouble("what a node costs cannot be read", "The JDK's jcmd and /proc are needed.");
        }
        return Long.parseLong(found.group(1));
    }

    /** Waits until it has lasted that long, and says what has grown; nothing where all is flat. */
    List<String> end(int seconds, Consumer<String> tell) throws IOException, InterruptedException {
        Pause.millis(1000L * seconds - (System.nanoTime() - began) / 1_000_000);
        Cost last = cost();
        tell.accept(String.format(
                Locale.ROOT,
                "a node that was left alone, for %d s: heap %.1f to %.1f MB, threads %d to %d, connections %d to %d",
                (System.nanoTime() - began) / 1_000_000_000,
                first.bytes() / 1e6,
                last.bytes() / 1e6,
                first.threads(),
                last.threads(),
                first.connections(),
                last.connections()));
        List<String> grown = new ArrayList<>();
        if (last.bytes() > first.bytes() + MORE_BYTES) {
            grown.add("soak: the heap grew by " + (last.bytes() - first.bytes()) + " bytes");
        }
        if (last.threads() > first.threads() + MORE_THREADS) {
            grown.add("soak: there are " + (last.threads() - first.threads()) + " more threads");
        }
        if (last.connections() > first.connections() + MORE_CONNECTIONS) {
            grown.add("soak: there are " + (last.connections() - first.connections()) + " more connections");
        }
        return grown;
    }
}
