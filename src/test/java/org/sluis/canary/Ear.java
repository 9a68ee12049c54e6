package org.sluis.canary;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.sluis.demo.CareSystem;

/** Hears every byte that the gateway sends to an address: the request line, the headers and the body. */
final class Ear implements AutoCloseable {
    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final @Nullable Future<CareSystem> behind;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final AtomicInteger refusals = new AtomicInteger();

    /** @param behind who answers, once it is there; null for an address that only says thanks */
    Ear(@Nullable Future<CareSystem> behind) throws IOException {
        this.behind = behind;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::hear);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + (behind == null ? "/hook" : "/fhir");
    }

    byte[] heard() {
        synchronized (heard) {
            return heard.toByteArray();
        }
    }

    /** Refuses this many messages, and quotes each in its refusal, as a validating server does. */
    void refuse(int messages) {
        refusals.set(messages);
    }

    /** How many refusals are still to come. */
    int refusalsLeft() {
        return refusals.get();
    }

    private void hear(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        synchronized (heard) {
            heard.writeBytes((exchange.getRequestMethod() + " " + exchange.getRequestURI() + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            heard.writeBytes(exchange.getRequestHeaders().entrySet().toString().getBytes(StandardCharsets.UTF_8));
            heard.writeBytes(body);
        }
        try {
            if (behind == null) {
                answer(exchange, 204, "text/plain", new byte[0]);
            } else if (body.length > 0 && refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                answer(exchange, 422, "application/fhir+json", quoting(body));
            } else {
                pass(exchange, body, URI.create(behind.get().url()).resolve(exchange.getRequestURI()));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException notStarted) {
            throw new IOException(notStarted);
        } finally {
            exchange.close();
        }
    }

    private void pass(HttpExchange exchange, byte[] body, URI to) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(to)
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : new String[] {"Content-Type", "Accept"}) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        answer(
                exchange,
                answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse("text/plain"),
                answer.body());
    }

    private static byte[] quoting(byte[] body) {
        String quoted =
                new String(body, StandardCharsets.UTF_8).replace("\\", "\\\\").replace("\"", "\\\"");
        return ("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"invalid\","
                        + "\"diagnostics\":\"" + quoted + "\"}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
