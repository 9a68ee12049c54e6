package org.sluis.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The care system as a process of its own, which ends with this one. */
final class CareProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Path log;
    private final CareDesk desk;

    /** Starts it, and does not wait. */
    CareProcess(int port, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve("arrivals.ndjson"));
        this.log = folder.resolve("care-system.log");
        this.desk = new CareDesk(port);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx512m"));
        command.addAll(
                List.of("-Dlogback.configurationFile=logback-plain.xml", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("org.sluis.cli.Sluis", "care-system"));
        command.addAll(List.of("--port", String.valueOf(port), "--data", folder.toString()));
        command.add("--parent=" + ProcessHandle.current().pid());
        File output = log.toFile();
        this.process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        process.getOutputStream().close();
    }

    long pid() {
        return process.pid();
    }

    CareDesk desk() {
        return desk;
    }

    void awaitReady() throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!desk.answers()) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new NotAsTold("the care system did not start; its words are in " + log);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
