package org.sluis.bench.exchange;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** One of those that are measured: a process with a port, and how it wants to be spoken to. */
final class Contestant implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final String name;
    private final Process process;
    private final int port;
    private final String path;
    private final Body body;

    /** What is posted under a number. */
    @FunctionalInterface
    interface Body {
        byte[] of(int number) throws IOException;
    }

    /** Starts it, and waits until its port is open. @param output where its words go */
    Contestant(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path output,
            int port,
            String path,
            Body body)
            throws IOException {
        this.name = name;
        this.port = port;
        this.path = path;
        this.body = body;
        File words = output.toFile();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(words);
        builder.environment().putAll(environment);
        this.process = builder.start();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!open()) {
            if (!process.isAlive() || System.nanoTime() > until) {
                process.destroyForcibly();
                throw new IOException(name + " did not start; its words are in " + words);
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    static int free() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private boolean open() {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    String name() {
        return name;
    }

    Process process() {
        return process;
    }

    Connection connect(String token) throws IOException {
        return new Connection(port, path, token);
    }

    byte[] body(int number) throws IOException {
        return body.of(number);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
