package org.sluis.bench.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Takes whatever is posted, answers at once as a FHIR server does, and remembers when each number came first. */
final class Recipient implements AutoCloseable {
    private static final byte[] TAKEN =
            "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\"}".getBytes(UTF_8);
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(2);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(32);
    private final ConcurrentHashMap<Integer, Long> arrived = new ConcurrentHashMap<>();

    Recipient() throws IOException {
        // Else each answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "200");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        server.createContext("/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/fhir";
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int number = Messages.number(body);
        if (number >= 0) {
            arrived.putIfAbsent(number, System.nanoTime());
        }
        exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
        exchange.sendResponseHeaders(200, TAKEN.length);
        exchange.getResponseBody().write(TAKEN);
        exchange.close();
    }

    int count() {
        return arrived.size();
    }

    /** When it came, by {@link System#nanoTime}. */
    long at(int number) {
        return arrived.get(number);
    }

    /** Waits until so many have come, and gives the moment. @throws TimeoutException where none comes any more for a while */
    long await(int many) throws TimeoutException {
        int seen = -1;
        long since = System.nanoTime();
        while (arrived.size() < many) {
            if (arrived.size() > seen) {
                seen = arrived.size();
                since = System.nanoTime();
            } else if (System.nanoTime() - since > TimeUnit.SECONDS.toNanos(30)) {
                throw new TimeoutException(seen + " of " + many + " arrived, and no more for 30 s");
            }
            LockSupport.parkNanos(LOOK_AGAIN);
        }
        return System.nanoTime();
    }

    void forget() {
        arrived.clear();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
