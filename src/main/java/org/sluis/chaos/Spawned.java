package org.sluis.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sluis.client.Trouble;

/** A process of the storm, its words in a file; it is ended by its id and with this one. */
final class Spawned implements AutoCloseable {
    private static final String PROGRAM = "org.sluis.cli.Sluis";
    private static final int START_SECONDS = 240;
    private static final List<String> SAME = List.of(
            "-XX:SharedArchiveFile=", "-Xlog:cds", "--enable-native-access=", "--sun-misc-unsafe-memory-access=");

    private final Process process;
    private final Path log;

    private Spawned(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** A command of Sluis as a process. @param log what it says is appended here */
    static Spawned command(Path home, Path log, String... arguments) throws IOException {
        List<String> plain = List.of("-Dlogback.configurationFile=logback-plain.xml");
        return program(home, log, List.of(PROGRAM), plain, Map.of(), arguments);
    }

    /** @param main the class to run, and what comes before all other arguments */
    static Spawned program(
            Path home,
            Path log,
            List<String> main,
            List<String> flags,
            Map<String, String> environment,
            String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The first compiler alone halves what a start costs.
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx384m"));
        // What is dead is not left where it was, to be counted as if it lived (up to 5 % of the old generation).
        command.add("-XX:MarkSweepDeadRatio=0");
        command.addAll(inherited());
        command.add("-Dsluis.home=" + home);
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(main);
        command.addAll(List.of(arguments));
        Files.createDirectories(log.toAbsolutePath().getParent());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("SLUIS_") || name.startsWith("SPRING_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new Spawned(process, log);
    }

    /** The archive of classes that this program was started with, and what must be the same for it to hold. */
    private static List<String> inherited() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> SAME.stream().anyMatch(flag::startsWith))
                .toList();
    }

    /** One line to it. */
    void tell(String line) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write((line + "\n").getBytes(UTF_8));
        in.flush();
    }

    /** The first line that it says with this beginning, without it. */
    String awaitSaid(String beginning) throws IOException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (true) {
            Optional<String> said = Files.readString(log)
                    .lines()
                    .filter(line -> line.startsWith(beginning))
                    .findFirst();
            if (said.isPresent()) {
                return said.get().substring(beginning.length());
            }
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new Trouble("a part of the storm did not start", "Its words are in " + log + ".");
            }
            Pause.millis(50);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** With what it ended; empty when it has not within so many seconds. */
    Optional<Integer> ended(int seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS) ? Optional.of(process.exitValue()) : Optional.empty();
    }

    /** Sends it, and it alone, a signal by name. */
    void signal(String name) throws IOException, InterruptedException {
        Signal.send(name, process.pid());
    }

    /** As a service manager does; by force when it has not ended after so many seconds. */
    void stop(int seconds) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            close();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
