package org.sluis.operation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Gives the metrics, for Prometheus, at {@code /metrics} of an address of their own, to whoever reaches that; the gateway's own
 * address never shows them. Without such an address there is none.
 */
final class MetricsServer implements SmartLifecycle {
    private final Supplier<String> scrape;
    private final String listen;
    private @Nullable HttpServer server;

    /** @param listen address and port, such as 127.0.0.1:9464; empty for none */
    MetricsServer(Supplier<String> scrape, String listen) {
        if (!listen.isEmpty() && !listen.matches("[^:\\s]+:\\d{1,5}")) {
            throw new IllegalArgumentException(
                    "sluis.metrics.listen is not an address and a port; write for instance 127.0.0.1:9464");
        }
        this.scrape = scrape;
        this.listen = listen;
    }

    @Override
    public void start() {
        if (listen.isEmpty()) {
            return;
        }
        int colon = listen.lastIndexOf(':');
        try {
            HttpServer started = HttpServer.create(
                    new InetSocketAddress(listen.substring(0, colon), Integer.parseInt(listen.substring(colon + 1))),
                    8);
            started.createContext("/", exchange -> answer(exchange, 404, ""));
            started.createContext("/metrics", exchange -> answer(exchange, 200, scrape.get()));
            started.start();
            server = started;
        } catch (IOException taken) {
            throw new UncheckedIOException("sluis.metrics.listen: nothing can listen on " + listen, taken);
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Where it listens; 0 where it does not. */
    int port() {
        return server == null ? 0 : server.getAddress().getPort();
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }
}
