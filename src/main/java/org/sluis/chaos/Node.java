package org.sluis.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sluis.canonical.FailPoint;
import org.sluis.client.Trouble;

/** A node of the gateway, {@code ./sluis serve} as a process: killed and started again, on its port. */
final class Node implements AutoCloseable {
    private static final int START_SECONDS = 240;

    private final Path home;
    private final Path log;
    private final List<String> main;
    private final Map<String, String> environment;
    private final int port;
    private final Path data;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private volatile Spawned process;

    /** Starts it. @param main what serves, the command of Sluis but for a control */
    Node(Path home, Path data, Path log, int port, List<String> main, Map<String, String> environment)
            throws IOException {
        this.home = home;
        this.data = data;
        this.log = log;
        this.port = port;
        this.main = main;
        this.environment = environment;
        this.process = spawn(main, List.of());
    }

    int port() {
        return port;
    }

    Path log() {
        return log;
    }

    long pid() {
        return process.pid();
    }

    /** After its end: starts it anew. */
    void restart() throws IOException {
        process = spawn(main, List.of());
    }

    /** The same, on a machine whose clock can be set. */
    void restartToSet() throws IOException {
        process = spawn(List.of(SetNode.class.getName()), List.of());
    }

    /** How far its clock is from the true time from now on; of one that was started for it. */
    void setClock(long seconds) throws IOException {
        process.tell(String.valueOf(seconds));
    }

    /** The same, to halt when it comes to this point for the {@code time}-th time. */
    void restartToHalt(String point, int time) throws IOException {
        process = spawn(main, List.of("-D" + FailPoint.PROPERTY + "=" + point + ":" + time));
    }

    private Spawned spawn(List<String> program, List<String> flags) throws IOException {
        List<String> own = new ArrayList<>(flags);
        own.add("-Dsluis.data=" + data);
        // It lives for seconds, and would spend them on a validator: what is counted here is what is lost.
        own.add("-Dsluis.connectors.validate-first=0");
        return Spawned.program(home, log, program, own, environment, "serve", "--port", String.valueOf(port));
    }

    boolean alive() {
        return process.alive();
    }

    /** @throws Trouble when it ends instead, or takes too long */
    void awaitReady() throws Trouble {
        if (!Pause.until(START_SECONDS, () -> !process.alive() || ready()) || !process.alive()) {
            throw new Trouble("a node does not start", "Its words are in " + log + ".");
        }
    }

    /** Whether it says that it is fit to take something in. */
    boolean ready() {
        try {
            HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** With what it ended by itself; empty when it did not. */
    Optional<Integer> ended(int seconds) throws InterruptedException {
        return process.ended(seconds);
    }

    void signal(String name) throws IOException, InterruptedException {
        process.signal(name);
    }

    /** With -9. */
    void kill() throws IOException, InterruptedException {
        process.signal("KILL");
        process.close();
    }

    @Override
    public void close() {
        try {
            process.stop(30);
        } catch (InterruptedException stop) {
            process.close();
            Thread.currentThread().interrupt();
        }
    }
}
